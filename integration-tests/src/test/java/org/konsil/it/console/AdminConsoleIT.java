package org.konsil.it.console;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.ServerSetup;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.konsil.core.json.Json;
import org.konsil.it.support.Browser;
import org.konsil.it.support.KonsilServer;
import org.konsil.it.support.MatrixClient;
import org.openqa.selenium.By;

/** The administrator of klinik.example at work, on the demo. */
class AdminConsoleIT {
  private static final String DEMO_PASSWORD = "konsil-demo";
  private static final List<String> PAGES =
      List.of(
          "/admin",
          "/admin/users",
          "/admin/account?user=%40pflege%3Aklinik.example",
          "/admin/reports",
          "/admin/konnektor",
          "/admin/audit",
          "/admin/calls",
          "/admin/support",
          "/admin/branding",
          "/admin/telematics",
          "/admin/directory",
          "/registration");

  private static KonsilServer server;
  private static GreenMail smtp;

  @TempDir static Path files;

  @BeforeAll
  static void start() {
    smtp = new GreenMail(new ServerSetup(0, "127.0.0.1", ServerSetup.PROTOCOL_SMTP));
    smtp.start();
    String relay = "127.0.0.1:" + smtp.getSmtp().getPort();
    server = KonsilServer.start("console", "--demo", "--rate-limits", "off", "--smtp", relay);
  }

  @AfterAll
  static void stop() {
    server.close();
    smtp.stop();
  }

  private static Browser administrator() {
    Browser browser = Browser.start(server.baseUrl());
    browser.signIn("admin", DEMO_PASSWORD);
    return browser;
  }

  private static MatrixClient.Answer login(String user, String password) {
    ObjectNode body = Json.object().put("type", "m.login.password").put("user", user);
    body.put("password", password);
    return MatrixClient.anonymous(server.baseUrl()).call("POST", "/_matrix/client/v3/login", body);
  }

  private static MatrixClient client(String user) {
    String token = login(user, DEMO_PASSWORD).body().path("access_token").asText();
    return MatrixClient.anonymous(server.baseUrl()).withToken(token);
  }

  /** What an administrator has given is good for one thing only. */
  private static void chooseOwnPassword(String user, String given, String own) {
    try (Browser browser = Browser.start(server.baseUrl())) {
      browser.open("/login?lang=de");
      browser.type("login-user", user);
      browser.type("login-password", given);
      browser.click("login-submit");
      browser.find("login-initial");
      browser.type("login-password", given);
      browser.type("login-new", own);
      browser.type("login-repeated", own + "x");
      browser.click("login-submit");
      assertThat(browser.text("login-error")).contains("verschieden");
      browser.type("login-password", given);
      browser.type("login-new", own);
      browser.type("login-repeated", own);
      browser.click("login-submit");
      browser.until(page -> !page.getCurrentUrl().contains("/login"));
    }
  }

  private static void confirm(Browser browser, String testId) {
    browser.click(testId);
    browser.click("confirm");
    browser.find("act-done");
  }

  @Test
  void anAccountIsMadeAndLogsInWithItsFirstPassword() {
    try (Browser browser = administrator()) {
      browser.open("/admin/users");
      browser.click("account-new");
      browser.type("create-display-name", "Ohne Komma");
      browser.type("create-localpart", "lernend");
      browser.click("create-submit");
      assertThat(browser.text("create-error")).contains("Name, Vorname");
      browser.type("create-display-name", "Lernend, Lea");
      browser.click("create-submit");
      String password = browser.text("initial-password");
      assertThat(login("lernend", password).status()).isEqualTo(403);
      chooseOwnPassword("lernend", password, "ganz-allein-meines");
      assertThat(login("lernend", password).status()).isEqualTo(403);
      assertThat(login("lernend", "ganz-allein-meines").status()).isEqualTo(200);
      browser.click("create-close");
      browser.type("account-search", "lernend");
      browser.until(
          page -> page.findElements(By.cssSelector("[data-testid=accounts] tbody tr")).size() == 1);
      assertThat(browser.text("accounts")).contains("Lernend, Lea", "@lernend:klinik.example");
    }
  }

