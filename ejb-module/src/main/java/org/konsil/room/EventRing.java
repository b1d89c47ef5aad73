package org.konsil.room;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.konsil.room.event.StoredEvent;

/** The newest events of one room, all of them after a position that moves along. */
final class EventRing {
  private static final int EVENTS = 32;

  private final List<StoredEvent> events = new ArrayList<>(EVENTS + 1);
  private long completeAfter;

  EventRing(long completeAfter) {
    this.completeAfter = completeAfter;
  }

  /** Transactions end in another order than they began in, so the newest need not come last. */
  synchronized void add(StoredEvent event) {
    if (event.position() <= completeAfter) {
      return;
    }
    int place = events.size();
    while (place > 0 && events.get(place - 1).position() > event.position()) {
      place--;
    }
    events.add(place, event);
    if (events.size() > EVENTS) {
      completeAfter = events.remove(0).position();
    }
  }

  /** The newest first; empty when the ring does not have all of them. */
  synchronized Optional<List<StoredEvent>> newest(long after, long upTo, int limit) {
    List<StoredEvent> found = new ArrayList<>();
    for (int i = events.size() - 1; i >= 0 && found.size() < limit; i--) {
      if (isBetween(events.get(i), after, upTo)) {
        found.add(events.get(i));
      }
    }
    return found.size() == limit || after >= completeAfter ? Optional.of(found) : Optional.empty();
  }

  /** The oldest first; empty when the ring does not have all of them. */
  synchronized Optional<List<StoredEvent>> oldest(long after, long upTo, int limit) {
    if (after < completeAfter) {
      return Optional.empty();
    }
    List<StoredEvent> found =
        events.stream().filter(event -> isBetween(event, after, upTo)).limit(limit).toList();
    return Optional.of(found);
  }

  private static boolean isBetween(StoredEvent event, long after, long upTo) {
    return event.position() > after && event.position() <= upTo;
  }
}
