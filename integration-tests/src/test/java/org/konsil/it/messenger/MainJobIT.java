package org.konsil.it.messenger;

import static org.assertj.core.api.Assertions.assertThat;

import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.time.Duration;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.konsil.it.support.KonsilServer;
import org.konsil.it.support.Traces;
import org.openqa.selenium.support.ui.FluentWait;

/**
 * The main job: two clinicians of two organisations exchange end-to-end encrypted messages, a photo
 * and a 100 MB file, over a restart of the server; a third browser gets the history back with the
 * recovery key; and the server has kept nothing that it could read.
 */
class MainJobIT {
  private static final String NURSE = "@pflege:klinik.example";
  private static final String DOCTOR = "@hausarzt:praxis.example";
  private static final String QUESTION = "Bett 2: Temperatur 38,9 Kanarienvogel-eins";
  private static final String ANSWER = "Bitte Blutkulturen abnehmen Kanarienvogel-zwei";
  private static final String LATER = "Nach dem Neustart Kanarienvogel-drei";
  private static final String CAPTION = "Wunde Kanarienvogel-vier";
  private static final String IN_FILE = "Kanarienvogel-fuenf steht im Bericht";
  private static final int FILE_BYTES = 100_000_000;
  private static final Duration LONG = Duration.ofMinutes(3);

  @TempDir Path files;

  @Test
  void twoCliniciansExchangeEncryptedMessages() throws Exception {
    KonsilServer server = KonsilServer.start("main-job", "--demo", "--rate-limits", "off");
    try (Clinician nurse = Clinician.signedIn(server.baseUrl(), NURSE);
        Clinician doctor = Clinician.signedIn(server.baseUrl(), DOCTOR)) {
      List<String> recoveryKey = nurse.setUpRecovery();
      doctor.setUpRecovery();
      nurse.startChatWith(DOCTOR);
      doctor.acceptInvitation();
      nurse.write(QUESTION);
      doctor.sees(QUESTION);
      doctor.write(ANSWER);
      nurse.sees(ANSWER);
      nurse.sendPhoto(photo(), CAPTION);
      doctor.seesPhoto();

      Path report = report();
      nurse.sendFile(report);
      Path received = Files.createDirectory(files.resolve("received"));
      doctor.downloads(report.getFileName().toString(), received);
      assertThat(sha256(arrived(received.resolve(report.getFileName().toString()))))
          .isEqualTo(sha256(report));
      nurse.browser().screenshot("chat-desktop-light");

      assertThat(server.stop()).isZero();
      server.start();
      doctor.write(LATER);
      nurse.sees(LATER);

      try (Clinician elsewhere = Clinician.signedIn(server.baseUrl(), NURSE)) {
        elsewhere.restore(recoveryKey);
        elsewhere.openChat();
        for (String text : List.of(QUESTION, ANSWER, LATER)) {
          elsewhere.sees(text);
        }
      }
    } finally {
      server.close();
    }
    assertThat(server.home().resolve("media")).isNotEmptyDirectory();
    assertThat(Traces.filesWith(server.home(), "Kanarienvogel")).isEmpty();
  }

  private Path photo() throws IOException {
    BufferedImage image = new BufferedImage(800, 600, BufferedImage.TYPE_INT_RGB);
    Graphics2D graphics = image.createGraphics();
    graphics.setColor(new Color(0xE0B49A));
    graphics.fillRect(0, 0, 800, 600);
    graphics.setColor(new Color(0xB03A3A));
    graphics.fillOval(300, 220, 200, 160);
    graphics.dispose();
    Path file = files.resolve("wunde.jpg");
    ImageIO.write(image, "jpg", file.toFile());
    return file;
  }

  private Path report() throws IOException {
    Path file = files.resolve("bericht.bin");
    byte[] block = new byte[1_000_000];
    new Random(7).nextBytes(block);
    byte[] words = IN_FILE.getBytes(StandardCharsets.UTF_8);
    System.arraycopy(words, 0, block, 1000, words.length);
    try (OutputStream out = Files.newOutputStream(file)) {
      for (int i = 0; i < FILE_BYTES / block.length; i++) {
        out.write(block);
      }
    }
    return file;
  }

  private static Path arrived(Path file) {
    return new FluentWait<>(file)
        .withTimeout(LONG)
        .pollingEvery(Duration.ofMillis(200))
        .until(path -> isWhole(path) ? path : null);
  }

  private static boolean isWhole(Path file) {
    try {
      return Files.exists(file) && Files.size(file) == FILE_BYTES;
    } catch (IOException e) {
      return false;
    }
  }

  private static String sha256(Path file) throws Exception {
    MessageDigest digest = MessageDigest.getInstance("SHA-256");
    try (InputStream in = new DigestInputStream(Files.newInputStream(file), digest)) {
      in.transferTo(OutputStream.nullOutputStream());
    }
    return HexFormat.of().formatHex(digest.digest());
  }
}
