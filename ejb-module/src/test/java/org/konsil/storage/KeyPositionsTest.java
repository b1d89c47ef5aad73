package org.konsil.storage;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class KeyPositionsTest {
  private static final WakeKey A = new WakeKey("a");
  private static final WakeKey B = new WakeKey("b");
  private static final WakeKey C = new WakeKey("c");

  @Test
  void knowsWhatChangedSinceItBegan() {
    KeyPositions positions = new KeyPositions(10, 100);
    positions.changed(List.of(A), 105);
    assertThat(positions.changedAfter(A, 104)).isTrue();
    assertThat(positions.changedAfter(A, 105)).isFalse();
    assertThat(positions.changedAfter(B, 100)).isFalse();
  }

  @Test
  void whatLiesBeforeItsBeginningMayHaveChanged() {
    KeyPositions positions = new KeyPositions(10, 100);
    assertThat(positions.changedAfter(A, 99)).isTrue();
  }

  @Test
  void anEarlierPositionThatComesLateTakesNothingBack() {
    KeyPositions positions = new KeyPositions(10, 0);
    positions.changed(List.of(A), 7);
    positions.changed(List.of(A), 6);
    assertThat(positions.changedAfter(A, 6)).isTrue();
  }

  @Test
  void whatItForgetsMayHaveChangedUpToThere() {
    KeyPositions positions = new KeyPositions(2, 0);
    positions.changed(List.of(A), 1);
    positions.changed(List.of(B), 2);
    positions.changed(List.of(C), 3);
    assertThat(positions.changedAfter(A, 0)).isTrue();
    assertThat(positions.changedAfter(A, 1)).isFalse();
    assertThat(positions.changedAfter(new WakeKey("never seen"), 0)).isTrue();
    assertThat(positions.changedAfter(B, 1)).isTrue();
  }
}
