package org.konsil.room.visibility;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import org.konsil.core.event.EventTypes;
import org.konsil.core.id.RoomId;
import org.konsil.core.id.UserId;
import org.konsil.room.RoomReadService;
import org.konsil.room.event.StoredEvent;

/** The newest events of rooms as a reader may see them. */
@ApplicationScoped
public class VisibleTimelineService {
  private static final int PAGE = 100;

  @Inject RoomReadService rooms;
  @Inject EventVisibilityService visibility;

  /** The newest events of a room in between that the reader may see, at most {@code limit}. */
  public TimelineSlice timeline(RoomId room, long after, long upTo, int limit, UserId reader) {
    return timeline(room, after, upTo, limit, reader, event -> true);
  }

  /** As before, of those that a filter wants. */
  public TimelineSlice timeline(
      RoomId room, long after, long upTo, int limit, UserId reader, Predicate<StoredEvent> wanted) {
    List<StoredEvent> found = new ArrayList<>();
    long end = upTo;
    int page = Math.min(limit + 1, PAGE);
    boolean more = true;
    Optional<StoredEvent> oldest = Optional.empty();
    while (more && found.size() <= limit) {
      List<StoredEvent> candidates = rooms.newest(room, after, end, page);
      visibility.visible(reader, room, candidates).stream().filter(wanted).forEach(found::add);
      more = candidates.size() == page;
      if (!candidates.isEmpty()) {
        oldest = Optional.of(candidates.get(candidates.size() - 1));
      }
      if (more) {
        end = candidates.get(page - 1).position() - 1;
        page = PAGE;
      }
    }
    boolean limited = found.size() > limit || after == 0 && beganElsewhere(oldest);
    List<StoredEvent> events = new ArrayList<>(found.subList(0, Math.min(limit, found.size())));
    Collections.reverse(events);
    long start = events.isEmpty() ? (limited ? upTo : after) : events.get(0).position() - 1;
    return new TimelineSlice(List.copyOf(events), limited, start);
  }

  /**
   * Whether there was something before this server came into the room: clients look for it only
   * when they are told of a gap, and find there what was said between an invitation and the join.
   */
  private static boolean beganElsewhere(Optional<StoredEvent> oldest) {
    return oldest.filter(event -> !event.pdu().type().equals(EventTypes.CREATE)).isPresent();
  }
}
