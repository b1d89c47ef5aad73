package org.konsil.ephemeral;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class ChangeLogTest {
  private long now = 1000;
  private final ChangeLog<String> log = new ChangeLog<>(() -> now, 3);

  @Test
  void tellsEachKeyOnceWithItsNewestChange() {
    log.changed("a");
    long afterA = log.current();
    log.changed("b");
    log.changed("a");
    assertThat(log.after(afterA)).containsExactlyInAnyOrder("a", "b");
    assertThat(log.after(log.current())).isEmpty();
  }

  @Test
  void numbersGrowAlsoWhenTheClockStandsOrGoesBack() {
    log.changed("a");
    long first = log.current();
    log.changed("b");
    now = 500;
    log.changed("c");
    assertThat(log.current()).isEqualTo(first + 2);
    assertThat(log.after(first)).containsExactlyInAnyOrder("b", "c");
  }

  @Test
  void forgetsTheOldestBeyondItsCapacity() {
    log.changed("a");
    log.changed("b");
    log.changed("c");
    log.changed("d");
    assertThat(log.after(0)).containsExactlyInAnyOrder("b", "c", "d");
  }
}
