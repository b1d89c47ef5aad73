package org.konsil.mail;

import static org.assertj.core.api.Assertions.assertThat;

import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.ServerSetup;
import jakarta.mail.internet.MimeMessage;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Properties;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.konsil.storage.Db;
import org.konsil.storage.StoreTest;
import org.konsil.testing.TestBeans;

class MailServiceTest extends StoreTest {
  private GreenMail smtp;

  Stream<Db> all() {
    return allDatabases();
  }

  @BeforeEach
  void start() {
    smtp = new GreenMail(new ServerSetup(0, "127.0.0.1", ServerSetup.PROTOCOL_SMTP));
    smtp.start();
  }

  @AfterEach
  void stop() {
    smtp.stop();
  }

  private TestBeans beans(Db db) {
    db.update("DELETE FROM mail_queue");
    Properties settings = new Properties();
    settings.put("konsil.smtp", "127.0.0.1:" + smtp.getSmtp().getPort());
    settings.put("konsil.domains", "klinik.example:8448");
    return new TestBeans(db, settings);
  }

  @ParameterizedTest
  @MethodSource("all")
  void goesOutInBothLanguages(Db db) throws Exception {
    TestBeans beans = beans(db);
    beans
        .get(MailService.class)
        .enqueue(
            MailKind.SERVICE_LEAVES,
            "it@klinik.example",
            List.of("übung.klinik.example"),
            Optional.empty());
    MailFixture.sendDue(beans);
    MimeMessage mail = smtp.getReceivedMessages()[0];
    assertThat(mail.getSubject()).isEqualTo("Konsil: übung.klinik.example verlässt die Föderation");
    assertThat(mail.getContent().toString())
        .contains("der Messenger-Dienst übung.klinik.example verlässt")
        .contains("the messenger service übung.klinik.example leaves");
    assertThat(mail.getFrom()[0]).hasToString("konsil@klinik.example");
    assertThat(mail.getHeader("Auto-Submitted")).containsExactly("auto-generated");
    assertThat(db.exists("SELECT 1 FROM mail_queue")).isFalse();
  }

  @ParameterizedTest
  @MethodSource("all")
  void whatNobodyTakesForTwoDaysIsGivenUp(Db db) {
    TestBeans beans = beans(db);
    smtp.stop();
    beans
        .get(MailService.class)
        .enqueue(
            MailKind.SERVICE_LIVE, "it@klinik.example", List.of("a.example"), Optional.empty());
    for (int hour = 0; hour < 48; hour++) {
      MailFixture.sendDue(beans);
      beans.clock.advance(Duration.ofHours(1));
    }
    assertThat(db.exists("SELECT 1 FROM mail_queue")).isTrue();
    beans.clock.advance(Duration.ofHours(1));
    MailFixture.sendDue(beans);
    assertThat(db.exists("SELECT 1 FROM mail_queue")).isFalse();
  }

  @ParameterizedTest
  @MethodSource("all")
  void withoutARelayNothingWaits(Db db) {
    TestBeans beans = beans(db);
    beans.settings.remove("konsil.smtp");
    beans
        .get(MailService.class)
        .enqueue(MailKind.SERVICE_LIVE, "it@klinik.example", List.of("a"), Optional.empty());
    assertThat(db.exists("SELECT 1 FROM mail_queue")).isFalse();
  }

  @Test
  void anAddressIsOnePlainAddress() {
    assertThat(MailAddress.isValid("it@klinik.example")).isTrue();
    assertThat(
            Stream.of(
                "",
                "it",
                "it@",
                "a@b.example, c@d.example",
                "IT <it@klinik.example>",
                "it@klinik.example\r\nBcc: x@y.example",
                "x".repeat(320) + "@b.example"))
        .noneMatch(MailAddress::isValid);
    assertThat(MailAddress.isValid(null)).isFalse();
  }

  @ParameterizedTest
  @EnumSource(MailKind.class)
  void everyKindHasItsWords(MailKind kind) {
    MailLetter letter = MailLetter.of(kind, List.of("v0", "v1", "v2"), Optional.of("the-link"));
    assertThat(letter.subject())
        .isNotBlank()
        .doesNotContain("\n")
        .contains(kind.isKim() ? "" : "v0");
    assertThat(letter.text()).contains("v0").doesNotContain("{");
  }
}
