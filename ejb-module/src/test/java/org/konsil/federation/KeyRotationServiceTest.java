package org.konsil.federation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Duration;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.konsil.account.Requester;
import org.konsil.audit.AuditEntry;
import org.konsil.audit.AuditService;
import org.konsil.config.DomainKey;
import org.konsil.config.DomainService;
import org.konsil.core.error.MatrixException;
import org.konsil.core.id.ServerName;
import org.konsil.core.id.UserId;
import org.konsil.core.signing.JsonSigning;
import org.konsil.core.signing.SigningKey;
import org.konsil.storage.Db;
import org.konsil.storage.StoreTest;
import org.konsil.testing.TestBeans;

class KeyRotationServiceTest extends StoreTest {
  private static final ServerName DOMAIN = ServerName.parse("schluessel.example");

  Stream<TestBeans> beans() {
    return allDatabases().map(KeyRotationServiceTest::withADomain);
  }

  private static TestBeans withADomain(Db db) {
    TestBeans beans = new TestBeans(db);
    beans.put(DomainService.class, null);
    SigningKey first = SigningKey.generate(new java.security.SecureRandom(), "first");
    db.update("DELETE FROM domain_signing_key WHERE domain_name = ?", DOMAIN);
    db.update("DELETE FROM domain WHERE name = ?", DOMAIN);
    db.update("INSERT INTO domain (name, display_name, created_at) VALUES (?, 'S', 0)", DOMAIN);
    db.update(
        "INSERT INTO domain_signing_key (domain_name, key_id, seed, created_at)"
            + " VALUES (?, ?, ?, 1)",
        DOMAIN,
        first.keyId(),
        first.seed());
    return beans;
  }

  private static Requester caller(boolean admin) {
    return new Requester(UserId.of("chefin", DOMAIN), "DEVICE", DOMAIN, admin, 1);
  }

  @ParameterizedTest
  @MethodSource("beans")
  void theOldKeyStaysPublishedWithItsEnd(TestBeans beans) {
    KeyRotationService rotation = beans.get(KeyRotationService.class);
    String fresh = rotation.rotate(caller(true));
    assertThat(fresh).isNotEqualTo("ed25519:first");
    assertThat(rotation.keys(caller(true)))
        .extracting(DomainKey::keyId)
        .containsExactly(fresh, "ed25519:first");
    beans.clock.advance(Duration.ofSeconds(11));
    ObjectNode published = beans.get(KeyPublishingService.class).ownKeys(DOMAIN);
    assertThat(published.path("verify_keys").fieldNames()).toIterable().containsExactly(fresh);
    assertThat(published.at("/old_verify_keys/ed25519:first/expired_ts").asLong())
        .isBetween(
            beans.clock.instant().minusSeconds(2).toEpochMilli(),
            beans.clock.instant().toEpochMilli());
    assertThat(JsonSigning.signature(published, DOMAIN.value(), fresh)).isPresent();
  }

  @ParameterizedTest
  @MethodSource("beans")
  void theActIsRecordedAndOnlyAdministratorsMay(TestBeans beans) {
    KeyRotationService rotation = beans.get(KeyRotationService.class);
    assertThatThrownBy(() -> rotation.rotate(caller(false))).isInstanceOf(MatrixException.class);
    assertThatThrownBy(() -> rotation.keys(caller(false))).isInstanceOf(MatrixException.class);
    rotation.rotate(caller(true));
    AuditEntry act = beans.get(AuditService.class).page(caller(true), 0, 1).get(0);
    assertThat(act.act()).isEqualTo("domain.signing_key");
    assertThat(act.details().path("before").textValue()).isEqualTo("ed25519:first");
  }
}
