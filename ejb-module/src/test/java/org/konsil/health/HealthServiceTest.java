package org.konsil.health;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.entry;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.Test;
import org.konsil.testing.TestClock;

class HealthServiceTest {
  private final TestClock clock = new TestClock();
  private final List<ReadinessCheck> checks = new ArrayList<>();
  private final HealthService health = new HealthService(checks, clock, Runnable::run);
  private int asked;

  @Test
  void isReadyWhenAllAre() {
    check("database", () -> true);
    check("caches", () -> true);
    assertThat(health.readiness().ready()).isTrue();
    assertThat(health.readiness().checks()).containsOnlyKeys("caches", "database");
  }

  @Test
  void namesWhatIsMissing() {
    check("database", () -> true);
    check("caches", () -> false);
    assertThat(health.readiness().ready()).isFalse();
    assertThat(health.readiness().checks())
        .containsExactly(entry("caches", false), entry("database", true));
  }

  @Test
  void aCheckThatFailsIsNotPassedAndHoldsUpNoOther() {
    check(
        "caches",
        () -> {
          throw new IllegalStateException("no answer");
        });
    check("database", () -> true);
    assertThat(health.readiness().checks())
        .containsExactly(entry("caches", false), entry("database", true));
  }

  @Test
  void manyProbesAskOnceASecond() {
    check("database", () -> true);
    health.readiness();
    health.readiness();
    assertThat(asked).isEqualTo(1);
    clock.advance(Duration.ofSeconds(1));
    health.readiness();
    assertThat(asked).isEqualTo(2);
  }

  @Test
  void aHangingCheckIsNotAskedAgain() {
    List<Runnable> hanging = new ArrayList<>();
    HealthService slow = new HealthService(checks, clock, hanging::add);
    assertThat(impatient(slow).ready()).isFalse();
    clock.advance(Duration.ofMinutes(1));
    assertThat(impatient(slow).ready()).isFalse();
    assertThat(hanging).hasSize(1);
  }

  /** Does not wait. */
  private static HealthService.Readiness impatient(HealthService service) {
    Thread.currentThread().interrupt();
    try {
      return service.readiness();
    } finally {
      Thread.interrupted();
    }
  }

  private void check(String name, BooleanSupplier passes) {
    checks.add(
        new ReadinessCheck() {
          @Override
          public String name() {
            return name;
          }

          @Override
          public boolean isReady() {
            asked++;
            return passes.getAsBoolean();
          }
        });
  }
}
