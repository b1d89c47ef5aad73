package org.konsil.jca.konnektor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import jakarta.resource.spi.ConnectionEvent;
import jakarta.resource.spi.ConnectionEventListener;
import jakarta.resource.spi.ManagedConnection;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.konsil.jca.api.CallContext;
import org.konsil.jca.api.KonnektorConnection;
import org.konsil.jca.api.KonnektorConnection.Scope;
import org.konsil.jca.api.KonnektorFault;
import org.konsil.jca.api.KonnektorUnreachableException;

/** What the container's pool relies on. */
class KonnektorManagedConnectionTest {

  /** A clock that a test sets forward. */
  private static final class MovableClock extends Clock {
    private Instant now = Instant.parse("2026-11-20T10:00:00Z");

    void forward(Duration duration) {
      now = now.plus(duration);
    }

    @Override
    public Instant instant() {
      return now;
    }

    @Override
    public ZoneId getZone() {
      return ZoneOffset.UTC;
    }

    @Override
    public Clock withZone(ZoneId zone) {
      return this;
    }
  }

  /** A pool that only listens. */
  private static final class Pool implements ConnectionEventListener {
    final List<String> told = new ArrayList<>();

    @Override
    public void connectionClosed(ConnectionEvent event) {
      assertThat(event.getConnectionHandle()).isNotNull();
      told.add("closed");
    }

    @Override
    public void connectionErrorOccurred(ConnectionEvent event) {
      told.add("error " + event.getException().getClass().getSimpleName());
    }

    @Override
    public void localTransactionStarted(ConnectionEvent event) {
      throw new AssertionError();
    }

    @Override
    public void localTransactionCommitted(ConnectionEvent event) {
      throw new AssertionError();
    }

    @Override
    public void localTransactionRolledback(ConnectionEvent event) {
      throw new AssertionError();
    }
  }

  @TempDir private Path directory;
  private final MovableClock clock = new MovableClock();
  private final Pool pool = new Pool();
  private PlayedKonnektor played;
  private KonnektorManagedConnectionFactory factory;
  private ManagedConnection managed;

  @BeforeEach
  void start() throws Exception {
    played = new PlayedKonnektor(directory);
    factory = played.managed(clock);
    managed = factory.createManagedConnection(null, null);
    managed.addConnectionEventListener(pool);
  }

  @AfterEach
  void stop() {
    played.close();
  }

  private KonnektorConnection handle() throws Exception {
    return (KonnektorConnection) managed.getConnection(null, null);
  }

  @Test
  void anotherKonnektorTakesOver(@TempDir Path elsewhere) throws Exception {
    try (PlayedKonnektor first = new PlayedKonnektor(elsewhere)) {
      first.konnektor.goAway();
      factory.setUrl(first.konnektor.directory() + ", " + played.konnektor.directory());
      try (KonnektorConnection connection = PlayedKonnektor.unpooled(factory).getConnection()) {
        assertThat(connection.getResourceInformation()).isNotNull();
      }
      played.konnektor.goAway();
      assertThatThrownBy(() -> factory.createManagedConnection(null, null))
          .isInstanceOf(KonnektorUnreachableException.class)
          .satisfies(away -> assertThat(away.getSuppressed()).hasSize(1));
    }
  }

  @Test
  void tellsThePoolOfACloseOnce() throws Exception {
    KonnektorConnection handle = handle();
    handle.close();
    handle.close();
    assertThat(pool.told).containsExactly("closed");
  }

  @Test
  void tellsThePoolWhenTheKonnektorIsGone() throws Exception {
    KonnektorConnection handle = handle();
    played.konnektor.goAway();
    assertThatThrownBy(() -> handle.getCards(Scope.MANDANT))
        .isInstanceOf(KonnektorUnreachableException.class);
    assertThat(pool.told).containsExactly("error KonnektorUnreachableException");
    assertThat(factory.matchManagedConnections(Set.of(managed), null, null)).isNull();
    assertThat(factory.getInvalidConnections(Set.of(managed))).isNotEmpty();
  }

  @Test
  void aFaultIsNoReasonToDropTheConnection() throws Exception {
    played.konnektor.misbehaviour().failWith(4002, "kritischer Betriebszustand");
    KonnektorConnection handle = handle();
    assertThatThrownBy(() -> handle.getCards(Scope.MANDANT))
        .isInstanceOfSatisfying(
            KonnektorFault.class, fault -> assertThat(fault.code()).isEqualTo(4002));
    assertThat(pool.told).isEmpty();
    assertThat(factory.matchManagedConnections(Set.of(managed), null, null)).isSameAs(managed);
  }

  @Test
  void asksTheKonnektorOnlyAfterAWhile() {
    played.konnektor.goAway();
    assertThat(factory.getInvalidConnections(Set.of(managed))).isEmpty();
    clock.forward(Duration.ofSeconds(61));
    assertThat(factory.getInvalidConnections(Set.of(managed))).isNotEmpty();
  }

  @Test
  void anOldConnectionIsValidWhenTheKonnektorAnswers() {
    clock.forward(Duration.ofHours(2));
    assertThat(factory.getInvalidConnections(Set.of(managed))).isEmpty();
  }

  @Test
  void cleanupTakesTheHandlesAway() throws Exception {
    KonnektorConnection handle = handle();
    managed.cleanup();
    assertThatThrownBy(handle::services).isInstanceOf(IllegalStateException.class);
    assertThat(handle().services()).isNotNull();
    assertThat(pool.told).isEmpty();
  }

  @Test
  void aHandleMovesToAnotherConnection() throws Exception {
    KonnektorConnection handle = handle();
    ManagedConnection other = factory.createManagedConnection(null, null);
    other.associateConnection(handle);
    managed.destroy();
    assertThat(handle.getCards(Scope.MANDANT)).isEmpty();
  }

  @Test
  void describesItself() throws Exception {
    assertThat(managed.getMetaData().getEISProductName()).isEqualTo("Sandbox-Konnektor");
    assertThat(managed.getMetaData().getEISProductVersion()).isEqualTo("5.5.0");
  }

  @Test
  void factoriesAreEqualWhenTheirPropertiesAre() {
    KonnektorManagedConnectionFactory same = played.managed();
    assertThat(same).isEqualTo(factory).hasSameHashCodeAs(factory);
    same.setWorkplaceId("Elsewhere");
    assertThat(same).isNotEqualTo(factory);
  }

  @Test
  void takesTheContextOfTheRequest() throws Exception {
    ContextRequest request = new ContextRequest(CallContext.of("M9", "Konsil", "Server"));
    KonnektorConnection handle = (KonnektorConnection) managed.getConnection(null, request);
    assertThatThrownBy(handle::getResourceInformation)
        .isInstanceOfSatisfying(
            KonnektorFault.class, fault -> assertThat(fault.code()).isEqualTo(4004));
  }
}
