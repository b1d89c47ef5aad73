package org.konsil.room.state;

import com.fasterxml.jackson.databind.node.ArrayNode;
import java.util.List;
import java.util.Optional;
import java.util.Set;
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

  private static final Set<String> SEEN_FROM_OUTSIDE = Set.of("invite", "knock");

  private StrippedState() {}

  /** As {@link #of}; empty for a membership that shows no room from outside. */
  public static Optional<ArrayNode> find(RoomState state, String membership, Pdu membershipEvent) {
    return SEEN_FROM_OUTSIDE.contains(membership)
        ? Optional.of(of(state, membershipEvent))
        : Optional.empty();
  }

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
