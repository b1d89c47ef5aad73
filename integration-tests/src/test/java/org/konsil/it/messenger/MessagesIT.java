package org.konsil.it.messenger;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.awt.Color;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.konsil.core.json.Json;
import org.konsil.it.support.KonsilServer;
import org.konsil.it.support.MatrixClient;
import org.konsil.it.support.PushService;
import org.konsil.it.support.Traces;
import org.openqa.selenium.By;
import org.openqa.selenium.Keys;

/** What two clinicians of a ward can do with messages, in two browsers at once. */
class MessagesIT {
  private static final String GROUP = "Team 3B";
  private static final String NURSE = "@pflege:klinik.example";
  private static final String RADIOLOGY = "@radiologie:klinik.example";

  private static final String DOCTOR = "@hausarzt:praxis.example";
  private static final String UPLOADS = "/_konsil/client/v1/uploads";
  private static final String CANARY = "Kanarienvogel-sieben";
  private static final String SCRIPT = "'\"><img src=x onerror=hit=1><script>hit=1</script>";
  private static final String NEWEST_TICKS =
      "[data-testid=message]:last-of-type [data-testid=ticks]";

  private static KonsilServer server;
  private static Clinician nurse;
  private static Clinician radiology;

  @TempDir static Path files;

  @BeforeAll
  static void openAGroup() throws Exception {
    server =
        KonsilServer.start(
            "messages", "--demo", "--rate-limits", "off", "--outgoing-private-networks", "allow");
    nurse = Clinician.recorded(server.baseUrl(), NURSE);
    radiology = Clinician.signedIn(server.baseUrl(), RADIOLOGY);
    nurse.setUpRecovery();
    radiology.setUpRecovery();
    nurse.startGroupWith(GROUP, RADIOLOGY, "@oberarzt:klinik.example");
    radiology.acceptInvitation();
    nurse.browser().type("composer", "**Bett 2** hat Fieber");
    nurse.browser().click("send");
    radiology.sees("Bett 2 hat Fieber");
  }

  @AfterAll
  static void close() {
    for (AutoCloseable open : new AutoCloseable[] {nurse, radiology, server}) {
      try {
        open.close();
      } catch (Exception e) {
        throw new IllegalStateException(e);
      }
    }
  }

  @Test
  void formattedTextReactionsAndPinsReachTheOther() {
    assertThat(radiology.finds("[data-testid=message-text] strong").getText()).isEqualTo("Bett 2");
    radiology.tool("Bett 2", "react");
    radiology.browser().type("emoji-search", "daumen hoch");
    radiology.clickFirst("[data-testid=emoji-grid] [data-testid=emoji]");
    nurse.clickFirst("[data-testid=reaction]");
    radiology
        .browser()
        .until(page -> radiology.finds("[data-testid=reaction]").getText().contains("2"));
    nurse.choose("Bett 2", "menu-pin");
    radiology.browser().click("pinned");
    radiology.browser().click("pinned-entry");
    assertThat(nurse.browser().accessibilityViolations()).isEmpty();
  }

  @Test
  void aMentionCallsAnEditCorrectsAndDeletingLeavesAMark() {
    nurse.browser().type("composer", "@radi");
    nurse.browser().find("mention-picker");
    nurse.browser().press(Keys.ENTER, "bitte ansehen", Keys.ENTER);
    radiology.finds(".k-mention--me");
    nurse.write("Tempratur 39,2");
    nurse.choose("Tempratur 39,2", "menu-edit");
    nurse.browser().type("composer", "Temperatur 39,2");
    nurse.browser().click("send");
    radiology.sees("Temperatur 39,2");
    nurse.write("In den falschen Chat");
    radiology.sees("In den falschen Chat");
    nurse.choose("In den falschen Chat", "menu-redact");
    nurse.browser().click("dialog-yes");
    radiology.seesNoMore("In den falschen Chat");
    radiology.finds(".k-bubble--deleted");
  }

  @Test
  void aDraftOutlivesThePageAndHidingIsOnlyForOneself() {
    radiology.write("Nur Kaffeepause");
    nurse.sees("Nur Kaffeepause");
    nurse.choose("Nur Kaffeepause", "menu-hide");
    nurse.browser().click("dialog-yes");
    nurse.seesNoMore("Nur Kaffeepause");
    radiology.sees("Nur Kaffeepause");
    nurse.browser().type("composer", "angefangen");
    nurse.browser().click("nav-settings");
    nurse.browser().find("settings");
    nurse.browser().open("/chats");
    nurse.openChat(GROUP);
    nurse
        .browser()
        .until(
            page -> "angefangen".equals(nurse.browser().find("composer").getDomProperty("value")));
    nurse.browser().find("composer").clear();
  }