  @Test
  void anAccountIsLockedUnlockedAndItsPasswordReset() {
    MatrixClient locked = client("oberarzt");
    String whoami = "/_matrix/client/v3/account/whoami";
    try (Browser browser = administrator()) {
      browser.open("/admin/account?user=%40oberarzt%3Aklinik.example");
      confirm(browser, "lock-account");
      assertThat(locked.call("GET", whoami, null).errcode()).isEqualTo("M_USER_LOCKED");
      browser.click("unlock-account");
      browser.find("lock-account");
      assertThat(locked.call("GET", whoami, null).status()).isEqualTo(200);
      confirm(browser, "reset");
      String password = browser.text("new-password");
      assertThat(locked.call("GET", whoami, null).errcode()).isEqualTo("M_UNKNOWN_TOKEN");
      assertThat(login("oberarzt", DEMO_PASSWORD).status()).isEqualTo(403);
      assertThat(login("oberarzt", password).status()).isEqualTo(403);
      chooseOwnPassword("oberarzt", password, "ganz-allein-meines");
      assertThat(login("oberarzt", "ganz-allein-meines").status()).isEqualTo(200);
      browser.open("/admin/audit");
      assertThat(browser.text("audit-state")).contains("Vollständig");
      assertThat(browser.text("audit"))
          .contains("Konto gesperrt", "Konto entsperrt", "Passwort zurückgesetzt");
    }
  }

  @Test
  void aDeviceIsLoggedOutFromAfar() {
    MatrixClient device = client("radiologie");
    try (Browser browser = administrator()) {
      browser.open("/admin/account?user=%40radiologie%3Aklinik.example");
      confirm(browser, "device-remove");
      assertThat(device.call("GET", "/_matrix/client/v3/account/whoami", null).errcode())
          .isEqualTo("M_UNKNOWN_TOKEN");
    }
  }

  @Test
  void aReportArrivesAndIsHandled() {
    String user = MatrixClient.encode("@pflege:klinik.example");
    client("aerztin")
        .ok(
            "POST",
            "/_matrix/client/v3/users/" + user + "/report",
            Json.object().put("reason", "Ein Grund <b>mit</b> Zeichen"));
    try (Browser browser = administrator()) {
      browser.open("/admin/reports");
      assertThat(browser.text("reports")).contains("Ein Grund <b>mit</b> Zeichen");
      browser.click("report-handle");
      browser.until(page -> !browser.has("report-handle"));
      assertThat(browser.text("reports")).contains("Erledigt");
    }
  }

  /** Without a rebuild or restart: title, rail, sign-in page and what devices install. */
  @Test
  void anOrganisationHasItsOwnNameAndLogo() throws IOException {
    Path logo =
        Files.writeString(
            files.resolve("logo.svg"),
            "<svg xmlns='http://www.w3.org/2000/svg' viewBox='0 0 8 8'><script>hit=1</script>"
                + "<circle cx='4' cy='4' r='4' fill='#fff'/></svg>");
    try (Browser browser = administrator()) {
      browser.open("/admin/branding");
      browser.type("branding-name", "Klinik-Chat");
      browser.find("branding-file").sendKeys(logo.toString());
      browser.until(
          page -> page.findElements(By.cssSelector("[data-logo-preview] img")).size() == 1);
      browser.click("branding-save");
      browser.find("branding-done");
      browser.open("/admin/branding");
      assertThat(browser.title()).endsWith("Klinik-Chat");
      browser.until(page -> !"0".equals(browser.find("logo").getDomProperty("naturalWidth")));
      assertThat(browser.ask("return typeof window.hit")).isEqualTo("undefined");
      assertThat(browser.accessibilityViolations()).isEmpty();
      Files.writeString(logo, "no picture");
      browser.find("branding-file").sendKeys(logo.toString());
      browser.click("branding-save");
      browser.find("branding-error");
      browser.screenshot("console-branding");
    }
    MatrixClient anybody = MatrixClient.anonymous(server.baseUrl());
    String manifest = "/ui/api/branding/klinik.example/manifest?lang=de";
    assertThat(anybody.ok("GET", manifest, null).path("name").asText()).isEqualTo("Klinik-Chat");
    String icon = anybody.ok("GET", manifest, null).at("/icons/0/src").asText();
    assertThat(new String(anybody.download(icon).body(), StandardCharsets.UTF_8))
        .startsWith("<svg");
    assertThat(anybody.download(icon).headers().firstValue("Content-Security-Policy").orElseThrow())
        .startsWith("sandbox");
    assertThat(anybody.ok("GET", manifest.replace("klinik", "praxis"), null).path("name").asText())
        .isEqualTo("Konsil");
  }

