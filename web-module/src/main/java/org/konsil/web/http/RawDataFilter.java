package org.konsil.web.http;

import jakarta.inject.Inject;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerResponseContext;
import jakarta.ws.rs.container.ContainerResponseFilter;
import jakarta.ws.rs.container.ResourceInfo;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.ext.Provider;
import jakarta.ws.rs.ext.WriterInterceptor;
import jakarta.ws.rs.ext.WriterInterceptorContext;
import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.time.Clock;
import org.konsil.core.id.ServerName;
import org.konsil.rawdata.Measurement;
import org.konsil.rawdata.RawDataOperation;
import org.konsil.rawdata.RawDataService;

/**
 * Tells how long requests took whose operation is {@link Measured}, from when {@link
 * RequestMeterFilter} saw them to the last byte of the answer (A_22005). How the client calls
 * itself comes with it (A_23104-02).
 */
@Provider
public class RawDataFilter implements ContainerResponseFilter, WriterInterceptor {
  private static final String REQUEST = "org.konsil.measured";
  private static final String CLIENT = "X-TIM-User-Agent";
  private static final int NANOS_PER_MILLI = 1_000_000;

  @Inject private RawDataService measured;
  @Inject private CurrentRequest current;
  @Inject private Clock clock;
  @Context private ResourceInfo resource;

  /** What is known of a request before its answer is written. */
  private record Request(
      RawDataOperation operation,
      ServerName domain,
      long startNanos,
      int status,
      long size,
      String client) {}

  @Override
  public void filter(ContainerRequestContext request, ContainerResponseContext response) {
    if (!measured.enabled()
        || resource.getResourceMethod() == null
        || !(request.getProperty(RequestMeterFilter.STARTED) instanceof Long started)) {
      return;
    }
    Measured wanted = resource.getResourceMethod().getAnnotation(Measured.class);
    if (wanted != null && current.domain() != null) {
      request.setProperty(
          REQUEST,
          new Request(
              current.measuredAs().orElse(wanted.value()),
              current.domain().name(),
              started,
              response.getStatus(),
              Math.max(0, request.getLength()),
              client(request)));
    }
  }

  @Override
  public void aroundWriteTo(WriterInterceptorContext answer) throws IOException {
    if (!(answer.getProperty(REQUEST) instanceof Request request)) {
      answer.proceed();
      return;
    }
    CountingStream body = new CountingStream(answer.getOutputStream());
    answer.setOutputStream(body);
    answer.proceed();
    long millis = (System.nanoTime() - request.startNanos()) / NANOS_PER_MILLI;
    measured.record(
        new Measurement(
            request.operation(),
            request.domain(),
            clock.millis() - millis,
            millis,
            request.status(),
            request.size(),
            body.count,
            request.client()));
  }

  /** Browsers let no page set User-Agent. */
  private static String client(ContainerRequestContext request) {
    String own = request.getHeaderString(CLIENT);
    String usual = own == null ? request.getHeaderString(HttpHeaders.USER_AGENT) : own;
    return usual == null ? "" : usual;
  }

  /** Knows how much went through. */
  private static final class CountingStream extends FilterOutputStream {
    private long count;

    CountingStream(OutputStream out) {
      super(out);
    }

    @Override
    public void write(int b) throws IOException {
      out.write(b);
      count++;
    }

    @Override
    public void write(byte[] bytes, int offset, int length) throws IOException {
      out.write(bytes, offset, length);
      count += length;
    }
  }
}