  @Test
  void voiceAndAMarkedPhotoReachTheOther() throws IOException {
    nurse.browser().find("composer").clear();
    nurse.browser().click("record");
    nurse.browser().until(page -> nurse.browser().text("voice-time").equals("0:02"));
    nurse.browser().click("voice-send");
    radiology.browser().click("voice-play");
    radiology.finds("[data-testid=voice][data-playing=true]");

    nurse.browser().hidden("photo-input").sendKeys(photo().toString());
    nurse.browser().click("editor-blur");
    nurse.browser().drag("editor-canvas", 0.2, 0.2, 0.5, 0.5);
    nurse.browser().click("editor-arrow");
    nurse.browser().drag("editor-canvas", 0.8, 0.2, 0.6, 0.4);
    assertThat(nurse.browser().accessibilityViolations()).isEmpty();
    nurse.browser().type("file-caption", "Wunde, dritter Tag");
    nurse.browser().click("file-send");
    radiology.seesPhoto();
    radiology.finds(".k-photo__tag");
    assertThat(radiology.browser().accessibilityViolations()).isEmpty();
  }

  /** One grey tick, two grey ones, two blue ones; each only with what it stands for. */
  @Test
  void aMessageIsSentDeliveredAndRead() {
    setReceipts(true);
    nurse.write("Visite um halb acht");
    nurse.finds(NEWEST_TICKS + "[data-state=delivered]");
    radiology.browser().open("/chats");
    radiology.openChat(GROUP);
    radiology.sees("Visite um halb acht");
    nurse.finds(NEWEST_TICKS + "[data-state=read]");
    setReceipts(false);
    nurse.write("Und die Kurve um neun");
    radiology.browser().open("/chats");
    radiology.openChat(GROUP);
    radiology.sees("Und die Kurve um neun");
    nurse.finds(NEWEST_TICKS + "[data-state=sent]");
  }

  /**
   * Whether radiology lets others know what has come and what was read; on a page without a chat.
   */
  private static void setReceipts(boolean on) {
    openReady("/settings");
    if (radiology.browser().find("setting-receipts").isSelected() != on) {
      radiology.browser().click("setting-receipts");
    }
    radiology
        .browser()
        .until(page -> radiology.browser().find("setting-receipts").isSelected() == on);
  }

  /**
   * The push service learns that there is news, the browser in which chat, and neither what it
   * says.
   */
  @Test
  void aBrowserIsWokenWithoutAWordOfTheContent() {
    MatrixClient senior =
        MatrixClient.anonymous(server.baseUrl()).login("oberarzt", Clinician.PASSWORD);
    try (PushService browser = PushService.start()) {
      senior.ok("POST", "/_matrix/client/v3/pushers/set", browser.pusher());
      nurse.startChatWith(senior.userId());
      PushService.Push invited = browser.next();
      senior.join(invited.message().path("room_id").asText());
      nurse.write("Kanarienvogel-sechs");
      PushService.Push push = browser.next();
      assertThat(push.message().path("room_id")).isEqualTo(invited.message().path("room_id"));
      assertThat(push.message().fieldNames())
          .toIterable()
          .containsExactlyInAnyOrder("event_id", "room_id", "prio", "counts");
      assertThat(new String(push.wire(), StandardCharsets.ISO_8859_1))
          .doesNotContain("room_id", invited.message().path("room_id").asText());
      JsonNode capabilities = senior.ok("GET", "/_matrix/client/v3/capabilities", null);
      assertThat(
              capabilities.path("capabilities").path("org.konsil.webpush").path("vapid").asText())
          .isEqualTo(push.vapidKey());
    }
    nurse.openChat(GROUP);
  }

