package org.konsil.room;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Iterator;
import org.konsil.health.ReadinessCheck;
import org.konsil.room.state.RoomStates;

/**
 * Loads the states of the rooms that were busy last, before the node is given requests: all clients
 * come back at once after an outage, and each would load them for itself (F32).
 */
@ApplicationScoped
class RoomWarmup implements ReadinessCheck {
  private static final int ROOMS = 300;

  /** A node that is slow to warm up is better than none. */
  private static final Duration LONGEST = Duration.ofSeconds(10);

  @Inject private RoomStore rooms;
  @Inject private RoomStates states;
  @Inject private Clock clock;

  private volatile boolean done;

  @Override
  public String name() {
    return "caches";
  }

  @Override
  public boolean isReady() {
    return done;
  }

  void run() {
    try {
      Instant end = clock.instant().plus(LONGEST);
      Iterator<RoomRow> busy = rooms.latest(ROOMS).iterator();
      while (busy.hasNext() && clock.instant().isBefore(end)) {
        busy.next().state(states);
      }
    } finally {
      // what could not be loaded is loaded when it is asked for
      done = true;
    }
  }
}
