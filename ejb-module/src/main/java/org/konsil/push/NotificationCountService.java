package org.konsil.push;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.konsil.accountdata.IgnoredUsers;
import org.konsil.accountdata.InvitePermission;
import org.konsil.core.event.ClientEvents;
import org.konsil.core.event.EventTypes;
import org.konsil.core.event.Pdu;
import org.konsil.core.id.EventId;
import org.konsil.core.id.RoomId;
import org.konsil.core.id.UserId;
import org.konsil.core.push.PushAction;
import org.konsil.core.push.PushContext;
import org.konsil.core.push.PushRules;
import org.konsil.ephemeral.ReadUpTo;
import org.konsil.ephemeral.ReceiptService;
import org.konsil.room.RoomMembership;
import org.konsil.room.RoomReadService;
import org.konsil.room.event.StoredEvent;
import org.konsil.room.state.RoomState;

/**
 * How many unread events of a room notify a user (client-server API, "Receiving notifications").
 *
 * <p>Worked out for those who ask: the counter of a user and room stays in memory and takes in what
 * came since. A send writes and evaluates nothing, so its cost does not grow with the members.
 */
@ApplicationScoped
public class NotificationCountService {
  private static final int KEPT = 200_000;
  private static final Duration KEPT_FOR = Duration.ofHours(6);
  private static final int PAGE = 200;

  /** Beyond this many unread events a client shows "99+" all the same. */
  private static final int MAX_EVENTS = 1000;

  /** How far the specification lets an event be from the one that is in the thread. */
  private static final int THREAD_HOPS = 3;

  private final Cache<Key, RoomCounter> counters =
      Caffeine.newBuilder().maximumSize(KEPT).expireAfterAccess(KEPT_FOR).build();

  @Inject private RoomReadService rooms;
  @Inject private ReceiptService receipts;
  @Inject private PushRuleService rules;
  @Inject private IgnoredUsers ignored;
  @Inject private InvitePermission invitePermission;

  private record Key(UserId user, RoomId room) {}

  /** The counts of each of the rooms that the user has joined, up to a position. */
  public Map<RoomId, NotificationCounts> counts(UserId user, Collection<RoomId> wanted, long upTo) {
    if (wanted.isEmpty()) {
      return Map.of();
    }
    Map<RoomId, RoomCounter> current = new HashMap<>();
    wanted.forEach(room -> findCurrent(user, room).ifPresent(c -> current.put(room, c)));
    Set<RoomId> others = new HashSet<>(wanted);
    others.removeAll(current.keySet());
    Map<RoomId, ReadUpTo> read = others.isEmpty() ? Map.of() : receipts.readUpTo(user, others);
    others.forEach(
        room -> {
          ReadUpTo readUpTo = read.getOrDefault(room, ReadUpTo.NOTHING);
          current.put(room, counter(new Key(user, room), readUpTo, upTo));
        });
    ObjectNode ruleset = rules.rules(user);
    Map<RoomId, NotificationCounts> result = new HashMap<>();
    current.forEach(
        (room, counter) -> {
          advance(counter, user, room, ruleset, upTo);
          result.put(room, counter.counts());
        });
    return result;
  }

  /** The room's counter when no receipt came since it counted last. */
  private Optional<RoomCounter> findCurrent(UserId user, RoomId room) {
    return Optional.ofNullable(counters.getIfPresent(new Key(user, room)))
        .filter(counter -> !receipts.changedAfter(user, room, counter.seen()));
  }

  /** Read outside of the cache's lock: who waited for it could hold the last connection. */
  private RoomCounter counter(Key key, ReadUpTo read, long upTo) {
    RoomCounter present = counters.getIfPresent(key);
    if (present != null && present.startedFrom(read)) {
      return present;
    }
    RoomCounter started = start(key.user(), key.room(), read, upTo);
    counters.put(key, started);
    return started;
  }

  private RoomCounter start(UserId user, RoomId room, ReadUpTo read, long upTo) {
    long joined = rooms.findMembership(room, user).map(RoomMembership::position).orElse(upTo);
    long from = Math.max(read.unthreaded(), read.unthreaded() == 0 ? joined : 0);
    List<StoredEvent> newest = rooms.newest(room, from, upTo, MAX_EVENTS);
    boolean cut = newest.size() == MAX_EVENTS;
    return new RoomCounter(read, cut ? newest.get(MAX_EVENTS - 1).position() - 1 : from);
  }

  private void advance(
      RoomCounter counter, UserId user, RoomId room, ObjectNode ruleset, long upTo) {
    long seen = counter.seen();
    if (seen >= upTo) {
      return;
    }
    RoomState state = rooms.state(room);
    while (seen < upTo) {
      List<StoredEvent> page = rooms.oldest(room, seen, upTo, PAGE);
      List<RoomCounter.Unread> unread =
          page.stream()
              .filter(StoredEvent::isShown)
              .map(event -> unread(event, user, ruleset, state))
              .toList();
      counter.add(seen, unread, page.size() < PAGE ? upTo : page.get(PAGE - 1).position());
      seen = counter.seen();
    }
  }

  private RoomCounter.Unread unread(
      StoredEvent event, UserId user, ObjectNode ruleset, RoomState state) {
    Optional<PushAction> action = evaluate(ruleset, user, event.pdu(), state);
    boolean counts = action.filter(PushAction::notifies).isPresent();
    return new RoomCounter.Unread(
        event.position(),
        thread(event.pdu(), counts ? THREAD_HOPS : 0),
        event.pdu().sender().equals(user),
        action);
  }

  /**
   * What the user's rules say to an event, in the room's present state; nothing of what the user is
   * not shown.
   */
  Optional<PushAction> evaluate(ObjectNode ruleset, UserId user, Pdu event, RoomState state) {
    if (isHidden(user, event)) {
      return Optional.empty();
    }
    String displayName =
        state
            .pdu("m.room.member", user.value())
            .map(member -> member.content().path("displayname").asText(""))
            .orElse("");
    ObjectNode notifications =
        state
            .pdu("m.room.power_levels", "")
            .map(levels -> levels.content().get("notifications"))
            .filter(ObjectNode.class::isInstance)
            .map(ObjectNode.class::cast)
            .orElse(null);
    return PushRules.evaluate(
        ruleset,
        new PushContext(
            ClientEvents.format(event),
            user,
            displayName,
            state.joinedMembers().size(),
            state.powerLevels().ofUser(event.sender()),
            notifications));
  }

  private boolean isHidden(UserId user, Pdu event) {
    boolean invite =
        event.isState(EventTypes.MEMBER, user.value())
            && event.membership().filter("invite"::equals).isPresent();
    return invite
        ? invitePermission.isHidden(user, event.sender())
        : !event.isState() && ignored.of(user).contains(event.sender());
  }

  /** Whether the user's receipts, of the whole room or of the event's thread, reach the event. */
  boolean isRead(ReadUpTo read, StoredEvent event) {
    String thread = thread(event.pdu(), THREAD_HOPS).orElse(RoomCounter.MAIN);
    return event.position() <= read.position(thread);
  }

  /** The thread of the event, or of what it relates to over so many hops. */
  private Optional<String> thread(Pdu event, int hops) {
    JsonNode relation = event.content().path("m.relates_to");
    Optional<String> target = Optional.ofNullable(relation.path("event_id").textValue());
    if (relation.path("rel_type").asText().equals("m.thread")) {
      return target;
    }
    return target
        .filter(id -> hops > 0)
        .flatMap(EventId::find)
        .flatMap(id -> rooms.findEvent(event.roomId(), id))
        .flatMap(parent -> thread(parent.pdu(), hops - 1));
  }
}
