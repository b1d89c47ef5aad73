package org.konsil.push;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import jakarta.ejb.Stateless;
import jakarta.ejb.TransactionAttribute;
import jakarta.ejb.TransactionAttributeType;
import jakarta.inject.Inject;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.konsil.account.Requester;
import org.konsil.core.error.MatrixException;
import org.konsil.core.event.ClientEvents;
import org.konsil.core.id.RoomId;
import org.konsil.core.json.Json;
import org.konsil.core.push.PushAction;
import org.konsil.ephemeral.ReadUpTo;
import org.konsil.ephemeral.ReceiptService;
import org.konsil.room.RoomMembership;
import org.konsil.room.RoomReadService;
import org.konsil.room.event.StoredEvent;
import org.konsil.room.state.RoomState;
import org.konsil.storage.StreamPositions;

/**
 * What a user has been notified of, newest first. Worked out when it is asked for: a page of each
 * room is looked at, and what lies above the shallowest page's end is complete.
 *
 * @see <a
 *     href="https://spec.matrix.org/v1.19/client-server-api/#get_matrixclientv3notifications">GET
 *     /notifications</a>
 */
@Stateless
@TransactionAttribute(TransactionAttributeType.SUPPORTS)
public class NotificationListService {
  private static final int PER_ROOM = 50;
  private static final int USUAL_LIMIT = 20;
  private static final int MAX_LIMIT = 100;

  @Inject private RoomReadService rooms;
  @Inject private ReceiptService receipts;
  @Inject private PushRuleService rules;
  @Inject private NotificationCountService counts;
  @Inject private StreamPositions positions;

  private record Found(RoomId room, StoredEvent event, PushAction action, boolean read) {}

  /** What one look brought: notifications, and below which position it did not look. */
  private record Look(List<Found> found, long horizon) {}

  /**
   * One page.
   *
   * @param from the {@code next_token} of the page before; null for the newest
   * @param limit a number, 1 to 100; null for 20
   * @param highlighted only what was marked as important
   */
  public ObjectNode list(Requester requester, String from, String limit, boolean highlighted) {
    Look look = look(requester, from == null ? positions.current() : number("from", from));
    List<Found> wanted =
        look.found().stream()
            .filter(f -> f.event().position() > look.horizon())
            .filter(f -> !highlighted || f.action().highlight())
            .sorted(Comparator.comparingLong((Found f) -> -f.event().position()))
            .toList();
    int size = (int) Math.min(limit == null ? USUAL_LIMIT : number("limit", limit), MAX_LIMIT);
    ObjectNode body = Json.object();
    ArrayNode list = body.putArray("notifications");
    wanted.stream().limit(size).map(NotificationListService::json).forEach(list::add);
    if (wanted.size() > size) {
      body.put("next_token", Long.toString(wanted.get(size - 1).event().position() - 1));
    } else if (look.horizon() > 0) {
      body.put("next_token", Long.toString(look.horizon()));
    }
    return body;
  }

  private Look look(Requester requester, long upTo) {
    List<RoomMembership> joined =
        rooms.memberships(requester.user()).stream().filter(RoomMembership::isJoin).toList();
    List<RoomId> ids = joined.stream().map(RoomMembership::room).toList();
    Map<RoomId, ReadUpTo> read = receipts.readUpTo(requester.user(), ids);
    ObjectNode ruleset = rules.rules(requester.user());
    List<Found> found = new ArrayList<>();
    long horizon = 0;
    for (RoomMembership membership : joined) {
      RoomId room = membership.room();
      List<StoredEvent> page = rooms.newest(room, membership.position(), upTo, PER_ROOM);
      if (page.size() == PER_ROOM) {
        horizon = Math.max(horizon, page.get(PER_ROOM - 1).position() - 1);
      }
      RoomState state = rooms.state(room);
      ReadUpTo readUpTo = read.getOrDefault(room, ReadUpTo.NOTHING);
      for (StoredEvent event : page) {
        notified(requester, ruleset, event, state)
            .ifPresent(a -> found.add(new Found(room, event, a, counts.isRead(readUpTo, event))));
      }
    }
    return new Look(found, horizon);
  }

  private Optional<PushAction> notified(
      Requester requester, ObjectNode ruleset, StoredEvent event, RoomState state) {
    if (!event.isShown() || event.pdu().sender().equals(requester.user())) {
      return Optional.empty();
    }
    return counts
        .evaluate(ruleset, requester.user(), event.pdu(), state)
        .filter(PushAction::notifies);
  }

  private static ObjectNode json(Found found) {
    ObjectNode json = Json.object();
    ArrayNode actions = json.putArray("actions").add("notify");
    found
        .action()
        .tweaks()
        .properties()
        .forEach(
            tweak ->
                actions
                    .addObject()
                    .put("set_tweak", tweak.getKey())
                    .set("value", tweak.getValue()));
    ObjectNode event = ClientEvents.format(found.event().pdu());
    event.remove("room_id");
    json.set("event", event);
    json.put("read", found.read());
    json.put("room_id", found.room().value());
    json.put("ts", found.event().pdu().originServerTs());
    return json;
  }

  private static long number(String name, String text) {
    try {
      long value = Long.parseLong(text);
      if (value > 0) {
        return value;
      }
    } catch (NumberFormatException e) {
      // answered below, as any other number that makes no sense
    }
    throw MatrixException.invalidParam(name + " must be a positive number");
  }
}
