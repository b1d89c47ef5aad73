package org.konsil.it.support;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.logging.Level;
import java.util.stream.Stream;
import org.konsil.core.json.Json;
import org.openqa.selenium.By;
import org.openqa.selenium.Cookie;
import org.openqa.selenium.ElementClickInterceptedException;
import org.openqa.selenium.OutputType;
import org.openqa.selenium.StaleElementReferenceException;
import org.openqa.selenium.WebDriver;
import org.openqa.selenium.WebElement;
import org.openqa.selenium.chrome.ChromeDriver;
import org.openqa.selenium.chrome.ChromeDriverService;
import org.openqa.selenium.chrome.ChromeOptions;
import org.openqa.selenium.interactions.Actions;
import org.openqa.selenium.logging.LogEntry;
import org.openqa.selenium.logging.LogType;
import org.openqa.selenium.logging.LoggingPreferences;
import org.openqa.selenium.support.ui.WebDriverWait;

/**
 * Headless Chromium with a profile of its own. Elements are named by their data-testid; everything
 * waits until the page is so far.
 */
public final class Browser implements AutoCloseable {
  /** Long enough for 100 MB on a busy machine; what is there is there at once. */
  private static final Duration LIMIT = Duration.ofSeconds(120);

  private final URI base;
  private final ChromeDriver driver;

  private Browser(URI base, ChromeDriver driver) {
    this.base = base;
    this.driver = driver;
  }

  /** A fresh browser in German, of 1440 by 900. */
  public static Browser start(URI base) {
    return start(base, false);
  }

  /** One that remembers what its pages send, for {@link #sent()}. */
  public static Browser recording(URI base) {
    return start(base, true);
  }

