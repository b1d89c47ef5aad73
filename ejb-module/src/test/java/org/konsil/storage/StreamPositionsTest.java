package org.konsil.storage;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class StreamPositionsTest extends StoreTest {
  @ParameterizedTest
  @MethodSource("databases")
  void idsGrowAndPositionFollows(Db db) {
    StreamPositions positions = new StreamPositions(db, new Wakeups(Runnable::run));
    long before = positions.current();
    long first = positions.next();
    long second = positions.next();
    assertThat(first).isGreaterThan(before);
    assertThat(second).isGreaterThan(first);
    assertThat(positions.current()).isEqualTo(second);
  }

  @ParameterizedTest
  @MethodSource("databases")
  void wakesOnceAndOnlyWhoListens(Db db) {
    Wakeups wakeups = new Wakeups(Runnable::run);
    StreamPositions positions = new StreamPositions(db, wakeups);
    List<String> woken = new ArrayList<>();
    wakeups.listen(List.of(new WakeKey("a"), new WakeKey("b")), () -> woken.add("ab"));
    Wakeups.Listening gone = wakeups.listen(List.of(new WakeKey("a")), () -> woken.add("gone"));
    gone.close();
    positions.next(new WakeKey("c"));
    assertThat(woken).isEmpty();
    positions.next(new WakeKey("a"), new WakeKey("b"));
    positions.next(new WakeKey("a"));
    assertThat(woken).containsExactly("ab");
  }
}
