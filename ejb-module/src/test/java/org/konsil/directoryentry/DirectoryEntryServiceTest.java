package org.konsil.directoryentry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.groups.Tuple.tuple;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Properties;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.konsil.account.Requester;
import org.konsil.audit.AuditEntry;
import org.konsil.audit.AuditService;
import org.konsil.config.KonsilConfig;
import org.konsil.core.id.UserId;
import org.konsil.directoryentry.DirectoryAccount.Kind;
import org.konsil.org.NewAccount;
import org.konsil.org.OrgAdminService;
import org.konsil.outgoing.OutgoingFixture;
import org.konsil.outgoing.OutgoingHttp;
import org.konsil.sandbox.directory.Forgery;
import org.konsil.storage.Db;
import org.konsil.storage.StoreTest;
import org.konsil.testing.SandboxVzd;
import org.konsil.testing.TestBeans;

/** An organisation's accounts in the directory, written over the true protocol. */
class DirectoryEntryServiceTest extends StoreTest {
  private static final Requester ADMIN = requester(true);

  @TempDir private Path folder;
  private OutgoingFixture outgoing;
  private SandboxVzd vzd;
  private TestBeans beans;
  private DirectoryEntryService entries;

  Stream<Db> all() {
    return allDatabases();
  }

  private static Requester requester(boolean admin) {
    return new Requester(UserId.of("admin", TestBeans.KLINIK), "D", TestBeans.KLINIK, admin, 1);
  }

  @BeforeEach
  void start() {
    outgoing = new OutgoingFixture();
  }

  @AfterEach
  void stop() {
    outgoing.close();
    vzd.close();
  }

  private void use(Db db) throws IOException {
    db.update("DELETE FROM messenger_service");
    db.update("DELETE FROM organisation_identity");
    db.update("DELETE FROM organisation");
    long organisation =
        db.insertReturning(
            "INSERT INTO organisation (name, created_at) VALUES ('Klinik', 0)", "id");
    db.update(
        "INSERT INTO organisation_identity (telematik_id, organisation_id, name, profession_oid,"
            + " proved_at) VALUES ('5-2-1', ?, 'Klinik', '1.2.276.0.76.4.53', 0)",
        organisation);
    db.update(
        "INSERT INTO messenger_service (domain, organisation_id, telematik_id, state, ordered_at,"
            + " changed_at, tried_at) VALUES (?, ?, '5-2-1', 'LIVE', 0, 0, 0)",
        TestBeans.KLINIK,
        organisation);
    Properties settings = new Properties();
    beans = new TestBeans(db, settings);
    vzd = new SandboxVzd(beans.clock);
    vzd.providerKey(folder, settings);
    settings.setProperty("konsil.vzd.url", vzd.directory.address());
    beans.put(OutgoingHttp.class, outgoing.http(new KonsilConfig(settings)));
    beans.observing("org.konsil.profile.AccountProfiles");
    entries = beans.get(DirectoryEntryService.class);
  }

  private UserId account(String localpart) {
    return beans
        .transaction(
            () ->
                beans
                    .get(OrgAdminService.class)
                    .create(ADMIN, new NewAccount(localpart, "Aufnahme", false, false)))
        .user();
  }

  private List<DirectoryAccount> published() {
    return entries.list(ADMIN).stream().flatMap(one -> one.accounts().stream()).toList();
  }

  private String organisation() {
    return entries.list(ADMIN).get(0).id();
  }

