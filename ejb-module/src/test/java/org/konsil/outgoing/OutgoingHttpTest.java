package org.konsil.outgoing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.Properties;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.konsil.config.KonsilConfig;

class OutgoingHttpTest {
  private final Properties settings = new Properties();
  private final KonsilConfig config = new KonsilConfig(settings);
  private final OutgoingHttp http =
      new OutgoingHttp(new AddressGuard(config), new OutgoingTrust(config), Clock.systemUTC());
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
        "HTTP/1.1 200 OK\r\nno colon\r\n\r\n",
        "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\n",
        "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n7fffffff\r\n"
      })
  void malformedAnswersAreErrors(String answer) {
    assertThatThrownBy(() -> read(answer)).isInstanceOf(IOException.class);
  }

  @Test
  void headersAndLinesAreBounded() {
    String line = "HTTP/1.1 200 " + "x".repeat(10_000) + "\r\n\r\n";
    assertThatThrownBy(() -> read(line)).hasMessageContaining("too long");
    StringBuilder headers = new StringBuilder("HTTP/1.1 200 OK\r\n");
    for (int i = 0; i < 200; i++) {
      headers.append("h").append(i).append(": x\r\n");
    }
    assertThatThrownBy(() -> read(headers + "\r\n")).hasMessageContaining("too many");
  }

  @Test
  void interimAnswersArePassedOver() throws IOException {
    assertThat(read("HTTP/1.1 100 Continue\r\n\r\nHTTP/1.1 200 OK\r\n\r\nbody").body())
        .isEqualTo("body".getBytes(StandardCharsets.UTF_8));
  }

  private static HttpAnswer read(String answer) throws IOException {
    byte[] bytes = answer.getBytes(StandardCharsets.ISO_8859_1);
    return new AnswerReader(new ByteArrayInputStream(bytes), 1000).read();
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