  private static Browser start(URI base, boolean records) {
    try {
      Path profiles = Checkout.root().resolve("integration-tests/target/browsers");
      Files.createDirectories(profiles);
      ChromeOptions options = new ChromeOptions();
      options.setBinary("/usr/bin/chromium");
      options.addArguments(
          "--headless=new",
          "--no-sandbox",
          "--disable-gpu",
          "--disable-quic",
          "--no-first-run",
          "--disable-background-networking",
          "--disable-component-update",
          "--disable-sync",
          "--disable-dev-shm-usage",
          "--use-fake-device-for-media-stream=fps=5",
          "--use-fake-ui-for-media-stream",
          "--allow-loopback-in-peer-connection",
          "--autoplay-policy=no-user-gesture-required",
          "--lang=de",
          "--user-data-dir=" + Files.createTempDirectory(profiles, "profile-"));
      LoggingPreferences logs = new LoggingPreferences();
      logs.enable(LogType.BROWSER, Level.ALL);
      if (records) {
        logs.enable(LogType.PERFORMANCE, Level.ALL);
      }
      options.setCapability("goog:loggingPrefs", logs);
      ChromeDriverService service =
          new ChromeDriverService.Builder()
              .usingDriverExecutable(new File("/usr/bin/chromedriver"))
              .usingAnyFreePort()
              .build();
      Browser browser = new Browser(base, new ChromeDriver(service, options));
      browser.resize(1440, 900);
      return browser;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The size of the page in CSS pixels. */
  public void resize(int width, int height) {
    driver.executeCdpCommand(
        "Emulation.setDeviceMetricsOverride",
        Map.of("width", width, "height", height, "deviceScaleFactor", 1, "mobile", false));
  }

  /** Signs in on the login page. */
  public void signIn(String user, String password) {
    open("/login?lang=de");
    type("login-user", user);
    type("login-password", password);
    click("login-submit");
    until(page -> !page.getCurrentUrl().contains("/login"));
  }

  /** A path of the server, with its query. */
  public void open(String path) {
    driver.get(base + path);
  }

  public void cookie(String name, String value) {
    driver.manage().addCookie(new Cookie.Builder(name, value).path("/").build());
  }

  public WebElement find(String testId) {
    return until(
        page ->
            page.findElements(byTestId(testId)).stream()
                .filter(WebElement::isDisplayed)
                .findFirst()
                .orElse(null));
  }

  /** An element that is there without being shown, such as a file field. */
  public WebElement hidden(String testId) {
    return until(page -> page.findElements(byTestId(testId)).stream().findFirst().orElse(null));
  }

  /** Where downloads go from now on. */
  public void downloadsTo(Path folder) {
    driver.executeCdpCommand(
        "Browser.setDownloadBehavior",
        Map.of("behavior", "allow", "downloadPath", folder.toString()));
  }

  /** A script that runs before those of each page that is opened from now on. */
  public void onEveryPage(String script) {
    driver.executeCdpCommand("Page.addScriptToEvaluateOnNewDocument", Map.of("source", script));
  }

  public void run(String script) {
    driver.executeScript(script);
  }

  /** What a script hands to its last argument, a function. */
  public Object await(String script) {
    return driver.executeAsyncScript(script);
  }

  public boolean shows(String testId) {
    return driver.findElements(byTestId(testId)).stream().anyMatch(WebElement::isDisplayed);
  }

  public List<String> texts(String testId) {
    return driver.findElements(byTestId(testId)).stream().map(WebElement::getText).toList();
  }

  public boolean has(String testId) {
    return !driver.findElements(byTestId(testId)).isEmpty();
  }

  public String text(String testId) {
    return find(testId).getText();
  }

  public void click(String testId) {
    until(
        page -> {
          find(testId).click();
          return true;
        });
  }

  /** Replaces what the field holds. */
  public void type(String testId, String text) {
    WebElement field = find(testId);
    field.clear();
    field.sendKeys(text);
  }

  /** The first thing found on the page that is neither null nor false. */
  public <T> T until(Function<WebDriver, T> condition) {
    return new WebDriverWait(driver, LIMIT)
        .ignoring(StaleElementReferenceException.class)
        .ignoring(ElementClickInterceptedException.class)
        .until(condition::apply);
  }

  public String title() {
    return driver.getTitle();
  }

  /** All that the page shows. */
  public String page() {
    return driver.findElement(By.tagName("body")).getText();
  }

  /** What of WCAG 2.2 A and AA the page violates seriously. */
  public List<String> accessibilityViolations() {
    return Axe.violations(driver);
  }

  /** Keys to whatever has the focus. */
  public void press(CharSequence... keys) {
    driver.switchTo().activeElement().sendKeys(keys);
  }

  /** Presses the mouse in the element, moves and lets go; all in parts of its size, 0 to 1. */
  public void drag(String testId, double fromX, double fromY, double toX, double toY) {
    WebElement element = find(testId);
    int width = element.getSize().getWidth();
    int height = element.getSize().getHeight();
    new Actions(driver)
        .moveToElement(element, (int) ((fromX - 0.5) * width), (int) ((fromY - 0.5) * height))
        .clickAndHold()
        .moveByOffset((int) ((toX - fromX) * width), (int) ((toY - fromY) * height))
        .release()
        .perform();
  }

  /** How many CSS pixels the page is wider than its window. */
  public long overflow() {
    return (Long)
        driver.executeScript("return document.documentElement.scrollWidth - window.innerWidth");
  }

  /** What the browser complained about since the last call: scripts, refused by CSP, missing. */
  public List<String> complaints() {
    return driver.manage().logs().get(LogType.BROWSER).getAll().stream()
        .filter(entry -> entry.getLevel().intValue() >= Level.WARNING.intValue())
        .map(LogEntry::getMessage)
        .toList();
  }

  /**
   * Every request of a {@link #recording} browser's pages since the last call, with address,
   * headers and body, and every frame of its sockets; of a file that is uploaded there is no body,
   * the server keeps it as it came.
   */
  public List<String> sent() {
    return driver.manage().logs().get(LogType.PERFORMANCE).getAll().stream()
        .map(entry -> Json.parseObject(entry.getMessage().getBytes(StandardCharsets.UTF_8)))
        .map(entry -> entry.path("message"))
        .flatMap(message -> sent(message.path("method").asText(), message.path("params")))
        .toList();
  }

  private Stream<String> sent(String method, JsonNode params) {
    if (method.equals("Network.webSocketFrameSent")) {
      return Stream.of(params.path("response").path("payloadData").asText());
    }
    if (!method.equals("Network.requestWillBeSent")) {
      return Stream.empty();
    }
    JsonNode request = params.path("request");
    boolean missing = request.path("hasPostData").asBoolean() && !request.has("postData");
    boolean file = request.path("url").asText().endsWith("/upload");
    return missing && !file
        ? Stream.of(request.toString(), body(params.path("requestId").asText()))
        : Stream.of(request.toString());
  }

  private String body(String requestId) {
    return driver
        .executeCdpCommand("Network.getRequestPostData", Map.of("requestId", requestId))
        .get("postData")
        .toString();
  }

  /**
   * The page's network from now on.
   *
   * @param upload bytes a second; 0 for as many as there are
   */
  public void network(boolean offline, int upload) {
    driver.executeCdpCommand("Network.enable", Map.of());
    driver.executeCdpCommand(
        "Network.emulateNetworkConditions",
        Map.of(
            "offline",
            offline,
            "latency",
            0,
            "downloadThroughput",
            -1,
            "uploadThroughput",
            upload == 0 ? -1 : upload));
  }

  /** What a script of the page's own window answers. */
  public Object ask(String script) {
    return driver.executeScript(script);
  }

  /** Leaves a picture in target/screenshots. */
  public void screenshot(String name) {
    Path folder = Checkout.root().resolve("integration-tests/target/screenshots");
    try {
      Files.createDirectories(folder);
      Files.write(folder.resolve(name + ".png"), driver.getScreenshotAs(OutputType.BYTES));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public void close() {
    driver.quit();
  }

  private static By byTestId(String testId) {
    return By.cssSelector("[data-testid='" + testId + "']");
  }
}
