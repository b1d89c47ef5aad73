package org.konsil.room.visibility;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.konsil.accountdata.IgnoredUsers;
import org.konsil.core.event.EventTypes;
import org.konsil.core.event.Pdu;
import org.konsil.core.event.StateKey;
import org.konsil.core.id.RoomId;
import org.konsil.core.id.UserId;
import org.konsil.room.RoomMembership;
import org.konsil.room.RoomReadService;
import org.konsil.room.event.StoredEvent;
import org.konsil.room.state.StateGroups;

/**
 * Decides which events of a room a user may see: the one place that knows history visibility (I5),
 * asked on every way by which an event reaches a client.
 *
 * @see <a href="https://spec.matrix.org/v1.19/client-server-api/#room-history-visibility">Room
 *     history visibility</a>
 */
@ApplicationScoped
public class EventVisibilityService {
  private static final int KEPT = 100_000;
  private static final StateKey VISIBILITY = StateKey.of(EventTypes.HISTORY_VISIBILITY);
  private static final Standing NOTHING = new Standing("shared", "leave");

  /** States of the past never change, so neither does what they mean for a user. */
  private final Cache<Key, Standing> standings = Caffeine.newBuilder().maximumSize(KEPT).build();

  @Inject StateGroups groups;
  @Inject RoomReadService rooms;
  @Inject IgnoredUsers ignoredUsers;

  private record Key(long group, UserId reader) {}

  /** What a state says about a reader. */
  private record Standing(String visibility, String membership) {}

  /**
   * The events that the reader may see, in the given order, without messages of users that the
   * reader ignores. Rejected ones are seen by nobody.
   */
  public List<StoredEvent> visible(UserId reader, RoomId room, Collection<StoredEvent> candidates) {
    List<StoredEvent> shown =
        candidates.stream()
            .filter(StoredEvent::isShown)
            .filter(event -> !isIgnored(reader, event.pdu()))
            .toList();
    Map<Long, Standing> standing = standings(reader, shown);
    LastJoin lastJoin = new LastJoin(reader, room);
    return shown.stream().filter(event -> isVisible(reader, event, standing, lastJoin)).toList();
  }

  public boolean isVisible(UserId reader, RoomId room, StoredEvent event) {
    return !visible(reader, room, List.of(event)).isEmpty();
  }

  /**
   * What the reader was in the room once each event had happened: leave when nothing. Events
   * without a place in the room are absent.
   */
  public Map<StoredEvent, String> memberships(UserId reader, Collection<StoredEvent> events) {
    Map<Long, Standing> standing = standings(reader, events);
    Map<StoredEvent, String> memberships = new HashMap<>();
    for (StoredEvent event : events) {
      if (event.stateGroup() != 0) {
        memberships.put(event, standing.getOrDefault(event.stateGroup(), NOTHING).membership);
      }
    }
    return memberships;
  }

  /** State is shown whoever made it, or the room would look different to who ignores somebody. */
  private boolean isIgnored(UserId reader, Pdu pdu) {
    return !pdu.isState()
        && !pdu.sender().equals(reader)
        && ignoredUsers.of(reader).contains(pdu.sender());
  }

  private boolean isVisible(
      UserId reader, StoredEvent event, Map<Long, Standing> standing, LastJoin lastJoin) {
    Standing after = standing.getOrDefault(event.stateGroup(), NOTHING);
    if (allows(after, event, lastJoin)) {
      return true;
    }
    return decidesItself(reader, event)
        && allows(standing.getOrDefault(previous(event), NOTHING), event, lastJoin);
  }

  private static boolean allows(Standing standing, StoredEvent event, LastJoin lastJoin) {
    return switch (standing.visibility) {
      case "world_readable" -> true;
      case "joined" -> standing.membership.equals("join");
      case "invited" -> standing.membership.equals("join") || standing.membership.equals("invite");
      default -> standing.membership.equals("join") || event.position() < lastJoin.position();
    };
  }

  /** Such events may be seen by the more permissive of the states before and after them. */
  private static boolean decidesItself(UserId reader, StoredEvent event) {
    Pdu pdu = event.pdu();
    return pdu.isState(EventTypes.HISTORY_VISIBILITY, "")
        || pdu.isState(EventTypes.MEMBER, reader.value());
  }

  /** Of an event without a place nothing is known. */
  private long previous(StoredEvent event) {
    return event.stateGroup() == 0 ? 0 : groups.group(event.stateGroup()).previous();
  }

  private Map<Long, Standing> standings(UserId reader, Collection<StoredEvent> shown) {
    Set<Long> wanted = new HashSet<>();
    for (StoredEvent event : shown) {
      wanted.add(event.stateGroup());
      if (decidesItself(reader, event)) {
        wanted.add(previous(event));
      }
    }
    Map<Long, Standing> found = new HashMap<>();
    Set<Long> missing = new HashSet<>();
    for (long group : wanted) {
      Standing kept = standings.getIfPresent(new Key(group, reader));
      if (kept == null) {
        missing.add(group);
      } else {
        found.put(group, kept);
      }
    }
    missing.remove(0L);
    if (!missing.isEmpty()) {
      found.putAll(load(reader, missing));
    }
    return found;
  }

  private Map<Long, Standing> load(UserId reader, Set<Long> wanted) {
    Map<Long, Long> visibility = groups.lookUp(wanted, VISIBILITY);
    Map<Long, Long> membership =
        groups.lookUp(wanted, new StateKey(EventTypes.MEMBER, reader.value()));
    Set<Long> nids = new HashSet<>(visibility.values());
    nids.addAll(membership.values());
    Map<Long, Pdu> pdus =
        rooms.eventsByNid(nids).stream()
            .collect(Collectors.toMap(StoredEvent::nid, StoredEvent::pdu));
    Map<Long, Standing> loaded =
        wanted.stream()
            .collect(
                Collectors.toMap(
                    Function.identity(),
                    group ->
                        new Standing(
                            text(pdus.get(visibility.get(group)), "history_visibility", "shared"),
                            text(pdus.get(membership.get(group)), "membership", "leave"))));
    loaded.forEach((group, standing) -> standings.put(new Key(group, reader), standing));
    return loaded;
  }

  private static String text(Pdu pdu, String field, String unlessSet) {
    return pdu == null ? unlessSet : pdu.content().path(field).asText(unlessSet);
  }

  /** Asked of the database once, and only when a shared history makes it matter. */
  private final class LastJoin {
    private final UserId reader;
    private final RoomId room;
    private Long position;

    private LastJoin(UserId reader, RoomId room) {
      this.reader = reader;
      this.room = room;
    }

    private long position() {
      if (position == null) {
        boolean joined =
            rooms.findMembership(room, reader).filter(RoomMembership::isJoin).isPresent();
        position = joined ? Long.MAX_VALUE : rooms.lastJoin(room, reader);
      }
      return position;
    }
  }
}
