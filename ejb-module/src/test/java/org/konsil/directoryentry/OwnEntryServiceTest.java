package org.konsil.directoryentry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Properties;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.konsil.account.Requester;
import org.konsil.config.KonsilConfig;
import org.konsil.core.id.UserId;
import org.konsil.konnektor.card.CardSigningService;
import org.konsil.konnektor.card.InsertedCard;
import org.konsil.outgoing.OutgoingFixture;
import org.konsil.outgoing.OutgoingHttp;
import org.konsil.sandbox.directory.Forgery;
import org.konsil.storage.Db;
import org.konsil.storage.StoreTest;
import org.konsil.testing.SandboxTi;
import org.konsil.testing.TestBeans;

/** A practitioner publishes itself with its card, over the true protocols. */
class OwnEntryServiceTest extends StoreTest {
  private static final UserId ARZT = UserId.of("arzt", TestBeans.KLINIK);
  private static final Requester WHO = new Requester(ARZT, "D", TestBeans.KLINIK, false, 1);

  @TempDir private Path folder;
  private SandboxTi ti;
  private OutgoingFixture outgoing;
  private TestBeans beans;
  private OwnEntryService own;

  Stream<Db> all() {
    return allDatabases();
  }

  @BeforeEach
  void start() throws IOException {
    outgoing = new OutgoingFixture();
    ti = new SandboxTi(folder);
    ti.insertPractitioner();
  }

  @AfterEach
  void stop() {
    outgoing.close();
    ti.close();
  }

  private void use(Db db) {
    db.update("DELETE FROM own_directory_entry");
    Properties settings = new Properties();
    settings.setProperty("konsil.domains", "klinik.example,praxis.example");
    ti.configure(settings);
    beans = new TestBeans(db, settings);
    beans.put(Clock.class, Clock.systemUTC());
    KonsilConfig config = new KonsilConfig(settings);
    beans.put(OutgoingHttp.class, outgoing.http(config));
    beans.put(CardSigningService.class, new CardSigningService(ti.connections(), config));
    own = beans.get(OwnEntryService.class);
    beans.get(OwnEntryJob.class).runOn(Runnable::run);
  }

  private OwnEntry act(OwnEntryAct act) {
    return own.begin(WHO, act, Optional.empty());
  }

  private Optional<String> failed() {
    return act(OwnEntryAct.PUBLISH).failure();
  }

  @DisplayName("AF_10058-02, AF_10376: the own entry")
  @ParameterizedTest
  @MethodSource("all")
  void aPractitionerIsPublishedHiddenAndWithdrawn(Db db) {
    use(db);
    assertThat(own.get(WHO)).isEqualTo(OwnEntry.NONE);
    assertThat(own.cards(WHO)).containsExactly(new InsertedCard(SandboxTi.HBA, "Praxis, Arzt"));
    OwnEntry published = new OwnEntry(true, false, false, Optional.empty());
    assertThat(act(OwnEntryAct.PUBLISH)).isEqualTo(published);
    assertThat(ti.directory.published()).containsExactly("matrix:u/arzt:klinik.example tim");
    assertThat(act(OwnEntryAct.PUBLISH)).as("once").isEqualTo(published);
    assertThat(ti.directory.published()).hasSize(1);
    assertThat(act(OwnEntryAct.HIDE).hidden()).isTrue();
    assertThat(act(OwnEntryAct.SHOW)).isEqualTo(published);
    assertThat(act(OwnEntryAct.WITHDRAW)).isEqualTo(OwnEntry.NONE);
    assertThat(ti.directory.published()).isEmpty();
  }

  @DisplayName("AF_10058-02: what is wrong with card, provider or directory")
  @ParameterizedTest
  @MethodSource("all")
  void whatIsWrongIsSaid(Db db) throws IOException {
    use(db);
    ti.konnektor.setPinEntry("REJECTED");
    assertThat(failed()).contains("PIN_NOT_VERIFIED");
    ti.konnektor.setPinEntry("NOWBLOCKED");
    assertThat(failed()).contains("PIN_BLOCKED");
    ti.insertPractitioner();
    ti.konnektor.setPinEntry("OK");
    ti.directory.forge(Forgery.FAILURE);
    assertThat(failed()).contains("DIRECTORY");
    ti.directory.forge(Forgery.NONE);
    ti.konnektor.remove(SandboxTi.HBA);
    assertThat(failed()).contains("NO_CARD");
    ti.konnektor.goAway();
    assertThat(failed()).contains("KONNEKTOR_UNREACHABLE");
    assertThatThrownBy(() -> own.cards(WHO)).hasMessageContaining("cannot be asked");
    assertThat(own.get(WHO).published()).isFalse();
  }

  @DisplayName("AF_10058-02: whose card, and one act at a time")
  @ParameterizedTest
  @MethodSource("all")
  void anotherUserMustEnterThePinAnew(Db db) {
    use(db);
    List<Runnable> waiting = new ArrayList<>();
    beans.get(OwnEntryJob.class).runOn(waiting::add);
    assertThat(act(OwnEntryAct.PUBLISH).running()).isTrue();
    assertThatThrownBy(() -> act(OwnEntryAct.WITHDRAW)).hasMessageContaining("in use");
    waiting.get(0).run();
    assertThat(own.get(WHO).published()).isTrue();
    beans.get(OwnEntryJob.class).runOn(Runnable::run);

    UserId other = UserId.of("oberarzt", TestBeans.KLINIK);
    Requester colleague = new Requester(other, "D", TestBeans.KLINIK, false, 2);
    ti.konnektor.setPinEntry("REJECTED");
    assertThat(own.begin(colleague, OwnEntryAct.PUBLISH, Optional.empty()).failure())
        .contains("PIN_NOT_VERIFIED");
    assertThat(act(OwnEntryAct.HIDE).hidden()).as("opened by its holder").isTrue();

    UserId elsewhere = UserId.of("arzt", TestBeans.PRAXIS);
    assertThatThrownBy(() -> own.get(new Requester(elsewhere, "D", TestBeans.PRAXIS, false, 3)))
        .as("the Konnektor is another domain's")
        .hasMessageContaining("no Konnektor");
  }
}
