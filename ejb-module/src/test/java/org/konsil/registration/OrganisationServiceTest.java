package org.konsil.registration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Properties;
import java.util.Set;
import java.util.stream.Stream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.bouncycastle.util.encoders.Base32;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.konsil.account.Requester;
import org.konsil.audit.AuditEntry;
import org.konsil.audit.AuditService;
import org.konsil.config.Domain;
import org.konsil.config.DomainService;
import org.konsil.config.KonsilConfig;
import org.konsil.core.id.ServerName;
import org.konsil.core.id.UserId;
import org.konsil.federationlist.FederationListService;
import org.konsil.idp.Institution;
import org.konsil.org.DomainFounding;
import org.konsil.org.InitialPassword;
import org.konsil.outgoing.OutgoingFixture;
import org.konsil.outgoing.OutgoingHttp;
import org.konsil.pki.Jws;
import org.konsil.registration.MessengerService.State;
import org.konsil.sandbox.directory.FederationMember;
import org.konsil.sandbox.directory.Forgery;
import org.konsil.sandbox.directory.SandboxDirectory;
import org.konsil.sandbox.pki.Identity;
import org.konsil.storage.Db;
import org.konsil.storage.StoreTest;
import org.konsil.testing.SandboxVzd;
import org.konsil.testing.TestBeans;

/** From the proof of an organisation to its domain in the federation, and out again. */
class OrganisationServiceTest extends StoreTest {
  private static final Institution CLINIC = new Institution("5-2-1", "1.2.276.0.76.4.53", "Klinik");
  private static final Institution BRANCH = new Institution("5-2-2", "1.2.276.0.76.4.53", "Ost");
  private static final Institution OTHER = new Institution("1-1", "1.2.276.0.76.4.50", "Praxis");
  private static final String PASSWORD = "correct horse battery";
  private static final ServerName DOMAIN = ServerName.parse("neu.klinik.example");

  @TempDir private Path folder;
  private final Set<ServerName> hosted = new HashSet<>();
  private final Set<ServerName> suspended = new HashSet<>();
  private OutgoingFixture outgoing;
  private SandboxVzd vzd;
  private SandboxDirectory directory;
  private TestBeans beans;
  private OrgAdminAccountService accounts;
  private OrganisationService registration;

  Stream<Db> all() {
    return allDatabases();
  }

  @BeforeEach
  void start() {
    outgoing = new OutgoingFixture();
    hosted.clear();
    suspended.clear();
  }

  @AfterEach
  void stop() {
    outgoing.close();
    vzd.close();
  }

  private void use(Db db) throws IOException {
    for (String table : List.of("contract_acceptance", "messenger_service", "organisation_admin")) {
      db.update("DELETE FROM " + table);
    }
    db.update("DELETE FROM organisation_identity");
    db.update("DELETE FROM organisation");
    db.update("UPDATE registration_check SET asked_at = 0");
    db.update("UPDATE federation_list SET version = 0, list = NULL, asked_at = 0");
    Properties settings = new Properties();
    beans = new TestBeans(db, settings);
    vzd = new SandboxVzd(beans.clock);
    vzd.authority.writeRoots(folder.resolve("roots.pem"));
    directory = vzd.directory;
    settings.setProperty("konsil.vzd.url", directory.address());
    settings.setProperty("konsil.vzd.tokenUrl", directory.address() + "/token");
    settings.setProperty("konsil.vzd.clientId", "sandbox");
    settings.setProperty("konsil.vzd.clientSecret", "secret");
    settings.setProperty("konsil.ti.roots", folder.resolve("roots.pem").toString());
    settings.setProperty("konsil.registration.portal", "on");
    settings.setProperty("konsil.registration.code", "geheim");
    settings.setProperty("konsil.registration.documents", "avv|1|https://klinik.example/avv");
    settings.setProperty("konsil.registration.mostServices", "2");
    settings.setProperty("konsil.registration.domainSuffixes", "klinik.example");
    beans.put(OutgoingHttp.class, outgoing.http(new KonsilConfig(settings)));
    beans.put(DomainService.class, new Hosted());
    beans.put(DomainFounding.class, new Founding());
    accounts = beans.get(OrgAdminAccountService.class);
    registration = beans.get(OrganisationService.class);
  }