  @DisplayName("AF_10059-02, AF_10377-01: functional accounts and chatbots")
  @ParameterizedTest
  @MethodSource("all")
  void anAccountIsPublishedHiddenAndWithdrawn(Db db) throws IOException {
    use(db);
    UserId desk = account("aufnahme");
    UserId bot = account("bot");
    assertThat(published()).isEmpty();

    entries.publish(ADMIN, organisation(), desk, " Aufnahme ", Kind.FUNCTION);
    entries.publish(ADMIN, organisation(), bot, "Auskunft (Chatbot)", Kind.CHATBOT);
    assertThat(published())
        .extracting(DirectoryAccount::user, DirectoryAccount::name, DirectoryAccount::kind)
        .containsExactly(
            tuple(desk, "Aufnahme", Kind.FUNCTION), tuple(bot, "Auskunft (Chatbot)", Kind.CHATBOT));
    assertThatThrownBy(
            () -> entries.publish(ADMIN, organisation(), desk, "Aufnahme", Kind.FUNCTION))
        .hasMessageContaining("already");

    String id = published().get(0).id();
    entries.hide(ADMIN, id, true);
    assertThat(published()).extracting(DirectoryAccount::hidden).containsExactly(true, false);
    entries.hide(ADMIN, id, false);
    assertThat(published()).extracting(DirectoryAccount::hidden).containsExactly(false, false);

    entries.withdraw(ADMIN, id);
    assertThat(published()).extracting(DirectoryAccount::user).containsExactly(bot);
    assertThatThrownBy(() -> entries.withdraw(ADMIN, id)).hasMessageContaining("no such account");
    assertThat(beans.get(AuditService.class).page(ADMIN, 0, 20))
        .extracting(AuditEntry::act)
        .filteredOn(act -> act.startsWith("directory."))
        .startsWith(
            "directory.withdraw",
            "directory.show",
            "directory.hide",
            "directory.publish",
            "directory.publish");
  }

  @DisplayName("AF_10059-02: further services of the organisation")
  @ParameterizedTest
  @MethodSource("all")
  void aServiceIsOpenedAndEnded(Db db) throws IOException {
    use(db);
    UserId desk = account("ambulanz");
    String ambulance = entries.open(ADMIN, " Ambulanz ");
    assertThat(entries.list(ADMIN))
        .extracting(DirectoryServiceEntry::name, DirectoryServiceEntry::own)
        .containsExactly(tuple("Organisation", false), tuple("Ambulanz", true));
    assertThat(entries.list(ADMIN).get(1).id()).isEqualTo(ambulance);
    String address = entries.publish(ADMIN, ambulance, desk, "Ambulanz", Kind.FUNCTION);
    assertThat(entries.list(ADMIN).get(1).accounts())
        .extracting(DirectoryAccount::id)
        .containsExactly(address);
    entries.rename(ADMIN, ambulance, " Tagesklinik ");
    entries.renameAccount(ADMIN, address, "Anmeldung");
    assertThat(entries.list(ADMIN).get(1).name()).isEqualTo("Tagesklinik");
    assertThat(published()).extracting(DirectoryAccount::name).containsExactly("Anmeldung");
    assertThatThrownBy(() -> entries.rename(ADMIN, organisation(), "x"))
        .hasMessageContaining("your own");
    assertThatThrownBy(() -> entries.end(ADMIN, ambulance)).hasMessageContaining("empty");
    entries.withdraw(ADMIN, published().get(0).id());
    entries.end(ADMIN, ambulance);
    assertThat(entries.list(ADMIN)).hasSize(1);
    assertThatThrownBy(() -> entries.end(ADMIN, organisation())).hasMessageContaining("your own");
    assertThatThrownBy(() -> entries.open(ADMIN, " ")).hasMessageContaining("name");
  }

  @DisplayName("AF_10059-02: what is refused")
  @ParameterizedTest
  @MethodSource("all")
  void onlyAdministratorsAndOnlyTheirOwnAccounts(Db db) throws IOException {
    use(db);
    String service = organisation();
    UserId foreign = UserId.of("arzt", TestBeans.PRAXIS);
    UserId nobody = UserId.of("niemand", TestBeans.KLINIK);
    assertThatThrownBy(() -> entries.list(requester(false))).hasMessageContaining("administrators");
    for (UserId user : List.of(foreign, nobody)) {
      assertThatThrownBy(() -> entries.publish(ADMIN, service, user, "Arzt", Kind.FUNCTION))
          .hasMessageContaining("your domain");
    }
    beans.clock.advance(Duration.ofMinutes(10));
    assertThat(published()).as("each act brings a fresh token").isEmpty();
    db.update("UPDATE messenger_service SET state = 'LEFT'");
    assertThatThrownBy(() -> entries.list(ADMIN)).hasMessageContaining("federation");
    db.update("UPDATE messenger_service SET state = 'LIVE'");
    vzd.directory.forge(Forgery.FAILURE);
    assertThatThrownBy(() -> entries.list(ADMIN)).hasMessageContaining("500");
    vzd.directory.close();
    assertThatThrownBy(() -> entries.list(ADMIN)).hasMessageContaining("does not answer");
  }
}
