package org.konsil.federation.inbound;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.konsil.core.error.MatrixException;
import org.konsil.core.id.RoomId;

/**
 * One received event a room at a time: two peers that tell of the same gap would else both have it
 * fetched. Who waits too long is refused, and its server tries again later.
 */
@ApplicationScoped
public class RoomGates {
  private static final Duration PATIENCE = Duration.ofSeconds(45);

  /** One as long as somebody is at it. */
  private final Cache<RoomId, Semaphore> gates = Caffeine.newBuilder().weakValues().build();

  /**
   * @throws MatrixException M_LIMIT_EXCEEDED when the room is busy
   */
  public <T> T within(RoomId room, Supplier<T> work) {
    Semaphore gate = gates.get(room, id -> new Semaphore(1, true));
    enter(gate);
    try {
      return work.get();
    } finally {
      gate.release();
    }
  }

  private static void enter(Semaphore gate) {
    try {
      if (!gate.tryAcquire(PATIENCE.toMillis(), TimeUnit.MILLISECONDS)) {
        throw MatrixException.limitExceeded(PATIENCE);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw MatrixException.limitExceeded(PATIENCE);
    }
  }
}