  private final class Hosted extends DomainService {
    @Override
    public boolean isLocal(ServerName name) {
      return hosted.contains(name);
    }

    @Override
    public void suspend(ServerName name, boolean closed) {
      suspended.add(name);
    }
  }

  private final class Founding extends DomainFounding {
    @Override
    public InitialPassword found(Domain domain, String displayName) {
      hosted.add(domain.name());
      return new InitialPassword(UserId.of("admin", domain.name()), "once");
    }
  }

  private OrgAdmin registered() {
    Enrolment enrolment = accounts.register(CLINIC, "verwaltung", PASSWORD, Set.of("avv"));
    return accounts.signIn("verwaltung", PASSWORD, code(enrolment), "192.0.2.1");
  }

  private String code(Enrolment enrolment) {
    return Totp.code(
        Base32.decode(enrolment.secret()), beans.clock.instant().getEpochSecond() / 30);
  }

  private static void assertRefused(RegistrationFailure failure, ThrowingCallable call) {
    assertThatThrownBy(call)
        .isInstanceOfSatisfying(
            RegistrationException.class,
            refused -> assertThat(refused.failure()).isEqualTo(failure));
  }

  private State state() {
    return beans.get(ServiceStore.class).find(DOMAIN).orElseThrow().state();
  }

  private void tick() {
    beans.clock.advance(Duration.ofMinutes(1));
    beans.get(ActivityCheck.class).runDaily();
    beans.get(ServiceProvisioning.class).run();
  }

  @DisplayName("AF_10103: an account with two factors")
  @ParameterizedTest
  @MethodSource("all")
  void anAccountCountsFromItsFirstSignInWithBothFactors(Db db) throws IOException {
    use(db);
    assertRefused(
        RegistrationFailure.CONTRACT_MISSING,
        () -> accounts.register(CLINIC, "verwaltung", PASSWORD, Set.of()));
    assertRefused(
        RegistrationFailure.PASSWORD_WEAK,
        () -> accounts.register(CLINIC, "verwaltung", "short", Set.of("avv")));
    assertRefused(
        RegistrationFailure.NAME_INVALID,
        () -> accounts.register(CLINIC, "a b", PASSWORD, Set.of("avv")));
    Enrolment lost = accounts.register(CLINIC, "verwaltung", PASSWORD, Set.of("avv"));
    Enrolment enrolment = accounts.register(CLINIC, "verwaltung", PASSWORD, Set.of("avv"));
    assertThat(enrolment.secret()).isNotEqualTo(lost.secret());
    assertThat(enrolment.address()).startsWith("otpauth://totp/").contains(enrolment.secret());
    assertThat(enrolment.toString()).doesNotContain(enrolment.secret());
    assertRefused(
        RegistrationFailure.WRONG_CREDENTIALS,
        () -> accounts.signIn("verwaltung", PASSWORD, code(lost), "192.0.2.1"));
    assertRefused(
        RegistrationFailure.WRONG_CREDENTIALS,
        () -> accounts.signIn("verwaltung", "wrong", code(enrolment), "192.0.2.1"));
    assertRefused(
        RegistrationFailure.WRONG_CREDENTIALS,
        () -> accounts.signIn("nobody", PASSWORD, code(enrolment), "192.0.2.1"));
    OrgAdmin admin = accounts.signIn("verwaltung", PASSWORD, code(enrolment), "192.0.2.1");
    assertRefused(
        RegistrationFailure.WRONG_CREDENTIALS,
        () -> accounts.signIn("verwaltung", PASSWORD, code(enrolment), "192.0.2.1"));
    assertRefused(
        RegistrationFailure.ALREADY_REGISTERED,
        () -> accounts.register(CLINIC, "another", PASSWORD, Set.of("avv")));
    assertRefused(
        RegistrationFailure.NAME_TAKEN,
        () -> accounts.register(OTHER, "verwaltung", PASSWORD, Set.of("avv")));
    assertThat(registration.organisationName(admin)).isEqualTo("Klinik");
    assertThat(registration.acceptances(admin))
        .singleElement()
        .satisfies(
            one -> {
              assertThat(one.document()).isEqualTo("avv");
              assertThat(one.by()).isEqualTo("verwaltung");
            });
    assertRefused(
        RegistrationFailure.WRONG_CREDENTIALS,
        () -> registration.services(new OrgAdmin(admin.id(), admin.organisation() + 1, "x")));
  }

