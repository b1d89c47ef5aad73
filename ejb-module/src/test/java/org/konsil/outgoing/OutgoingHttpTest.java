package org.konsil.outgoing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Properties;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.konsil.config.KonsilConfig;

class OutgoingHttpTest {
  private final Properties settings = new Properties();
  private final KonsilConfig config = new KonsilConfig(settings);
  private final ScheduledExecutorService timer = Executors.newSingleThreadScheduledExecutor();
  private final OutgoingHttp http =
      new OutgoingHttp(
          new AddressGuard(config), new OutgoingConnections(new OutgoingTrust(config)), timer);
  private HttpServer server;

  @BeforeEach
  void start() throws IOException {
    settings.setProperty("konsil.outgoingPrivateNetworks", "allow");
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext("/echo", e -> answer(e, 200, e.getRequestBody().readAllBytes(), false));
    server.createContext("/chunked", e -> answer(e, 200, new byte[5000], true));
    server.createContext("/long", e -> answer(e, 200, new byte[70_000], true));
    server.createContext("/none", e -> answer(e, 204, new byte[0], false));
    server.createContext("/moved", OutgoingHttpTest::moved);
    server.start();
  }

  @AfterEach
  void stop() {
    timer.shutdownNow();
    server.stop(0);
  }

  @Test
  void postsAndReadsTheAnswerInEveryForm() throws IOException {
    byte[] body = "{\"a\":\"ä\"}".getBytes(StandardCharsets.UTF_8);
    assertThat(http.post(uri("/echo?x=1"), body).body()).isEqualTo(body);
    assertThat(http.post(uri("/chunked"), body).body()).hasSize(5000);
    assertThat(http.post(uri("/none"), body).status()).isEqualTo(204);
  }

  @Test
  void aRedirectIsNotFollowed() throws IOException {
    HttpAnswer answer = http.post(uri("/moved"), new byte[0]);
    assertThat(answer.status()).isEqualTo(302);
    assertThat(answer.isSuccess()).isFalse();
  }

  @Test
  void aLongAnswerIsRefused() {
    assertThatThrownBy(() -> http.post(uri("/long"), new byte[0]))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("too long");
  }

  @Test
  void thePrivateNetworkIsClosedUnlessAllowed() {
    settings.setProperty("konsil.outgoingPrivateNetworks", "deny");
    assertThatThrownBy(() -> http.post(uri("/echo"), new byte[0])).isInstanceOf(IOException.class);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "GET / HTTP/1.1\r\n\r\n",
        "HTTP/1.1 xyz\r\n\r\n",
        "HTTP/1.1 200 OK\r\nContent-Length: -1\r\n\r\n",
        "HTTP/1.1 200 OK\r\nContent-Length: 10\r\n\r\nshort",
        "HTTP/1.1 200 OK\r\nContent-Length: 99999999999\r\n\r\n",
        "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\n",
        "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n7fffffff\r\n"
      })
  void malformedAnswersAreErrors(String answer) throws IOException {
    try (Raw raw = new Raw(answer)) {
      assertThatThrownBy(() -> http.post(raw.uri(), new byte[0])).isInstanceOf(IOException.class);
    }
  }

  @Test
  void headersAndLinesAreBounded() throws IOException {
    StringBuilder headers = new StringBuilder("HTTP/1.1 200 OK\r\n");
    for (int i = 0; i < 200; i++) {
      headers.append("h").append(i).append(": x\r\n");
    }
    String line = "HTTP/1.1 200 OK\r\nx: " + "x".repeat(10_000);
    for (String head : List.of(headers.toString(), line + "\r\n")) {
      try (Raw raw = new Raw(head + "\r\n")) {
        assertThatThrownBy(() -> http.post(raw.uri(), new byte[0])).isInstanceOf(IOException.class);
      }
    }
  }

  /** F10: every single byte comes in time, the whole does not. */
  @Test
  void anAnswerThatDripsIsBrokenOff() throws IOException {
    server.createContext("/drip", OutgoingHttpTest::drip);
    OutgoingRequest request =
        OutgoingRequest.get(uri("/drip")).within(Duration.ofMillis(500), 1000);
    assertThatThrownBy(() -> http.send(request)).isInstanceOf(IOException.class);
  }

  @Test
  void thePathIsSentAsItWasWrittenAndTheHostAsTheUriSays() throws IOException {
    AtomicReference<String> seen = new AtomicReference<>();
    server.createContext(
        "/p",
        e -> {
          seen.set(e.getRequestHeaders().getFirst("Host") + " " + e.getRequestURI());
          answer(e, 200, new byte[0], false);
        });
    OutgoingRequest request =
        OutgoingRequest.get(URI.create("http://other.example/p/%21r%3Ax/..//%7e?a=%2B+b"))
            .via(new OutgoingRequest.Endpoint("127.0.0.1", server.getAddress().getPort()));
    assertThat(http.send(request).status()).isEqualTo(200);
    assertThat(seen.get()).isEqualTo("other.example /p/%21r%3Ax/..//%7e?a=%2B+b");
  }

  private static void drip(HttpExchange exchange) throws IOException {
    exchange.sendResponseHeaders(200, 500);
    try {
      for (int i = 0; i < 500; i++) {
        exchange.getResponseBody().write('x');
        exchange.getResponseBody().flush();
        Thread.sleep(50);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } finally {
      exchange.close();
    }
  }

  /** A server that says one thing to whoever calls, and hangs up. */
  private static final class Raw implements AutoCloseable {
    private final ServerSocket socket = new ServerSocket(0, 5, InetAddress.getLoopbackAddress());

    Raw(String answer) throws IOException {
      CompletableFuture.runAsync(() -> serve(answer));
    }

    URI uri() {
      return URI.create("http://127.0.0.1:" + socket.getLocalPort() + "/");
    }

    private void serve(String answer) {
      try (Socket peer = socket.accept()) {
        peer.getInputStream().read(new byte[1000]);
        peer.getOutputStream().write(answer.getBytes(StandardCharsets.ISO_8859_1));
      } catch (IOException e) {
        // the client has hung up first
      }
    }

    @Override
    public void close() throws IOException {
      socket.close();
    }
  }

  private URI uri(String path) {
    return URI.create("http://127.0.0.1:" + server.getAddress().getPort() + path);
  }

  private static void moved(HttpExchange exchange) throws IOException {
    exchange.getResponseHeaders().add("Location", "/echo");
    answer(exchange, 302, new byte[0], false);
  }

  private static void answer(HttpExchange exchange, int status, byte[] body, boolean chunked)
      throws IOException {
    exchange.sendResponseHeaders(status, chunked ? 0 : body.length == 0 ? -1 : body.length);
    exchange.getResponseBody().write(body);
    exchange.close();
  }
}
