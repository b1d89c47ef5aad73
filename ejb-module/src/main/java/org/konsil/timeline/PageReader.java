package org.konsil.timeline;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.konsil.core.filter.EventFilter;
import org.konsil.core.id.RoomId;
import org.konsil.core.id.UserId;
import org.konsil.room.RoomReadService;
import org.konsil.room.event.StoredEvent;
import org.konsil.room.visibility.EventVisibilityService;

/** Walks a room's timeline and collects what a reader may see and a filter lets pass. */
@ApplicationScoped
class PageReader {
  private static final int ROWS = 100;

  /** A page ends after this many rows even when fewer events were found: the next one goes on. */
  private static final int MAX_ROWS = 2_000;

  @Inject RoomReadService rooms;
  @Inject EventVisibilityService visibility;

  /**
   * Where to walk.
   *
   * @param after the older end, exclusive
   * @param upTo the newer end, inclusive
   * @param backwards whether the newest come first
   */
  record Range(RoomId room, long after, long upTo, boolean backwards) {}

  /**
   * What was found.
   *
   * @param events in the order of the walk
   * @param end the point to go on from; empty when the range is exhausted
   */
  record Page(List<StoredEvent> events, Optional<PageToken> end) {}

  Page read(UserId reader, Range range, int limit, EventFilter filter) {
    List<StoredEvent> found = new ArrayList<>();
    Range rest = range;
    for (int rows = 0; rows < MAX_ROWS && found.size() < limit; rows += ROWS) {
      List<StoredEvent> candidates = rows(rest);
      for (StoredEvent event : visibility.visible(reader, range.room(), candidates)) {
        if (found.size() < limit && filter.matches(event.pdu())) {
          found.add(event);
        }
      }
      if (found.size() == limit) {
        StoredEvent last = found.get(limit - 1);
        return new Page(found, more(rest, candidates, last));
      }
      if (candidates.size() < ROWS) {
        return new Page(found, Optional.empty());
      }
      rest = beyond(rest, candidates.get(candidates.size() - 1));
    }
    return new Page(found, Optional.of(start(rest)));
  }

  private List<StoredEvent> rows(Range range) {
    return range.backwards()
        ? rooms.newest(range.room(), range.after(), range.upTo(), ROWS)
        : rooms.oldest(range.room(), range.after(), range.upTo(), ROWS);
  }

  /** Nothing follows when the last event of the last rows was taken. */
  private static Optional<PageToken> more(
      Range range, List<StoredEvent> candidates, StoredEvent last) {
    boolean exhausted =
        candidates.size() < ROWS && candidates.get(candidates.size() - 1).nid() == last.nid();
    return exhausted ? Optional.empty() : Optional.of(start(beyond(range, last)));
  }

  private static Range beyond(Range range, StoredEvent event) {
    return range.backwards()
        ? new Range(range.room(), range.after(), event.position() - 1, true)
        : new Range(range.room(), event.position(), range.upTo(), false);
  }

  private static PageToken start(Range range) {
    return new PageToken(range.backwards() ? range.upTo() : range.after());
  }
}