  @Test
  void theKonnektorIsShown() {
    try (Browser browser = administrator()) {
      browser.open("/admin/konnektor");
      browser.click("konnektor-check");
      browser.until(page -> browser.text("konnektor-state").contains("Verbunden"));
      assertThat(browser.text("konnektor-cards")).contains("SMC-B", "PIN geprüft");
    }
  }

  /** What the old key has signed stays true: it is published with its end. */
  @Test
  void aDomainSignsWithAFreshKey() {
    String keys = "/_konsil/admin/v1/domains/klinik.example/signing_keys";
    MatrixClient admin = client("admin");
    String before = admin.ok("GET", keys, null).at("/keys/0/key_id").asText();
    String after = admin.ok("POST", keys, Json.object()).path("key_id").asText();
    assertThat(after).isNotEqualTo(before);
    JsonNode published = admin.ok("GET", "/_matrix/key/v2/server", null);
    assertThat(published.path("verify_keys").has(after)).isTrue();
    assertThat(
            published.path("verify_keys").has(before)
                || published.path("old_verify_keys").has(before))
        .isTrue();
  }

  @Test
  void nobodyElseGetsIn() {
    try (Browser browser = Browser.start(server.baseUrl())) {
      for (String path : List.of("/admin", "/admin/users", "/admin/users.xhtml", "/admin;x")) {
        browser.open(path);
        browser.find("login-submit");
      }
      browser.signIn("aerztin", DEMO_PASSWORD);
      browser.open("/admin/users");
      assertThat(browser.page()).doesNotContain("@pflege:klinik.example");
      assertThat(browser.title()).isEqualTo("Error");
    }
  }

  /** AF_10103: the link that the KIM address gets opens the registration, once. */
  @Test
  void anOrganisationProvesItselfByKim() throws Exception {
    try (Browser browser = Browser.start(server.baseUrl())) {
      browser.open("/registration?lang=de");
      browser.type("kim-telematik-id", "9-9");
      browser.click("kim-submit");
      assertThat(browser.text("portal-error")).contains("Telematik-ID", "SMC-B");
      browser.type("kim-telematik-id", "1-1");
      browser.click("kim-submit");
      assertThat(browser.text("kim-sent")).contains("markt.kim.example");
      assertThat(smtp.waitForIncomingEmail(60_000, 1)).isTrue();
      String mail = smtp.getReceivedMessages()[0].getContent().toString();
      Matcher link = Pattern.compile("/registration\\?kim=[A-Za-z0-9_-]+").matcher(mail);
      assertThat(link.find()).isTrue();
      browser.open(link.group());
      browser.screenshot("registration-kim");
      browser.click("kim-confirm");
      assertThat(browser.text("portal-institution")).contains("Radiologie am Markt", "1-1");
      browser.screenshot("registration-proved");
    }
    try (Browser other = Browser.start(server.baseUrl())) {
      other.open("/registration?kim=" + "x".repeat(43));
      other.click("kim-confirm");
      assertThat(other.text("portal-error")).isNotEmpty();
    }
  }

  /** A_26331: what a server is made of is told to who signs. */
  @Test
  void theVersionIsNotToldToStrangers() {
    MatrixClient.Answer answer =
        MatrixClient.anonymous(server.baseUrl())
            .call("GET", "/_matrix/federation/v1/version", null);
    assertThat(answer.status()).isEqualTo(401);
  }

