package org.konsil.room;

import com.fasterxml.jackson.databind.node.ArrayNode;
import java.util.List;
import org.konsil.core.event.ClientEvents;
import org.konsil.core.event.EventTypes;
import org.konsil.core.event.Pdu;
import org.konsil.core.json.Json;

/** What a user who is not in the room may know of it (client-server API, "Stripped state"). */
public final class StrippedState {
  private static final List<String> TYPES =
      List.of(
          EventTypes.CREATE,
          EventTypes.JOIN_RULES,
          EventTypes.CANONICAL_ALIAS,
          "m.room.avatar",
          EventTypes.NAME,
          EventTypes.TOPIC,
          EventTypes.ENCRYPTION);

  private StrippedState() {}

  /**
   * The same as whole events, without the membership event itself, for the invited user's server.
   */
  public static ArrayNode whole(RoomState state, Pdu membershipEvent) {
    ArrayNode events = Json.object().arrayNode();
    for (String type : TYPES) {
      state.pdu(type, "").map(Pdu::json).ifPresent(events::add);
    }
    state
        .pdu(EventTypes.MEMBER, membershipEvent.sender().value())
        .map(Pdu::json)
        .ifPresent(events::add);
    return events;
  }

  /** The room as an invite or a knock shows it, with the inviting user and the event itself. */
  public static ArrayNode of(RoomState state, Pdu membershipEvent) {
    ArrayNode stripped = Json.object().arrayNode();
    for (String type : TYPES) {
      state.pdu(type, "").map(ClientEvents::stripped).ifPresent(stripped::add);
    }
    String sender = membershipEvent.sender().value();
    if (membershipEvent.stateKey().filter(sender::equals).isEmpty()) {
      state.pdu(EventTypes.MEMBER, sender).map(ClientEvents::stripped).ifPresent(stripped::add);
    }
    stripped.add(ClientEvents.stripped(membershipEvent));
    return stripped;
  }
}
