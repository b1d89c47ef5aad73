package org.konsil.participation;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import jakarta.ejb.Stateless;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Optional;
import org.konsil.account.Requester;
import org.konsil.core.auth.PowerLevels;
import org.konsil.core.error.MatrixException;
import org.konsil.core.event.EventTypes;
import org.konsil.core.event.Pdu;
import org.konsil.core.event.StateKey;
import org.konsil.core.id.RoomId;
import org.konsil.core.id.UserId;
import org.konsil.core.json.Json;
import org.konsil.core.roomversion.RoomVersion;
import org.konsil.policy.PolicyService;
import org.konsil.room.LockedRoom;
import org.konsil.room.event.StoredEvent;

/** Replaces a room by one of another version (client-server API, "Room upgrades"). */
@Stateless
public class RoomUpgradeService {
  private static final List<String> TRANSFERRED =
      List.of(
          EventTypes.SERVER_ACL,
          EventTypes.ENCRYPTION,
          EventTypes.NAME,
          "m.room.avatar",
          EventTypes.TOPIC,
          EventTypes.GUEST_ACCESS,
          EventTypes.HISTORY_VISIBILITY,
          EventTypes.JOIN_RULES,
          EventTypes.CANONICAL_ALIAS,
          // TI-M keeps copies of name and topic, which have to stay equal (A_26338-02)
          "de.gematik.tim.room.name",
          "de.gematik.tim.room.topic");
  private static final String SPACE_CHILD = "m.space.child";
  private static final int CLOSED_LEVEL = 50;

  @Inject RoomFounding founding;
  @Inject RoomSending sending;
  @Inject RoomAliases aliases;
  @Inject PolicyService policy;

  /**
   * Makes the successor, moves over what can be moved, and closes the old room.
   *
   * @throws MatrixException M_FORBIDDEN when the caller may not send a tombstone;
   *     M_UNSUPPORTED_ROOM_VERSION; M_MISSING_PARAM
   */
  public RoomId upgrade(Requester requester, RoomId oldId, UpgradeRoomRequest request) {
    requester.requireNotSuspended();
    if (request.newVersion() == null) {
      throw MatrixException.missingParam("'new_version' is missing");
    }
    RoomVersion version = RoomVersion.get(request.newVersion());
    policy.checkUpgrade(version.id());
    LockedRoom old = sending.lock(oldId);
    sending.requireJoined(old, requester.user());
    requireMayEnd(requester, old);
    LockedRoom successor =
        founding.found(requester, version, createContent(requester, old, version, request));
    transfer(requester, old, successor);
    aliases.move(oldId, successor.id());
    ObjectNode tombstone =
        Json.object()
            .put("body", "This room has been replaced")
            .put("replacement_room", successor.id().value());
    state(old, requester, EventTypes.TOMBSTONE, "", tombstone);
    close(requester, old);
    return successor.id();
  }

  private static void requireMayEnd(Requester requester, LockedRoom room) {
    PowerLevels levels = room.state().powerLevels();
    if (levels.ofUser(requester.user()) < levels.forEvent(EventTypes.TOMBSTONE, true)) {
      throw MatrixException.forbidden("You may not upgrade this room");
    }
  }

  private static ObjectNode createContent(
      Requester requester, LockedRoom old, RoomVersion version, UpgradeRoomRequest request) {
    ObjectNode content = Json.object();
    ObjectNode before = old.state().pdu(StateKey.of(EventTypes.CREATE)).orElseThrow().content();
    for (String kept : List.of("type", "m.federate")) {
      if (before.has(kept)) {
        content.set(kept, before.get(kept));
      }
    }
    content.put("room_version", version.id());
    if (version.creatorInContent()) {
      content.put("creator", requester.user().value());
    }
    if (version.privilegedCreators() && request.additionalCreators() != null) {
      ArrayNode creators = content.putArray("additional_creators");
      request.additionalCreators().forEach(user -> creators.add(UserId.parse(user).value()));
    }
    content
        .putObject("predecessor")
        .put("room_id", old.id().value())
        .put("event_id", old.extremityIds().get(0).value());
    return content;
  }

  private void transfer(Requester requester, LockedRoom old, LockedRoom successor) {
    // with the levels of the old room the caller might be unable to say the rest: they come last
    SucceedingLevels levels = new SucceedingLevels(old.state(), successor.state());
    state(successor, requester, EventTypes.POWER_LEVELS, "", levels.start(requester.user()));
    for (String type : TRANSFERRED) {
      old.state()
          .pdu(StateKey.of(type))
          .ifPresent(pdu -> state(successor, requester, type, "", pdu.content()));
    }
    old.state().events().values().stream()
        .map(StoredEvent::pdu)
        .filter(pdu -> pdu.type().equals(SPACE_CHILD) && !pdu.content().isEmpty())
        .forEach(
            child ->
                state(
                    successor,
                    requester,
                    SPACE_CHILD,
                    child.stateKey().orElseThrow(),
                    child.content()));
    for (UserId banned : old.state().usersWith("ban")) {
      ObjectNode ban = Json.object().put("membership", "ban");
      state(successor, requester, EventTypes.MEMBER, banned.value(), ban);
    }
    levels
        .end(requester.user())
        .ifPresent(end -> state(successor, requester, EventTypes.POWER_LEVELS, "", end));
  }

  /** Nobody but moderators says anything more in the old room. */
  private void close(Requester requester, LockedRoom old) {
    PowerLevels levels = old.state().powerLevels();
    boolean may = levels.ofUser(requester.user()) >= levels.forEvent(EventTypes.POWER_LEVELS, true);
    Optional<Pdu> present = old.state().pdu(StateKey.of(EventTypes.POWER_LEVELS));
    if (!may || present.isEmpty()) {
      return;
    }
    ObjectNode content = present.get().content().deepCopy();
    long closed = Math.max(CLOSED_LEVEL, content.path("users_default").asLong(0) + 1);
    raise(content, "events_default", closed);
    raise(content, "invite", closed);
    state(old, requester, EventTypes.POWER_LEVELS, "", content);
  }

  private static void raise(ObjectNode levels, String name, long atLeast) {
    levels.put(name, Math.max(atLeast, levels.path(name).asLong(0)));
  }

  private void state(
      LockedRoom room, Requester requester, String type, String key, ObjectNode content) {
    sending.sendState(room, EventDraft.state(requester.user(), type, key, content));
  }
}
