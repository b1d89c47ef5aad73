package org.konsil.it.clients;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.security.SecureRandom;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.konsil.core.json.Json;
import org.konsil.core.signing.SigningKey;
import org.konsil.it.support.Browser;
import org.konsil.it.support.KonsilServer;
import org.konsil.it.support.MatrixClient;
import org.konsil.it.support.ScriptedClient;

/** matrix-js-sdk signs in by the OAuth 2.0 API, its user at a browser. */
class OAuthIT {
  private static final String PASSWORD = "zwei-Kliniken-im-Gespraech-7";

  private static KonsilServer server;
  private static ScriptedClient js;
  private static HttpServer app;
  private static String redirectUri;

  @BeforeAll
  static void start() throws IOException {
    server =
        KonsilServer.start(
            "oauth",
            "--domain",
            "klinik.example",
            "--policy",
            "open",
            "--registration",
            "open",
            "--rate-limits",
            "off");
    MatrixClient.anonymous(server.baseUrl()).register("jutta", PASSWORD);
    js = ScriptedClient.javascript();
    app = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    // no content: the browser stays on our page, where its link can be read
    app.createContext(
        "/callback",
        exchange -> {
          exchange.sendResponseHeaders(204, -1);
          exchange.close();
        });
    app.start();
    redirectUri = "http://127.0.0.1:" + app.getAddress().getPort() + "/callback";
  }

  @AfterAll
  static void stop() {
    app.stop(0);
    js.close();
    server.close();
  }

  private static Map<String, Object> with(String name, String value) {
    return Map.of(
        "base_url", server.baseUrl().toString(), "redirect_uri", redirectUri, name, value);
  }

  private static String pathOf(JsonNode answer) {
    URI url = URI.create(answer.path("url").asText());
    return url.getRawPath() + "?" + url.getRawQuery();
  }

