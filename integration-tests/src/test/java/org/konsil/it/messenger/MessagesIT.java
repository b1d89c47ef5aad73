package org.konsil.it.messenger;

import static org.assertj.core.api.Assertions.assertThat;

import java.awt.Color;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Path;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.konsil.it.support.KonsilServer;
import org.openqa.selenium.Keys;

/** What two clinicians of a ward can do with messages, in two browsers at once. */
class MessagesIT {
  private static final String NURSE = "@pflege:klinik.example";
  private static final String RADIOLOGY = "@radiologie:klinik.example";

  private static KonsilServer server;
  private static Clinician nurse;
  private static Clinician radiology;

  @TempDir static Path files;

  @BeforeAll
  static void openAGroup() throws Exception {
    server = KonsilServer.start("messages", "--demo", "--rate-limits", "off");
    nurse = Clinician.signedIn(server.baseUrl(), NURSE);
    radiology = Clinician.signedIn(server.baseUrl(), RADIOLOGY);
    nurse.setUpRecovery();
    radiology.setUpRecovery();
    nurse.startGroupWith("Team 3B", RADIOLOGY, "@oberarzt:klinik.example");
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
    nurse.openChat();
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

  private static Path photo() throws IOException {
    BufferedImage image = new BufferedImage(800, 600, BufferedImage.TYPE_INT_RGB);
    image.createGraphics().fillRect(0, 0, 400, 300);
    image.setRGB(700, 500, Color.RED.getRGB());
    Path file = files.resolve("wunde.jpg");
    ImageIO.write(image, "jpg", file.toFile());
    return file;
  }
}
