package org.konsil.participation;

import com.fasterxml.jackson.databind.node.ObjectNode;
import jakarta.ejb.Stateless;
import jakarta.inject.Inject;
import java.time.Instant;
import java.util.Optional;
import org.konsil.account.Requester;
import org.konsil.admission.AdmissionService;
import org.konsil.core.error.MatrixException;
import org.konsil.core.event.EventTypes;
import org.konsil.core.id.EventId;
import org.konsil.core.id.RoomId;
import org.konsil.core.id.UserId;
import org.konsil.room.LockedRoom;
import org.konsil.room.RoomReadService;
import org.konsil.room.event.StoredEvent;
import org.konsil.room.state.RoomState;

/** The state of rooms: setting it, and reading it as far as the caller may. */
@Stateless
public class RoomStateService {
  @Inject AdmissionService admission;
  @Inject RoomSending sending;
  @Inject MembershipChanges memberships;
  @Inject CanonicalAlias canonicalAlias;
  @Inject RoomReadService reads;

  /**
   * Sets a piece of state; the same content again gives the same event.
   *
   * @throws MatrixException M_LIMIT_EXCEEDED, M_FORBIDDEN, M_USER_SUSPENDED, M_BAD_JSON,
   *     M_TOO_LARGE, M_BAD_ALIAS
   */
  public EventId set(
      Requester requester, RoomId roomId, String type, String key, ObjectNode content) {
    return set(requester, roomId, type, key, content, Optional.empty());
  }

  /**
   * As before.
   *
   * @param at when it happened, which only an application service may say
   */
  public EventId set(
      Requester requester,
      RoomId roomId,
      String type,
      String key,
      ObjectNode content,
      Optional<Instant> at) {
    admission.event(requester, roomId);
    if (!isOwnLeave(requester, type, key, content)) {
      requester.requireNotSuspended();
    }
    LockedRoom room = sending.lock(roomId);
    StoredEvent event =
        type.equals(EventTypes.MEMBER)
            ? memberships.set(requester, room, UserId.parse(key), content, requester.asserted(at))
            : setOther(requester, room, type, key, content, requester.asserted(at));
    return event.pdu().eventId();
  }

  private StoredEvent setOther(
      Requester requester,
      LockedRoom room,
      String type,
      String key,
      ObjectNode content,
      Optional<Instant> at) {
    if (type.equals(EventTypes.CANONICAL_ALIAS) && room.state().isJoined(requester.user())) {
      canonicalAlias.check(room, content);
    }
    StoredEvent event =
        sending.sendState(room, EventDraft.state(requester.user(), type, key, content).at(at));
    if (type.equals(EventTypes.GUEST_ACCESS)) {
      memberships.sendGuestsAway(room);
    }
    return event;
  }

  /**
   * The state that the caller may see: the present one for members and for everybody when the room
   * is world readable, the one at the time of leaving for those who left.
   *
   * @throws MatrixException M_FORBIDDEN for all others, also when the room does not exist
   */
  public RoomState visibleState(Requester requester, RoomId roomId) {
    RoomState now = reads.findState(roomId).orElseThrow(RoomStateService::outside);
    if (now.isJoined(requester.user())) {
      return now;
    }
    boolean remembered =
        reads.findMembership(roomId, requester.user()).filter(m -> !m.forgotten()).isPresent();
    Optional<Long> parted =
        remembered ? reads.partedAt(roomId, requester.user()) : Optional.empty();
    if (parted.isPresent()) {
      return reads.stateAt(roomId, parted.get());
    }
    if (now.historyVisibility().equals("world_readable")) {
      return now;
    }
    throw outside();
  }

  private static MatrixException outside() {
    return MatrixException.forbidden("You are not in this room");
  }

  private static boolean isOwnLeave(
      Requester requester, String type, String key, ObjectNode content) {
    return type.equals(EventTypes.MEMBER)
        && key.equals(requester.user().value())
        && content.path("membership").asText().equals("leave");
  }
}
