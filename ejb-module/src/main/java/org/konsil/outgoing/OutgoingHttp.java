package org.konsil.outgoing;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.io.BufferedInputStream;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSocket;

/**
 * Sends one request to a server that somebody else named. The address that was looked at is the one
 * that is connected to, which no client of the JDK offers; redirects are answers like any other.
 * One connection a call. Blocks; call it from a worker, outside any transaction.
 */
@ApplicationScoped
public class OutgoingHttp {
  private static final Duration TIMEOUT = Duration.ofSeconds(10);
  private static final int MAX_ANSWER = 64 * 1024;

  @Inject private AddressGuard addresses;
  @Inject private OutgoingTrust trust;
  @Inject private Clock clock;

  protected OutgoingHttp() {}

  OutgoingHttp(AddressGuard addresses, OutgoingTrust trust, Clock clock) {
    this.addresses = addresses;
    this.trust = trust;
    this.clock = clock;
  }

  /**
   * Posts JSON. All together takes 10 seconds at most; the answer has 64 KiB at most.
   *
   * @param target http or https, with a host
   * @throws IOException when the server cannot or must not be reached, or does not answer in time
   */
  public HttpAnswer post(URI target, byte[] json) throws IOException {
    Instant deadline = clock.instant().plus(TIMEOUT);
    InetAddress address = addresses.resolve(withoutBrackets(target.getHost()));
    try (Socket socket = connect(target, address)) {
      socket.setSoTimeout((int) TIMEOUT.toMillis());
      OutputStream out = socket.getOutputStream();
      out.write(head(target, json.length).getBytes(StandardCharsets.ISO_8859_1));
      out.write(json);
      out.flush();
      InputStream in = new Until(socket.getInputStream(), deadline);
      return new AnswerReader(new BufferedInputStream(in), MAX_ANSWER).read();
    }
  }

  private Socket connect(URI target, InetAddress address) throws IOException {
    boolean secure = "https".equals(target.getScheme());
    int port = target.getPort() >= 0 ? target.getPort() : secure ? 443 : 80;
    Socket plain = new Socket();
    try {
      plain.connect(new InetSocketAddress(address, port), (int) TIMEOUT.toMillis());
      plain.setSoTimeout((int) TIMEOUT.toMillis());
      return secure ? secured(plain, target.getHost(), port) : plain;
    } catch (IOException | RuntimeException e) {
      plain.close();
      throw e;
    }
  }

  private Socket secured(Socket plain, String host, int port) throws IOException {
    SSLSocket socket =
        (SSLSocket) trust.sockets().createSocket(plain, withoutBrackets(host), port, true);
    SSLParameters parameters = socket.getSSLParameters();
    parameters.setEndpointIdentificationAlgorithm("HTTPS");
    socket.setSSLParameters(parameters);
    socket.startHandshake();
    return socket;
  }

  private static String head(URI target, int length) {
    String path = target.getRawPath().isEmpty() ? "/" : target.getRawPath();
    String query = target.getRawQuery() == null ? "" : "?" + target.getRawQuery();
    String port = target.getPort() >= 0 ? ":" + target.getPort() : "";
    return "POST %s%s HTTP/1.1\r\nHost: %s%s\r\nContent-Type: application/json\r\nContent-Length: %d\r\nUser-Agent: Konsil\r\nAccept: application/json\r\nConnection: close\r\n\r\n"
        .formatted(path, query, target.getHost(), port, length);
  }

  private static String withoutBrackets(String host) {
    return host.startsWith("[") ? host.substring(1, host.length() - 1) : host;
  }

  /** A stream that ends with an error at its time, however slowly it drips. */
  private final class Until extends FilterInputStream {
    private final Instant deadline;

    Until(InputStream in, Instant deadline) {
      super(in);
      this.deadline = deadline;
    }

    @Override
    public int read() throws IOException {
      check();
      return super.read();
    }

    @Override
    public int read(byte[] buffer, int offset, int length) throws IOException {
      check();
      return super.read(buffer, offset, length);
    }

    private void check() throws IOException {
      if (clock.instant().isAfter(deadline)) {
        throw new SocketTimeoutException("the answer takes too long");
      }
    }
  }
}