  /** A lost network costs a part, not the file; nobody else can see or touch the upload. */
  @Test
  void aLargeFileGoesOnAfterTheNetworkWasLost() throws IOException {
    byte[] bytes = new byte[24_000_000];
    new Random(5).nextBytes(bytes);
    Path file = Files.write(files.resolve("ct.bin"), bytes);
    nurse.browser().sent();
    nurse.browser().network(false, 8_000_000);
    nurse.sendFile(file);
    nurse.browser().until(page -> uploaded() > 20);
    nurse.browser().network(true, 0);
    nurse.browser().until(page -> nurse.browser().text("upload-note").contains("Netz"));
    assertThat(uploaded()).isGreaterThan(20);
    nurse.browser().network(false, 0);
    Path received = Files.createDirectory(files.resolve("ct"));
    radiology.downloads("ct.bin", received);
    radiology.browser().until(page -> received.resolve("ct.bin").toFile().length() == bytes.length);
    assertThat(received.resolve("ct.bin")).hasBinaryContent(bytes);
    List<String> sent = nurse.browser().sent();
    assertThat(sent.stream().filter(one -> one.contains("v1/uploads\"")).toList()).hasSize(1);

    MatrixClient senior =
        MatrixClient.anonymous(server.baseUrl()).login("oberarzt", Clinician.PASSWORD);
    String upload =
        senior.ok("POST", UPLOADS, Json.object().put("size", 5)).path("upload_id").asText();
    MatrixClient stranger =
        MatrixClient.anonymous(server.baseUrl()).login(DOCTOR, Clinician.PASSWORD);
    assertThat(stranger.call("GET", UPLOADS + "/" + upload, null).status()).isEqualTo(404);
    assertThat(stranger.call("DELETE", UPLOADS + "/" + upload, null).status()).isEqualTo(404);
    assertThat(
            MatrixClient.anonymous(server.baseUrl())
                .call("GET", UPLOADS + "/" + upload, null)
                .errcode())
        .isEqualTo("M_MISSING_TOKEN");
  }

  /** Per cent. */
  private static int uploaded() {
    return Integer.parseInt(
        nurse.browser().find("upload-progress").getDomAttribute("aria-valuenow"));
  }

  /**
   * What waits is ciphertext, shown to its writer only, taken back with a button or sent by the
   * server.
   */
  /** A_25045-02: whom a user lets invite is chosen in the settings, and the server keeps it. */
  @Test
  void whoMayInviteIsChosenInTheSettings() {
    openReady("/settings");
    radiology.browser().click("permit-nobody");
    radiology.browser().click("permit-add");
    radiology.browser().type("text-field", "praxis.example");
    radiology.browser().click("text-save");
    radiology
        .browser()
        .until(page -> radiology.browser().text("permit-exceptions").contains("praxis.example"));
    MatrixClient api =
        MatrixClient.anonymous(server.baseUrl()).login(RADIOLOGY, Clinician.PASSWORD);
    String path =
        "/_matrix/client/v3/user/"
            + MatrixClient.encode(RADIOLOGY)
            + "/account_data/de.gematik.tim.account.permissionconfig.pro.v1";
    radiology
        .browser()
        .until(page -> api.ok("GET", path, null).at("/serverExceptions").has("praxis.example"));
    assertThat(api.ok("GET", path, null).path("defaultSetting").asText()).isEqualTo("block all");
    picture("permissions", "settings");
    assertThat(radiology.browser().text("own-entry-state")).isNotEmpty();
    radiology.browser().click("permit-everyone");
    radiology
        .browser()
        .until(
            page -> "allow all".equals(api.ok("GET", path, null).path("defaultSetting").asText()));
    radiology.browser().open("/chats");
    radiology.openChat(GROUP);
  }

  @Test
  void theNationalDirectoryIsSearchedBesideTheOwn() {
    openReady("/directory");
    radiology.browser().type("directory-search", "Radiologie am");
    radiology
        .browser()
        .until(
            page -> radiology.browser().text("directory-national").contains("Radiologie am Markt"));
    picture("directory-national", "directory-national");
    radiology.browser().open("/chats");
    radiology.openChat(GROUP);
  }

  private static void openReady(String path) {
    radiology.browser().open(path);
    radiology
        .browser()
        .until(
            page ->
                "true".equals(page.findElement(By.tagName("html")).getDomAttribute("data-ready")));
  }

  /** Of a desktop and a phone. */
  private static void picture(String name, String testId) {
    for (int width : new int[] {390, 1440}) {
      radiology.browser().resize(width, width == 390 ? 844 : 900);
      radiology.browser().find(testId);
      assertThat(radiology.browser().overflow()).as(name + " at " + width).isLessThanOrEqualTo(0);
      radiology.browser().screenshot(name + "-" + width);
    }
  }

