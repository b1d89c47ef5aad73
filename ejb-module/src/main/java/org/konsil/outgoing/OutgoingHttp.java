package org.konsil.outgoing;

import jakarta.annotation.PreDestroy;
import jakarta.annotation.Resource;
import jakarta.enterprise.concurrent.ManagedScheduledExecutorService;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import org.apache.hc.client5.http.classic.methods.HttpUriRequestBase;
import org.apache.hc.client5.http.impl.classic.CloseableHttpClient;
import org.apache.hc.core5.http.ClassicHttpResponse;
import org.apache.hc.core5.http.ContentType;
import org.apache.hc.core5.http.Header;
import org.apache.hc.core5.http.HttpHost;
import org.apache.hc.core5.http.io.HttpClientResponseHandler;
import org.apache.hc.core5.http.io.entity.ByteArrayEntity;
import org.apache.hc.core5.io.CloseMode;

/**
 * Sends requests to servers that somebody else named. The address that was looked at is the one
 * that is connected to; redirects are answers like any other, and nothing is tried twice.
 * Connections are kept for the next request. Blocks; call it from a worker, outside any
 * transaction.
 */
@ApplicationScoped
public class OutgoingHttp {
  private static final int BUFFER = 64 * 1024;
  private static final int MAX_ERROR = 64 * 1024;

  @Inject private AddressGuard addresses;
  @Inject private OutgoingConnections connections;
  @Resource private ManagedScheduledExecutorService timer;

  private ScheduledExecutorService testTimer;
  private CloseableHttpClient client;

  protected OutgoingHttp() {}

  OutgoingHttp(
      AddressGuard addresses, OutgoingConnections connections, ScheduledExecutorService timer) {
    this.addresses = addresses;
    this.connections = connections;
    this.testTimer = timer;
  }

  /**
   * Posts JSON. All together takes 10 seconds at most; the answer has 64 KiB at most.
   *
   * @param target http or https, with a host
   * @throws IOException as {@link #send}
   */
  public HttpAnswer post(URI target, byte[] json) throws IOException {
    return send(OutgoingRequest.post(target, json));
  }

  /**
   * Sends a request and reads the answer.
   *
   * @throws IOException when the server cannot or must not be reached, does not answer in time or
   *     answers too much
   */
  public HttpAnswer send(OutgoingRequest request) throws IOException {
    return exchange(request, answer -> read(answer, request.maxAnswer()));
  }

  /**
   * Sends a request and writes the body of a successful answer into a file, in whose place the
   * answer's own body is empty.
   *
   * @throws IOException as {@link #send}, and when the file cannot be written
   */
  public HttpAnswer download(OutgoingRequest request, Path file) throws IOException {
    return exchange(
        request,
        answer -> {
          if (answer.getCode() / 100 != 2 || answer.getEntity() == null) {
            return read(answer, MAX_ERROR);
          }
          write(answer.getEntity().getContent(), file, request.maxAnswer());
          return new HttpAnswer(answer.getCode(), headers(answer), new byte[0]);
        });
  }

  private HttpAnswer exchange(OutgoingRequest request, HttpClientResponseHandler<HttpAnswer> reader)
      throws IOException {
    HttpHost target = target(request);
    HttpUriRequestBase message = message(request);
    ScheduledExecutorService clock = testTimer == null ? timer : testTimer;
    // the client's own limits are for single reads; an answer that drips would pass them all
    ScheduledFuture<?> end =
        clock.schedule(
            (Runnable) message::cancel, request.timeout().toMillis(), TimeUnit.MILLISECONDS);
    try {
      return client().execute(target, message, reader);
    } catch (RuntimeException e) {
      throw new IOException("the request could not be sent", e);
    } finally {
      end.cancel(false);
    }
  }

  @PreDestroy
  void close() {
    if (client != null) {
      client.close(CloseMode.IMMEDIATE);
    }
  }

  private synchronized CloseableHttpClient client() throws IOException {
    if (client == null) {
      client = connections.client();
    }
    return client;
  }

  private HttpHost target(OutgoingRequest request) throws IOException {
    URI uri = request.uri();
    boolean secure = "https".equals(uri.getScheme());
    if (uri.getHost() == null || !secure && !"http".equals(uri.getScheme())) {
      throw new IOException("this is no address of a server");
    }
    String name = withoutBrackets(uri.getHost());
    int usual = uri.getPort() >= 0 ? uri.getPort() : secure ? 443 : 80;
    String host = request.endpoint().map(OutgoingRequest.Endpoint::host).orElse(name);
    int port = request.endpoint().map(OutgoingRequest.Endpoint::port).orElse(usual);
    InetAddress address =
        request.installation() ? InetAddress.getByName(host) : addresses.resolve(host);
    return new HttpHost(uri.getScheme(), address, name, port);
  }

  private static HttpUriRequestBase message(OutgoingRequest request) {
    HttpUriRequestBase message = new HttpUriRequestBase(request.method(), request.uri());
    String path = request.uri().getRawPath();
    String query = request.uri().getRawQuery();
    // as it was signed: the client would tidy it
    message.setPath((path.isEmpty() ? "/" : path) + (query == null ? "" : "?" + query));
    request.headers().forEach(message::setHeader);
    request
        .body()
        .ifPresent(
            body -> {
              ContentType type =
                  ContentType.parse(message.getFirstHeader("Content-Type").getValue());
              message.setEntity(new ByteArrayEntity(body, type));
            });
    return message;
  }

  private static Map<String, String> headers(ClassicHttpResponse answer) {
    Map<String, String> headers = new HashMap<>();
    for (Header header : answer.getHeaders()) {
      headers.putIfAbsent(header.getName().toLowerCase(Locale.ROOT), header.getValue());
    }
    return headers;
  }

  private static void write(InputStream body, Path file, int maxAnswer) throws IOException {
    byte[] buffer = new byte[BUFFER];
    long left = maxAnswer;
    try (OutputStream out = Files.newOutputStream(file)) {
      for (int read = body.read(buffer); read >= 0; read = body.read(buffer)) {
        left -= read;
        if (left < 0) {
          throw new IOException("the answer is too long");
        }
        out.write(buffer, 0, read);
      }
    }
  }

  private static HttpAnswer read(ClassicHttpResponse answer, int maxAnswer) throws IOException {
    Map<String, String> headers = headers(answer);
    if (answer.getEntity() == null) {
      return new HttpAnswer(answer.getCode(), headers, new byte[0]);
    }
    if (answer.getEntity().getContentLength() > maxAnswer) {
      throw new IOException("the answer is too long");
    }
    // not closed on purpose: closing would read on to the end of an endless answer
    InputStream in = answer.getEntity().getContent();
    byte[] body = in.readNBytes(maxAnswer + 1);
    if (body.length > maxAnswer) {
      throw new IOException("the answer is too long");
    }
    return new HttpAnswer(answer.getCode(), headers, body);
  }

  private static String withoutBrackets(String host) {
    return host.startsWith("[") ? host.substring(1, host.length() - 1) : host;
  }
}
