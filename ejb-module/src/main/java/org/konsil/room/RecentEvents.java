package org.konsil.room;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Optional;
import org.konsil.core.id.RoomId;
import org.konsil.room.event.StoredEvent;
import org.konsil.storage.StreamPositions;
import org.konsil.storage.WakeKey;

/**
 * Pages of the newest events: from memory where a room's newest events are there, which they are
 * while it is written to, so that a message to many waiting readers is read by none of them; else
 * from the database.
 */
@ApplicationScoped
class RecentEvents {
  private static final int ROOMS = 1_000;

  private final Cache<RoomId, EventRing> rings = Caffeine.newBuilder().maximumSize(ROOMS).build();

  @Inject StreamPositions positions;
  @Inject EventStore events;

  /** The running transaction gave the room this event; it is there before anybody may read it. */
  void added(RoomId room, StoredEvent event) {
    long before = event.position() - 1;
    positions.beforeVisible(() -> rings.get(room, unknown -> new EventRing(before)).add(event));
  }

  /** The running transaction changed an event of the room. */
  void changed(RoomId room) {
    positions.beforeVisible(() -> rings.invalidate(room));
  }

  /** As {@link EventStore#newest}. */
  List<StoredEvent> newest(RoomId room, long after, long upTo, int limit) {
    return ring(room, upTo)
        .flatMap(ring -> ring.newest(after, upTo, limit))
        .orElseGet(() -> events.newest(room, after, upTo, limit));
  }

  /** As {@link EventStore#oldest}. */
  List<StoredEvent> oldest(RoomId room, long after, long upTo, int limit) {
    return ring(room, upTo)
        .flatMap(ring -> ring.oldest(after, upTo, limit))
        .orElseGet(() -> events.oldest(room, after, upTo, limit));
  }

  /** Only for what every reader may see already. */
  private Optional<EventRing> ring(RoomId room, long upTo) {
    EventRing present = rings.getIfPresent(room);
    return present == null || upTo > positions.current() || positions.isTouched(WakeKey.room(room))
        ? Optional.empty()
        : Optional.of(present);
  }
}
