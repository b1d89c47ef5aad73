package org.konsil.kim;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.GreenMailUtil;
import com.icegreen.greenmail.util.ServerSetup;
import jakarta.mail.internet.MimeMessage;
import java.io.IOException;
import java.time.Duration;
import java.util.Properties;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.konsil.account.Secrets;
import org.konsil.config.KonsilConfig;
import org.konsil.idp.IdpFixture;
import org.konsil.idp.Institution;
import org.konsil.idp.InstitutionLoginService;
import org.konsil.mail.MailFixture;
import org.konsil.outgoing.OutgoingFixture;
import org.konsil.outgoing.OutgoingHttp;
import org.konsil.sandbox.directory.Forgery;
import org.konsil.storage.Db;
import org.konsil.storage.StoreTest;
import org.konsil.testing.SandboxVzd;
import org.konsil.testing.TestBeans;

/** From the Telematik-ID to the link in the mail, over a real SMTP server and the sandbox's TI. */
class KimProofServiceTest extends StoreTest {
  private static final String CLINIC = "1.2.276.0.76.4.53";
  private static final String NUMBER = "5-2-KIM";
  private static final String ADDRESS = "aufnahme@nord.kim.example";
  private static final Pattern LINK = Pattern.compile("registration\\?kim=([A-Za-z0-9_-]{43})");

  private OutgoingFixture outgoing;
  private GreenMail smtp;
  private SandboxVzd vzd;
  private TestBeans beans;
  private KimProofService proofs;

  Stream<Db> all() {
    return allDatabases();
  }

  @BeforeEach
  void start() {
    outgoing = new OutgoingFixture();
    smtp = new GreenMail(new ServerSetup(0, "127.0.0.1", ServerSetup.PROTOCOL_SMTP));
    smtp.start();
  }

  @AfterEach
  void stop() {
    vzd.close();
    outgoing.close();
    smtp.stop();
  }

  private void use(Db db) throws IOException {
    db.update("DELETE FROM kim_proof");
    db.update("DELETE FROM mail_queue");
    Properties settings = new Properties();
    beans = new TestBeans(db, settings);
    vzd = new SandboxVzd(beans.clock);
    vzd.directory.listKim(NUMBER, CLINIC, "Klinikum Nord", ADDRESS);
    vzd.directory.listKim("9-1", "1.2.276.0.76.4.999", "Kiosk", "kiosk@kim.example");
    settings.put("konsil.vzd.url", vzd.directory.address());
    settings.put("konsil.vzd.service.tokenUrl", vzd.directory.address() + "/token");
    settings.put("konsil.vzd.service.clientId", "sandbox");
    settings.put("konsil.vzd.service.clientSecret", "secret");
    settings.put("konsil.kim.smtp", "127.0.0.1:" + smtp.getSmtp().getPort());
    settings.put("konsil.kim.from", "registrierung@konsil.kim.example");
    settings.put("konsil.publicUrl", "https://konsil.example");
    KonsilConfig config = new KonsilConfig(settings);
    OutgoingHttp http = outgoing.http(config);
    beans.put(OutgoingHttp.class, http);
    beans.put(InstitutionLoginService.class, IdpFixture.login(config, http, null));
    proofs = beans.get(KimProofService.class);
  }

  @ParameterizedTest
  @MethodSource("all")
  void theLinkInTheMailProvesTheOrganisationOnce(Db db) throws Exception {
    use(db);
    assertThat(proofs.request(NUMBER, "192.0.2.1")).isEqualTo("nord.kim.example");
    MailFixture.sendDue(beans);
    MimeMessage mail = smtp.getReceivedMessages()[0];
    assertThat(mail.getAllRecipients()[0]).hasToString(ADDRESS);
    assertThat(mail.getFrom()[0]).hasToString("registrierung@konsil.kim.example");
    String token = token(mail);
    assertThat(db.query("SELECT token_hash FROM kim_proof", row -> row.string("token_hash")))
        .containsExactly(Secrets.digest(token));
    assertThat(db.exists("SELECT 1 FROM mail_queue")).isFalse();
    assertThat(proofs.redeem(token, "192.0.2.1"))
        .isEqualTo(new Institution(NUMBER, CLINIC, "Klinikum Nord"));
    assertThat(refusal(() -> proofs.redeem(token, "192.0.2.1"))).isEqualTo(KimFailure.LINK_INVALID);
  }