  /** A_25436: a sync alone shows nobody; who wants to be seen is. */
  @Test
  void presenceIsOffUntilTheUserWantsIt() {
    MatrixClient user = client("aerztin");
    String presence = "/_matrix/client/v3/presence/%40aerztin%3Aklinik.example/status";
    user.ok("GET", "/_matrix/client/v3/sync?set_presence=online", null);
    assertThat(user.ok("GET", presence, null).path("presence").asText()).isEqualTo("offline");
    user.ok("PUT", presence, Json.object().put("presence", "online"));
    user.ok("GET", "/_matrix/client/v3/sync?set_presence=online", null);
    assertThat(user.ok("GET", presence, null).path("presence").asText()).isEqualTo("online");
    user.ok("PUT", presence, Json.object().put("presence", "offline"));
    assertThat(user.ok("GET", presence, null).path("presence").asText()).isEqualTo("offline");
  }

  /** DESIGN, domains: an account of another domain is not even known. */
  @Test
  void anotherDomainIsInvisible() {
    try (Browser browser = administrator()) {
      browser.open("/admin/users");
      assertThat(browser.page()).doesNotContain("praxis.example");
      browser.open("/admin/account?user=%40hausarzt%3Apraxis.example");
      assertThat(browser.page()).contains("Konto nicht gefunden").doesNotContain("Wagner");
    }
  }

  /** A form is taken once its own session has shown it, and what it says is never run. */
  @Test
  void f24_formsAreTakenFromTheirOwnPageAlone() throws Exception {
    FormBrowser admin = new FormBrowser(server.baseUrl());
    admin.signIn("admin", DEMO_PASSWORD);
    String page = admin.get("/admin/support");
    // the view stays on the server: what a browser could change is a number
    String view = FormBrowser.viewState(page);
    assertThat(view).matches("-?\\d+:-?\\d+");
    String before = FormBrowser.value(page, "support:email");

    String serialized = "rO0ABXNyABNqYXZhLnV0aWwuQXJyYXlMaXN0";
    for (String forged : List.of(serialized, "1:2", "stateless", "")) {
      HttpResponse<String> answer = admin.submitSupport(page, forged, "forged@x.example", "");
      assertThat(answer.body()).doesNotContain("Exception", "at org.", "at com.");
      assertThat(FormBrowser.value(admin.get("/admin/support"), "support:email"))
          .as(forged)
          .isEqualTo(before);
    }
    HttpResponse<String> foreign =
        new FormBrowser(server.baseUrl()).submitSupport(page, view, "forged@x.example", "");
    assertThat(foreign.statusCode()).isEqualTo(302);

    page = admin.get("/admin/support");
    view = FormBrowser.viewState(page);
    admin.submitSupport(page, view, "hilfe@x.example", "https://x.example/hilfe");
    page = admin.get("/admin/support");
    assertThat(FormBrowser.value(page, "support:email")).isEqualTo("hilfe@x.example");
    String expression = "https://x.example/#{7*7}${7*7}";
    String told =
        admin
            .submitSupport(page, FormBrowser.viewState(page), "hilfe@x.example", expression)
            .body();
    assertThat(told + admin.get("/admin/support")).doesNotContain("x.example/49");
  }

  @Test
  void everyPageFitsAndComplainsAboutNothing() {
    try (Browser browser = administrator()) {
      browser.complaints();
      for (String theme : List.of("light", "dark")) {
        browser.cookie("konsil-theme", theme);
        for (int width : new int[] {1440, 390}) {
          browser.resize(width, width == 390 ? 844 : 900);
          for (String page : PAGES) {
            browser.open(page);
            assertThat(browser.overflow()).as(page + " at " + width).isLessThanOrEqualTo(0);
            browser.screenshot(name(page) + "-" + width + "-" + theme);
          }
        }
      }
      assertThat(browser.complaints()).isEmpty();
    }
  }

  private static String name(String page) {
    return page.substring(1).replaceAll("\\?.*", "").replace('/', '-');
  }
}
