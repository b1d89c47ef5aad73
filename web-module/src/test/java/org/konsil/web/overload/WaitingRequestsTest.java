package org.konsil.web.overload;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class WaitingRequestsTest {
  private static final long SECOND = Duration.ofSeconds(1).toNanos();

  private final WaitingRequests waiting = new WaitingRequests(0);

  /** F32: all clients come back at once. */
  @Test
  void f32_aLongQueueTakesNoMore() {
    for (int i = 0; i < WaitingRequests.MOST; i++) {
      assertThat(waiting.enter(0)).isTrue();
    }
    assertThat(waiting.enter(0)).isFalse();
    assertThat(waiting.count()).isEqualTo(WaitingRequests.MOST);
    waiting.ended(1);
    assertThat(waiting.enter(1)).isTrue();
  }

  /** F3: every thread waits for a database that does not answer. */
  @Test
  void f3_aQueueThatStandsStillTakesNoMore() {
    assertThat(waiting.enter(0)).isTrue();
    assertThat(waiting.enter(2 * SECOND)).isTrue();
    assertThat(waiting.enter(2 * SECOND + 1)).isFalse();
    waiting.ended(3 * SECOND);
    assertThat(waiting.enter(4 * SECOND)).isTrue();
  }

  @Test
  void aNodeThatHadNothingToDoDidNotStandStill() {
    assertThat(waiting.enter(100 * SECOND)).isTrue();
    waiting.ended(100 * SECOND);
    assertThat(waiting.enter(200 * SECOND)).isTrue();
  }
}