  @ParameterizedTest
  @MethodSource("all")
  void theCardIsUsedOnlyByWhoKnowsTheCode(Db db) throws IOException {
    use(db);
    registration.requireCode(" geheim ", "192.0.2.1");
    assertRefused(
        RegistrationFailure.CODE_WRONG, () -> registration.requireCode("falsch", "192.0.2.1"));
    assertRefused(
        RegistrationFailure.CODE_WRONG, () -> registration.requireCode(null, "192.0.2.1"));
    beans.settings.remove("konsil.registration.code");
    assertRefused(RegistrationFailure.CODE_WRONG, () -> registration.requireCode("", "192.0.2.1"));
  }

  @DisplayName("AF_10060")
  @ParameterizedTest
  @MethodSource("all")
  void aServiceIsLiveWithinAMinuteAndLeavesWhenItIsGivenUp(Db db) throws IOException {
    use(db);
    OrgAdmin admin = registered();
    InitialPassword first = registration.order(admin, " Neu.Klinik.example ", "Neu", "5-2-1");
    assertThat(first.user()).isEqualTo(UserId.parse("@admin:neu.klinik.example"));
    assertThat(state()).isEqualTo(State.ORDERED);
    tick();
    assertThat(state()).isEqualTo(State.LIVE);
    assertThat(beans.get(FederationListService.class).isMember(DOMAIN)).isTrue();

    assertThat(suspended).isEmpty();
    registration.giveUp(admin, DOMAIN.value());
    assertThat(suspended).containsExactly(DOMAIN);
    assertRefused(
        RegistrationFailure.SERVICE_UNKNOWN, () -> registration.giveUp(admin, DOMAIN.value()));
    tick();
    assertThat(state()).isEqualTo(State.ENDED);
    assertThat(beans.get(FederationListService.class).isMember(DOMAIN)).isFalse();
    Requester reader = new Requester(UserId.of("admin", DOMAIN), "D", DOMAIN, true, 1);
    assertThat(beans.get(AuditService.class).page(reader, 0, 10))
        .extracting(AuditEntry::act)
        .startsWith("service.leave", "service.give_up", "service.federate", "service.order");
    assertThat(beans.get(AuditService.class).firstBroken(DOMAIN)).isEmpty();
  }

  @ParameterizedTest
  @MethodSource("all")
  void whatMayNotBeOrderedIsRefused(Db db) throws IOException {
    use(db);
    OrgAdmin admin = registered();
    hosted.add(ServerName.parse("alt.klinik.example"));
    for (String name :
        List.of("", "klinik", "10.0.0.1", "[::1]", "a.klinik.example:8448", "fremd.example")) {
      assertRefused(
          RegistrationFailure.DOMAIN_INVALID, () -> registration.order(admin, name, "", "5-2-1"));
    }
    assertRefused(
        RegistrationFailure.DOMAIN_TAKEN,
        () -> registration.order(admin, "alt.klinik.example", "", "5-2-1"));
    assertRefused(
        RegistrationFailure.IDENTITY_UNKNOWN,
        () -> registration.order(admin, "a.klinik.example", "", "1-1"));
    registration.order(admin, "a.klinik.example", "", "5-2-1");
    registration.order(admin, "b.klinik.example", "", "5-2-1");
    assertRefused(
        RegistrationFailure.TOO_MANY,
        () -> registration.order(admin, "c.klinik.example", "", "5-2-1"));
    assertRefused(
        RegistrationFailure.SERVICE_UNKNOWN, () -> registration.giveUp(admin, "c.klinik.example"));
  }