  @Test
  void aMessageGoesOutAtItsTime() {
    schedule("Kanarienvogel-acht", "new Date(Date.now() + 9e7)");
    nurse.browser().click("scheduled");
    assertThat(nurse.browser().text("scheduled-entry")).contains("Kanarienvogel-acht");
    assertThat(nurse.browser().accessibilityViolations()).isEmpty();
    nurse.browser().click("scheduled-cancel");
    nurse.browser().until(page -> !nurse.browser().has("scheduled"));
    schedule("Kanarienvogel-neun", "new Date(Date.now() + 1e4)");
    nurse.browser().open("/settings");
    radiology.sees("Kanarienvogel-neun");
    nurse.browser().open("/chats");
    nurse.openChat(GROUP);
    nurse.sees("Kanarienvogel-neun");
    nurse.browser().until(page -> !nurse.browser().has("scheduled"));
  }

  private static void schedule(String text, String when) {
    nurse.browser().type("composer", text);
    nurse.browser().click("attach");
    nurse.browser().click("attach-schedule");
    nurse.browser().find("schedule-time");
    nurse
        .browser()
        .ask(
            "const at = "
                + when
                + "; at.setMinutes(at.getMinutes() - at.getTimezoneOffset());"
                + "document.querySelector('[data-testid=schedule-time]').value ="
                + " at.toISOString().slice(0, 19)");
    nurse.browser().click("schedule-set");
    nurse.browser().find("scheduled");
  }

  /**
   * What is typed leaves the browser encrypted or not at all; the server's memory holds nothing of
   * it either.
   */
  @Test
  void aWordFromTheComposerIsNowhereButInTheBrowsers() throws IOException {
    nurse.write(CANARY + " gesendet");
    radiology.sees(CANARY + " gesendet");
    nurse.choose(CANARY, "menu-edit");
    nurse.browser().type("composer", CANARY + " berichtigt");
    nurse.browser().click("send");
    radiology.sees(CANARY + " berichtigt");
    nurse.browser().type("composer", CANARY + " angefangen");
    List<String> sent = nurse.browser().sent();
    assertThat(sent).anyMatch(one -> one.contains("m.megolm.v1.aes-sha2"));
    assertThat(sent).noneMatch(one -> one.contains(CANARY));
    nurse.browser().find("composer").clear();
    server.dumpMemory();
    assertThat(Traces.filesWith(server.home(), CANARY)).isEmpty();
    Files.delete(server.home().resolve("memory.hprof"));
  }

  /** Names, topics, texts and files called like scripts are shown as what they are. */
  @Test
  void whatPeopleCallThingsRunsNothing() throws IOException {
    MatrixClient senior =
        MatrixClient.anonymous(server.baseUrl()).login("oberarzt", Clinician.PASSWORD);
    ObjectNode room = Json.object().put("preset", "private_chat").put("name", SCRIPT);
    room.put("topic", SCRIPT).putArray("invite").add(NURSE);
    ObjectNode encryption = room.putArray("initial_state").addObject();
    encryption.put("type", "m.room.encryption");
    encryption.putObject("content").put("algorithm", "m.megolm.v1.aes-sha2");
    senior.createRoom(room);
    nurse.browser().until(page -> nurse.finds(".k-invite").getText().contains(SCRIPT));
    nurse.acceptInvitation();
    nurse.browser().until(page -> SCRIPT.equals(nurse.browser().text("conversation-title")));
    nurse.browser().click("toggle-details");
    nurse.write(SCRIPT);
    nurse.sendFile(Files.writeString(files.resolve("<img src=x onerror=hit=1>.txt"), "x"));
    nurse
        .browser()
        .until(page -> nurse.browser().text("file-name").equals("<img src=x onerror=hit=1>.txt"));
    assertThat(nurse.browser().page()).contains(SCRIPT);
    assertThat(nurse.browser().ask("return typeof window.hit")).isEqualTo("undefined");
    nurse.browser().click("toggle-details");
    nurse.openChat(GROUP);
  }

  private static Path photo() throws IOException {
    BufferedImage image = new BufferedImage(800, 600, BufferedImage.TYPE_INT_RGB);
    image.createGraphics().fillRect(0, 0, 400, 300);
    image.setRGB(700, 500, Color.RED.getRGB());
    Path file = files.resolve("wunde.jpg");
    ImageIO.write(image, "jpg", file.toFile());
    return file;
  }
}
