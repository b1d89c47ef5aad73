package org.konsil.oldsync;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import jakarta.ejb.Stateless;
import jakarta.ejb.TransactionAttribute;
import jakarta.ejb.TransactionAttributeType;
import jakarta.inject.Inject;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.konsil.account.Requester;
import org.konsil.core.error.MatrixException;
import org.konsil.core.id.EventId;
import org.konsil.core.id.RoomId;
import org.konsil.core.id.UserId;
import org.konsil.core.json.Json;
import org.konsil.ephemeral.PresenceService;
import org.konsil.ephemeral.ReceiptService;
import org.konsil.ephemeral.TypingService;
import org.konsil.longpoll.LongPolling.Found;
import org.konsil.room.RoomMembership;
import org.konsil.room.RoomReadService;
import org.konsil.room.event.StoredEvent;
import org.konsil.room.visibility.EventVisibilityService;
import org.konsil.room.visibility.VisibleTimelineService;
import org.konsil.storage.StreamPositions;
import org.konsil.storage.WakeKey;
import org.konsil.sync.SyncToken;
import org.konsil.timeline.ClientEventService;

/** The stream of everything new, or of what is new in one room that the caller may peek into. */
@Stateless
@TransactionAttribute(TransactionAttributeType.SUPPORTS)
public class EventStreamService {
  private static final int MAX_EVENTS = 100;

  @Inject RoomReadService rooms;
  @Inject EventVisibilityService visibility;
  @Inject VisibleTimelineService timelines;
  @Inject ClientEventService clientEvents;
  @Inject TypingService typing;
  @Inject ReceiptService receipts;
  @Inject PresenceService presences;
  @Inject PresenceEvents presenceEvents;
  @Inject StreamPositions positions;

  /** Where a stream without a token begins. */
  public SyncToken now() {
    return new SyncToken(positions.current(), typing.current(), presences.current());
  }

  /** What a waiting reader listens on. */
  public Collection<WakeKey> wakeKeys(Requester requester, Optional<RoomId> peeked) {
    List<WakeKey> keys = new ArrayList<>();
    keys.add(WakeKey.user(requester.user()));
    wanted(requester, peeked).forEach(room -> keys.add(WakeKey.room(room)));
    return keys;
  }

  /**
   * What happened since the token.
   *
   * @param peeked the only room that is wanted; empty for all that the caller is joined to
   * @throws MatrixException M_FORBIDDEN when the caller may not peek into the room
   */
  public Found read(Requester requester, SyncToken from, Optional<RoomId> peeked) {
    peeked.ifPresent(room -> requireReadable(requester, room));
    SyncToken upTo = now();
    List<RoomId> wanted = wanted(requester, peeked);
    List<StoredEvent> events = new ArrayList<>();
    for (RoomId room : rooms.changedRooms(wanted, from.stream())) {
      events.addAll(
          timelines
              .timeline(room, from.stream(), upTo.stream(), MAX_EVENTS, requester.user())
              .events());
    }
    if (peeked.isEmpty()) {
      events.addAll(invitations(requester, from.stream(), upTo.stream()));
    }
    events.sort((one, other) -> Long.compare(one.position(), other.position()));
    ObjectNode body = Json.object().put("start", from.toString()).put("end", upTo.toString());
    ArrayNode chunk = body.putArray("chunk");
    clientEvents.format(requester, events).forEach(chunk::add);
    addEphemeral(chunk, requester, wanted, from, upTo);
    return new Found(body, !chunk.isEmpty());
  }

  /**
   * One event of any room.
   *
   * @throws MatrixException M_NOT_FOUND when there is none or the caller may not see it
   */
  public ObjectNode event(Requester requester, EventId id) {
    return rooms.events(List.of(id)).stream()
        .filter(event -> visibility.isVisible(requester.user(), event.pdu().roomId(), event))
        .findFirst()
        .map(event -> clientEvents.format(requester, event))
        .orElseThrow(() -> MatrixException.notFound("Event not found"));
  }

  private List<RoomId> wanted(Requester requester, Optional<RoomId> peeked) {
    return peeked
        .map(List::of)
        .orElseGet(
            () ->
                rooms.memberships(requester.user()).stream()
                    .filter(RoomMembership::isJoin)
                    .map(RoomMembership::room)
                    .toList());
  }

  private List<StoredEvent> invitations(Requester requester, long after, long upTo) {
    return rooms.membershipChanges(requester.user(), after, upTo).stream()
        .filter(change -> change.membership().equals("invite"))
        .flatMap(change -> rooms.findEvent(change.room(), change.eventId()).stream())
        .toList();
  }

  private void addEphemeral(
      ArrayNode chunk, Requester requester, List<RoomId> wanted, SyncToken from, SyncToken upTo) {
    for (RoomId room : typing.changedRooms(wanted, from.typing())) {
      ObjectNode event = Json.object().put("type", "m.typing").put("room_id", room.value());
      event.set("content", typing.content(room));
      chunk.add(event);
    }
    receipts
        .changes(wanted, requester.user(), from.stream(), upTo.stream())
        .forEach(
            (room, content) ->
                chunk
                    .addObject()
                    .put("type", "m.receipt")
                    .put("room_id", room.value())
                    .set("content", content));
    if (presences.changedAfter(from.presence())) {
      Set<UserId> seen = new HashSet<>(rooms.usersSharingARoom(requester.user()));
      seen.add(requester.user());
      wanted.forEach(room -> seen.addAll(rooms.joinedMembers(room)));
      presenceEvents.of(seen, from.presence()).forEach(chunk::add);
    }
  }

  private void requireReadable(Requester requester, RoomId room) {
    boolean readable =
        rooms
            .findState(room)
            .filter(
                state ->
                    state.isJoined(requester.user())
                        || state.historyVisibility().equals("world_readable"))
            .isPresent();
    if (!readable) {
      throw MatrixException.forbidden("You are not in this room");
    }
  }
}