  @DisplayName("AF_10438")
  @ParameterizedTest
  @MethodSource("all")
  void anOrganisationHasFurtherNumbersInTheTi(Db db) throws IOException {
    use(db);
    OrgAdmin admin = registered();
    assertRefused(
        RegistrationFailure.IDENTITY_IN_USE, () -> registration.removeIdentity(admin, "5-2-1"));
    registration.prove(admin, BRANCH);
    assertThat(registration.identities(admin))
        .extracting(OrganisationIdentity::telematikId)
        .containsExactlyInAnyOrder("5-2-1", "5-2-2");
    registration.order(admin, DOMAIN.value(), "", "5-2-2");
    assertRefused(
        RegistrationFailure.IDENTITY_IN_USE, () -> registration.removeIdentity(admin, "5-2-2"));
    registration.removeIdentity(admin, "5-2-1");
    Enrolment enrolment = accounts.register(OTHER, "praxis", PASSWORD, Set.of("avv"));
    OrgAdmin other = accounts.signIn("praxis", PASSWORD, code(enrolment), "192.0.2.1");
    assertRefused(RegistrationFailure.IDENTITY_TAKEN, () -> registration.prove(other, BRANCH));
    assertRefused(
        RegistrationFailure.IDENTITY_UNKNOWN, () -> registration.removeIdentity(other, "5-2-2"));
    assertRefused(
        RegistrationFailure.SERVICE_UNKNOWN, () -> registration.giveUp(other, DOMAIN.value()));
  }

  @DisplayName("AF_10060: a directory that refuses, is down, or knows the domain")
  @ParameterizedTest
  @MethodSource("all")
  void anOrderWaitsForTheDirectory(Db db) throws IOException {
    use(db);
    OrgAdmin admin = registered();
    directory.add(new FederationMember(DOMAIN.value(), "9-9", false, List.of()));
    registration.order(admin, DOMAIN.value(), "", "5-2-1");
    tick();
    assertThat(registration.services(admin).get(0).failure()).contains("TAKEN");
    directory.remove(DOMAIN.value());
    directory.setInactive("5-2-1", true);
    tick();
    assertThat(registration.services(admin).get(0).failure()).contains("REFUSED");
    directory.forge(Forgery.FAILURE);
    tick();
    assertThat(registration.services(admin).get(0).failure()).contains("UNREACHABLE");
    directory.forge(Forgery.NONE);
    directory.setInactive("5-2-1", false);
    tick();
    assertThat(state()).isEqualTo(State.LIVE);
    assertThat(registration.services(admin).get(0).failure()).isEmpty();
  }

  @DisplayName("A_23092, A_23093, A_23094")
  @ParameterizedTest
  @MethodSource("all")
  void whoIsInactiveForThirtyDaysLeavesUntilProvedAnew(Db db) throws IOException {
    use(db);
    OrgAdmin admin = registered();
    registration.order(admin, DOMAIN.value(), "", "5-2-1");
    tick();
    directory.setInactive("5-2-1", true);
    beans.clock.advance(Duration.ofDays(1));
    tick();
    assertThat(registration.identities(admin).get(0).inactiveSince()).isPresent();
    directory.setInactive("5-2-1", false);
    beans.clock.advance(Duration.ofDays(1));
    tick();
    assertThat(registration.identities(admin).get(0).inactiveSince()).isEmpty();

    directory.setInactive("5-2-1", true);
    for (int day = 0; day < 30; day++) {
      beans.clock.advance(Duration.ofDays(1));
      tick();
      assertThat(state()).as("day " + day).isEqualTo(State.LIVE);
    }
    beans.clock.advance(Duration.ofDays(1));
    tick();
    assertThat(state()).isEqualTo(State.LEFT);
    directory.setInactive("5-2-1", false);
    tick();
    assertThat(state()).as("only a card brings it back").isEqualTo(State.LEFT);
    registration.prove(admin, CLINIC);
    tick();
    assertThat(state()).isEqualTo(State.LIVE);
  }