  @ParameterizedTest
  @MethodSource("all")
  void theLinkIsOverAfterAnHour(Db db) throws Exception {
    use(db);
    proofs.request(NUMBER, "192.0.2.1");
    MailFixture.sendDue(beans);
    String token = token(smtp.getReceivedMessages()[0]);
    beans.clock.advance(Duration.ofHours(1));
    assertThat(refusal(() -> proofs.redeem(token, "192.0.2.1"))).isEqualTo(KimFailure.LINK_INVALID);
    assertThat(refusal(() -> proofs.redeem("", "192.0.2.1"))).isEqualTo(KimFailure.LINK_INVALID);
  }

  @ParameterizedTest
  @MethodSource("all")
  void aRelayThatIsDownIsTriedAgainAndAnOverdueLinkIsNotSent(Db db) throws Exception {
    use(db);
    int port = smtp.getSmtp().getPort();
    smtp.stop();
    proofs.request(NUMBER, "192.0.2.1");
    MailFixture.sendDue(beans);
    MailFixture.sendDue(beans);
    long tries = db.get("SELECT tries FROM mail_queue", row -> row.number("tries"));
    assertThat(tries).as("once, and again not before a minute").isEqualTo(1);
    smtp = new GreenMail(new ServerSetup(port, "127.0.0.1", ServerSetup.PROTOCOL_SMTP));
    smtp.start();
    beans.clock.advance(Duration.ofMinutes(1));
    MailFixture.sendDue(beans);
    assertThat(smtp.getReceivedMessages()).hasSize(1);
    proofs.redeem(token(smtp.getReceivedMessages()[0]), "192.0.2.1");
    proofs.request(NUMBER, "192.0.2.1");
    beans.clock.advance(Duration.ofHours(2));
    MailFixture.sendDue(beans);
    assertThat(smtp.getReceivedMessages()).hasSize(1);
    assertThat(db.exists("SELECT 1 FROM mail_queue")).isFalse();
  }

  @ParameterizedTest
  @MethodSource("all")
  void whoIsNotListedOrMayNotGetsNoMail(Db db) throws Exception {
    use(db);
    assertThat(refusal(() -> proofs.request("5-2", "192.0.2.1"))).isEqualTo(KimFailure.NO_ADDRESS);
    assertThat(refusal(() -> proofs.request("9-1", "192.0.2.1"))).isEqualTo(KimFailure.PROFESSION);
    vzd.directory.forge(Forgery.FAILURE);
    assertThat(refusal(() -> proofs.request(NUMBER, "192.0.2.1")))
        .isEqualTo(KimFailure.DIRECTORY_UNAVAILABLE);
    beans.settings.remove("konsil.kim.smtp");
    assertThat(refusal(() -> proofs.request(NUMBER, "192.0.2.1")))
        .isEqualTo(KimFailure.NOT_CONFIGURED);
    assertThat(db.exists("SELECT 1 FROM mail_queue")).isFalse();
  }

  @ParameterizedTest
  @MethodSource("all")
  void noOrganisationIsFloodedWithMail(Db db) throws Exception {
    use(db);
    for (int i = 0; i < 5; i++) {
      proofs.request(NUMBER, "192.0.2." + i);
    }
    assertThat(refusal(() -> proofs.request(NUMBER, "192.0.2.9"))).isEqualTo(KimFailure.TOO_OFTEN);
    beans.clock.advance(Duration.ofDays(1));
    proofs.request(NUMBER, "192.0.2.9");
  }

  private static String token(MimeMessage mail) throws Exception {
    Matcher matcher = LINK.matcher(mail.getContent().toString());
    assertThat(matcher.find()).as(GreenMailUtil.getBody(mail)).isTrue();
    return matcher.group(1);
  }

  private static KimFailure refusal(org.assertj.core.api.ThrowableAssert.ThrowingCallable call) {
    return catchThrowableOfType(KimRefusedException.class, call).failure();
  }
}
