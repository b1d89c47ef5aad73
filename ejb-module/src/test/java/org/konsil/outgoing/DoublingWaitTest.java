package org.konsil.outgoing;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class DoublingWaitTest {
  private final DoublingWait wait = new DoublingWait(Duration.ofMinutes(1), Duration.ofHours(1));

  @Test
  void eachFailureDoublesIt() {
    assertEquals(Duration.ofMinutes(1), wait.after(0));
    assertEquals(Duration.ofMinutes(2), wait.after(1));
    assertEquals(Duration.ofMinutes(32), wait.after(5));
  }

  @Test
  void itNeverExceedsTheBound() {
    assertEquals(Duration.ofHours(1), wait.after(6));
    assertEquals(Duration.ofHours(1), wait.after(Integer.MAX_VALUE));
  }
}