  @DisplayName("A_23093, A_23094: by mail")
  @ParameterizedTest
  @MethodSource("all")
  void whoNamedAnAddressIsToldByMail(Db db) throws IOException {
    use(db);
    db.update("DELETE FROM mail_queue");
    beans.settings.put("konsil.smtp", "localhost:25");
    OrgAdmin admin = registered();
    assertRefused(
        RegistrationFailure.ADDRESS_INVALID, () -> registration.setContact(admin, "a@b, c@d"));
    registration.setContact(admin, " it@klinik.example ");
    assertThat(registration.contact(admin)).contains("it@klinik.example");
    registration.order(admin, DOMAIN.value(), "", "5-2-1");
    tick();
    directory.setInactive("5-2-1", true);
    for (int day = 0; day < 32; day++) {
      beans.clock.advance(Duration.ofDays(1));
      tick();
    }
    assertThat(mails(db))
        .containsExactly(
            "SERVICE_LIVE it@klinik.example [\"neu.klinik.example\"]",
            "ORGANISATION_INACTIVE it@klinik.example [\"Klinik\",\"5-2-1\",\"02.12.2026\"]",
            "SERVICE_LEAVES it@klinik.example [\"neu.klinik.example\"]");
    registration.setContact(admin, "");
    assertThat(registration.contact(admin)).isEmpty();
  }

  private static List<String> mails(Db db) {
    return db.query(
        "SELECT kind, recipient, details FROM mail_queue ORDER BY id",
        row -> row.string("kind") + " " + row.string("recipient") + " " + row.string("details"));
  }

  @DisplayName("RegService-OpenID-Token, I_requestToken")
  @ParameterizedTest
  @MethodSource("all")
  void administratorsOfALiveServiceGetATokenForTheDirectory(Db db) throws Exception {
    use(db);
    OrgAdmin admin = registered();
    registration.order(admin, DOMAIN.value(), "", "5-2-1");
    Identity signer = vzd.providerKey(folder, beans.settings);
    RegServiceTokenService tokens = beans.get(RegServiceTokenService.class);
    assertThatThrownBy(() -> tokens.requestToken(requester(false)))
        .hasMessageContaining("administrators");
    assertThatThrownBy(() -> tokens.requestToken(requester(true)))
        .as("not yet live")
        .hasMessageContaining("federation");
    tick();
    Jws jws = Jws.parse(tokens.requestToken(requester(true)).token());
    jws.requireSignedBy(signer.certificate().getPublicKey());
    assertThat(jws.header().path("alg").asText()).isEqualTo("BP256R1");
    assertThat(jws.certificates()).containsExactly(signer.certificate());
    assertThat(jws.payload().path("idNummer").asText()).isEqualTo("5-2-1");
    assertThat(jws.payload().path("professionOID").asText()).isEqualTo("1.2.276.0.76.4.53");
    assertThat(jws.payload().path("aud").asText())
        .isEqualTo(directory.address() + "/owner-authenticate");
    assertThat(jws.payload().path("exp").asLong() - jws.payload().path("iat").asLong())
        .isEqualTo(300);
    beans.settings.remove("konsil.registration.keystore");
    assertThatThrownBy(() -> tokens.requestToken(requester(true))).hasMessageContaining("sign");
  }

  private static Requester requester(boolean admin) {
    return new Requester(UserId.of("admin", DOMAIN), "D", DOMAIN, admin, 1);
  }
}
