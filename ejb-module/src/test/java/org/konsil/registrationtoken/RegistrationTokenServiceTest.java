package org.konsil.registrationtoken;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.konsil.testing.TestBeans.KLINIK;
import static org.konsil.testing.TestBeans.PRAXIS;

import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.konsil.core.error.MatrixException;
import org.konsil.storage.Db;
import org.konsil.storage.StoreTest;
import org.konsil.testing.TestBeans;

class RegistrationTokenServiceTest extends StoreTest {
  private final Map<Db, TestBeans> wired = new HashMap<>();

  Stream<TestBeans> beans() {
    return allDatabases().map(db -> wired.computeIfAbsent(db, TestBeans::new));
  }

  @ParameterizedTest
  @MethodSource("beans")
  void aTokenIsGoodUntilItIsUsedUp(TestBeans beans) {
    RegistrationTokenService tokens = beans.get(RegistrationTokenService.class);
    String token =
        tokens.create(KLINIK, Optional.empty(), Optional.of(2L), Optional.empty()).token();
    assertThat(token).matches("[A-Za-z0-9]{24}");
    assertThat(tokens.use(KLINIK, token)).isTrue();
    assertThat(tokens.use(PRAXIS, token)).isFalse();
    assertThat(tokens.use(KLINIK, token)).isTrue();
    assertThat(tokens.use(KLINIK, token)).isFalse();
    assertThat(tokens.get(KLINIK, token).uses()).isEqualTo(2);
    tokens.change(KLINIK, token, Optional.empty(), Optional.empty());
    assertThat(tokens.isValid(KLINIK, token)).isTrue();
  }

  @ParameterizedTest
  @MethodSource("beans")
  void aTokenEndsAtItsTime(TestBeans beans) {
    RegistrationTokenService tokens = beans.get(RegistrationTokenService.class);
    Instant end = beans.clock.instant().plusSeconds(60);
    String token =
        tokens.create(KLINIK, Optional.empty(), Optional.empty(), Optional.of(end)).token();
    assertThat(tokens.isValid(KLINIK, token)).isTrue();
    beans.clock.advance(Duration.ofSeconds(60));
    assertThat(tokens.isValid(KLINIK, token)).isFalse();
    assertThatThrownBy(() -> tokens.change(KLINIK, token, Optional.empty(), Optional.of(end)))
        .isInstanceOf(MatrixException.class)
        .hasMessageContaining("expires_at");
  }

  @ParameterizedTest
  @MethodSource("beans")
  void ofAnotherDomainNoneIsSeenOrChanged(TestBeans beans) {
    RegistrationTokenService tokens = beans.get(RegistrationTokenService.class);
    String token =
        tokens.create(KLINIK, Optional.empty(), Optional.empty(), Optional.empty()).token();
    assertThat(tokens.page(PRAXIS, 0, 100)).isEmpty();
    assertThat(tokens.count(PRAXIS)).isZero();
    assertThatThrownBy(() -> tokens.get(PRAXIS, token)).hasMessageContaining("Unknown");
    assertThatThrownBy(() -> tokens.delete(PRAXIS, token)).hasMessageContaining("Unknown");
    assertThatThrownBy(() -> tokens.change(PRAXIS, token, Optional.empty(), Optional.empty()))
        .hasMessageContaining("Unknown");
    tokens.delete(KLINIK, token);
    assertThat(tokens.isValid(KLINIK, token)).isFalse();
  }

  @ParameterizedTest
  @MethodSource("beans")
  void malformedAndTakenTokensAreRefused(TestBeans beans) {
    RegistrationTokenService tokens = beans.get(RegistrationTokenService.class);
    for (String wanted : new String[] {"", "with space", "x".repeat(65), "ä"}) {
      assertThatThrownBy(
              () -> tokens.create(KLINIK, Optional.of(wanted), Optional.empty(), Optional.empty()))
          .as(wanted)
          .isInstanceOf(MatrixException.class);
    }
    Optional<String> wanted = Optional.of("Station-3");
    tokens.create(KLINIK, wanted, Optional.empty(), Optional.empty());
    tokens.create(PRAXIS, wanted, Optional.empty(), Optional.empty());
    assertThatThrownBy(() -> tokens.create(KLINIK, wanted, Optional.empty(), Optional.empty()))
        .isInstanceOfSatisfying(
            MatrixException.class, refusal -> assertThat(refusal.status()).isEqualTo(409));
    tokens.delete(PRAXIS, "Station-3");
  }
}
