package org.konsil.storage;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class StreamCacheTest extends StoreTest {
  private static final WakeKey KEY = new WakeKey("@nurse:klinik.example");
  private final AtomicInteger loads = new AtomicInteger();

  @ParameterizedTest
  @MethodSource("databases")
  void readsAgainOnlyAfterItsKeyIsWoken(Db db) {
    loads.set(0);
    StreamPositions positions = new StreamPositions(db, new Wakeups(Runnable::run));
    StreamCache<Integer> cache = new StreamCache<>(positions, 10, value -> 0);
    assertThat(cache.get(KEY, loads::incrementAndGet)).isEqualTo(1);
    assertThat(cache.get(KEY, loads::incrementAndGet)).isEqualTo(1);
    positions.next(new WakeKey("somebody else"));
    assertThat(cache.get(KEY, loads::incrementAndGet)).isEqualTo(1);
    positions.next(KEY);
    assertThat(cache.get(KEY, loads::incrementAndGet)).isEqualTo(2);
    assertThat(cache.get(KEY, loads::incrementAndGet)).isEqualTo(2);
  }

  @ParameterizedTest
  @MethodSource("databases")
  void aChangeWithoutAPositionCountsToo(Db db) {
    loads.set(0);
    StreamPositions positions = new StreamPositions(db, new Wakeups(Runnable::run));
    StreamCache<Integer> cache = new StreamCache<>(positions, 10, value -> 0);
    cache.get(KEY, loads::incrementAndGet);
    positions.wake(KEY);
    assertThat(cache.get(KEY, loads::incrementAndGet)).isEqualTo(2);
  }
}