  /** What a link of the page, which the browser follows by itself too, says at its end. */
  private static URI answered(Browser browser) {
    return URI.create(browser.find("authorize-back").getDomAttribute("href"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"fragment", "query"})
  void aClientIsLetIn(String mode) {
    JsonNode begun = js.ask("oauth_begin", with("response_mode", mode));
    try (Browser browser = Browser.start(server.baseUrl())) {
      browser.open(pathOf(begun));
      assertThat(browser.accessibilityViolations()).isEmpty();
      browser.type("sign-in-user", "jutta");
      browser.type("sign-in-password", PASSWORD);
      browser.click("authorize-allow");
      URI back = answered(browser);
      String answer = mode.equals("query") ? back.getRawQuery() : back.getRawFragment();
      assertThat(answer).startsWith("state=" + begun.path("state").asText() + "&code=");
      String code = answer.substring(answer.indexOf("code=") + 5);

      JsonNode session = js.ask("oauth_complete", with("code", code));
      assertThat(session.path("user_id").asText()).isEqualTo("@jutta:klinik.example");
      assertThat(session.path("device_id").asText())
          .isEqualTo(session.path("wanted_device").asText());

      JsonNode fresh =
          js.ask("oauth_refresh", with("refresh_token", session.path("refresh_token").asText()));
      assertThat(fresh.path("access_token")).isNotEqualTo(session.path("access_token"));
      resetOfCrossSigningIsApproved(browser, fresh.path("access_token").asText());
      JsonNode revoked =
          js.ask("oauth_revoke", with("access_token", fresh.path("access_token").asText()));
      assertThat(revoked.path("after").asText()).isEqualTo("M_UNKNOWN_TOKEN");
    }
  }

  /** The first keys need no approval, others do; what else the API protects is refused. */
  private static void resetOfCrossSigningIsApproved(Browser browser, String token) {
    MatrixClient client = MatrixClient.anonymous(server.baseUrl()).withToken(token);
    MatrixClient.Answer refused =
        client.call(
            "POST", "/_matrix/client/v3/account/deactivate", Json.object().put("erase", false));
    assertThat(refused.status()).isEqualTo(403);
    assertThat(refused.errcode()).isEqualTo("M_FORBIDDEN");
    String path = "/_matrix/client/v3/keys/device_signing/upload";
    client.call("POST", path, keys());
    ObjectNode wanted = keys();
    MatrixClient.Answer challenge = client.call("POST", path, wanted);
    assertThat(challenge.status()).isEqualTo(401);
    assertThat(challenge.body().at("/flows/0/stages/0").asText()).isEqualTo("m.oauth");
    URI page = URI.create(challenge.body().at("/params/m.oauth/url").asText());
    browser.open(page.getRawPath() + "?" + page.getRawQuery());
    browser.type("login-user", "jutta");
    browser.type("login-password", PASSWORD);
    browser.click("login-submit");
    browser.type("own-password", PASSWORD);
    browser.click("own-reset");
    browser.find("own-done");
    wanted.putObject("auth").put("session", challenge.body().path("session").asText());
    assertThat(client.call("POST", path, wanted).status()).isEqualTo(200);
  }

  private static ObjectNode keys() {
    String key = SigningKey.generate(new SecureRandom(), "1").publicKey().base64();
    ObjectNode request = Json.object();
    ObjectNode master = request.putObject("master_key").put("user_id", "@jutta:klinik.example");
    master.putArray("usage").add("master");
    master.putObject("keys").put("ed25519:" + key, key);
    return request;
  }

  /** Client-server API, "Fallback": the client waits until the page is done, and asks again. */
  @Test
  void aStepThatAClientDoesNotKnowIsDoneOnOurPage() {
    MatrixClient client = MatrixClient.anonymous(server.baseUrl()).login("jutta", PASSWORD);
    String device = "/_matrix/client/v3/devices/" + deviceOf(client);
    MatrixClient.Answer asked = client.call("DELETE", device, Json.object());
    assertThat(asked.status()).isEqualTo(401);
    String session = asked.body().path("session").asText();
    try (Browser browser = Browser.start(server.baseUrl())) {
      browser.open("/_matrix/client/v3/auth/m.login.password/fallback/web?session=" + session);
      assertThat(browser.accessibilityViolations()).isEmpty();
      browser.type("fallback-password", "a wrong one");
      browser.click("fallback-submit");
      browser.find("fallback-error");
      browser.type("fallback-password", PASSWORD);
      browser.click("fallback-submit");
      browser.find("fallback-done");
    }
    ObjectNode again = Json.object();
    again.putObject("auth").put("session", session);
    assertThat(client.call("DELETE", device, again).status()).isEqualTo(200);
  }

  private static String deviceOf(MatrixClient client) {
    return client
        .call("GET", "/_matrix/client/v3/account/whoami", null)
        .body()
        .path("device_id")
        .asText();
  }

  /** CVE-2020-26891. */
  @Test
  void whatTheAddressOfThatPageSaysIsText() {
    String script = "\"><script>document.title='taken'</script>";
    try (Browser browser = Browser.start(server.baseUrl())) {
      String given = MatrixClient.encode(script);
      browser.open("/fallback?stage=m.login.password&session=" + given);
      browser.type("fallback-password", PASSWORD);
      browser.click("fallback-submit");
      browser.find("fallback-error");
      assertThat(browser.title()).isNotEqualTo("taken");
      assertThat(browser.complaints()).isEmpty();
    }
  }

  @Test
  void aUserMayRefuse() {
    JsonNode begun = js.ask("oauth_begin", with("response_mode", "query"));
    try (Browser browser = Browser.start(server.baseUrl())) {
      browser.open(pathOf(begun));
      browser.click("authorize-deny");
      assertThat(answered(browser).getRawQuery()).contains("error=access_denied");
    }
  }

  @Test
  void aDeviceWithoutABrowserIsLetIn() {
    js.ask("oauth_begin", with("response_mode", "query"));
    JsonNode begun = js.ask("oauth_device", Map.of());
    try (Browser browser = Browser.start(server.baseUrl())) {
      browser.open(pathOf(begun));
      assertThat(browser.accessibilityViolations()).isEmpty();
      browser.type("sign-in-user", "jutta");
      browser.type("sign-in-password", PASSWORD);
      browser.click("link-allow");
      browser.find("link-done");
    }
    JsonNode session = js.ask("oauth_device_wait", with("unused", ""));
    assertThat(session.path("user_id").asText()).isEqualTo("@jutta:klinik.example");
  }
}
