package org.konsil.it.messenger;

import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import org.konsil.it.support.Browser;
import org.openqa.selenium.By;
import org.openqa.selenium.WebElement;

/** Somebody at a browser of their own: the steps of the main job, as hands would do them. */
final class Clinician implements AutoCloseable {
  /** Of every account of the demo. */
  static final String PASSWORD = "konsil-demo";

  private final Browser browser;

  private Clinician(Browser browser) {
    this.browser = browser;
  }

  /** Signs in with a fresh browser. */
  static Clinician signedIn(URI server, String address) {
    return signedIn(Browser.start(server), address);
  }

  /** The same with a script that runs before those of each page. */
  static Clinician signedIn(URI server, String address, String script) {
    Browser browser = Browser.start(server);
    browser.onEveryPage(script);
    return signedIn(browser, address);
  }

  /** The same, and the browser remembers what its pages send. */
  static Clinician recorded(URI server, String address) {
    return signedIn(Browser.recording(server), address);
  }

  private static Clinician signedIn(Browser browser, String address) {
    browser.signIn(address, PASSWORD);
    return new Clinician(browser);
  }

  Browser browser() {
    return browser;
  }

  /** Cross-signing and key backup in three steps; returns the recovery key in groups. */
  List<String> setUpRecovery() {
    browser.click("setup-next");
    List<String> groups =
        browser.find("recovery-key").findElements(By.tagName("span")).stream()
            .map(WebElement::getText)
            .toList();
    browser.click("key-kept");
    browser.click("setup-prove");
    for (String field : List.of("group-0", "group-1")) {
      int asked = Integer.parseInt(browser.find(field).getDomAttribute("data-group"));
      browser.type(field, groups.get(asked));
    }
    browser.click("setup-finish");
    browser.click("recovery-done");
    browser.find("chat-list");
    return groups;
  }

  /** Brings the history to this new browser. */
  void restore(List<String> recoveryKey) {
    browser.type("recovery-key-input", String.join(" ", recoveryKey));
    browser.click("restore-submit");
    browser.click("recovery-done");
    browser.find("chat-list");
  }

  void startChatWith(String address) {
    browser.click("new-chat");
    browser.type("people-search", address);
    browser.until(
        page ->
            page
                .findElements(By.cssSelector("[data-testid=person][data-user='" + address + "']"))
                .stream()
                .findFirst()
                .map(
                    person -> {
                      person.click();
                      return true;
                    })
                .orElse(null));
    browser.click("start-chat");
    browser.find("composer");
  }

  void acceptInvitation() {
    browser.click("invite-accept");
    browser.find("composer");
  }

  /** Opens the first chat of the list. */
  void openChat() {
    browser.click("room");
    browser.find("composer");
  }

  void openChat(String name) {
    clickFirst("[data-testid=room][data-name='" + name + "']");
    browser.find("composer");
  }

  void write(String text) {
    browser.type("composer", text);
    browser.click("send");
    sees(text);
  }

  /** Waits until a message with the text is readable. */
  void sees(String text) {
    browser.until(
        page ->
            page.findElements(By.cssSelector("[data-testid=message-text]")).stream()
                    .anyMatch(message -> message.getText().contains(text))
                ? true
                : null);
  }

  void startGroupWith(String name, String... addresses) {
    browser.click("new-chat");
    for (String address : addresses) {
      browser.type("people-search", address);
      clickFirst("[data-testid=person][data-user='" + address + "']");
    }
    browser.type("group-name", name);
    browser.click("start-chat");
    browser.find("composer");
  }

  /** A tool of the newest message with the text; the tools show when the message has the focus. */
  void tool(String text, String testId) {
    browser.until(
        page -> {
          WebElement message =
              page.findElements(By.cssSelector("[data-testid=message]")).stream()
                  .filter(one -> one.getText().contains(text))
                  .reduce((first, second) -> second)
                  .orElse(null);
          if (message == null) {
            return null;
          }
          message.sendKeys("");
          message.findElement(By.cssSelector("[data-testid=" + testId + "]")).click();
          return true;
        });
  }

  /** An entry of the menu of the newest message with the text. */
  void choose(String text, String entry) {
    tool(text, "message-menu");
    browser.click(entry);
  }

  /** Waits for an element of the page. */
  WebElement finds(String css) {
    return browser.until(
        page ->
            page.findElements(By.cssSelector(css)).stream()
                .filter(WebElement::isDisplayed)
                .findFirst()
                .orElse(null));
  }

  void clickFirst(String css) {
    browser.until(
        page -> {
          finds(css).click();
          return true;
        });
  }

  /** Waits until no message says the text any more. */
  void seesNoMore(String text) {
    browser.until(
        page ->
            page.findElements(By.cssSelector("[data-testid=message-text]")).stream()
                    .noneMatch(message -> message.getText().contains(text))
                ? true
                : null);
  }

  void sendPhoto(Path photo, String caption) {
    browser.hidden("photo-input").sendKeys(photo.toString());
    browser.type("file-caption", caption);
    browser.click("file-send");
  }

  void sendFile(Path file) {
    browser.hidden("file-input").sendKeys(file.toString());
    browser.click("file-send");
  }

  /** Waits until a photo is shown, decrypted. */
  void seesPhoto() {
    browser.until(
        page ->
            page.findElements(By.cssSelector("img[data-testid=photo]")).stream()
                    .anyMatch(image -> !"0".equals(image.getDomProperty("naturalWidth")))
                ? true
                : null);
  }

  /** Waits for the file and stores what it decrypts to in the folder. */
  void downloads(String name, Path folder) {
    browser.downloadsTo(folder);
    browser.until(page -> browser.text("file-name").equals(name) ? true : null);
    browser.click("file-download");
  }

  @Override
  public void close() {
    browser.close();
  }
}
