package org.konsil.federation.joining;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.konsil.core.event.EventTypes;
import org.konsil.core.event.Pdu;
import org.konsil.core.event.StateKey;
import org.konsil.core.id.EventId;
import org.konsil.core.roomversion.RoomVersion;
import org.konsil.federation.RemoteServerException;
import org.konsil.federation.inbound.PduVerification;

/**
 * The room as the answer to a join tells it: checked as events from any other door are, and refused
 * when it is not the room that was asked for.
 *
 * @param join ours, with the signature of the server whose member vouches
 * @param state ids of the state before the join
 * @param events those of the state and of its auth chain
 */
record JoinAnswer(Pdu join, Set<EventId> state, List<Pdu> events) {

  static JoinAnswer of(Handshake handshake, PduVerification verification) {
    RoomVersion version = handshake.version();
    Pdu own = handshake.event();
    Pdu join = own;
    JsonNode returned = handshake.answer().path("event");
    if (own.content().has("join_authorised_via_users_server")) {
      join = verification.verified(version, own.roomId(), returned);
      require(handshake, join.eventId().equals(own.eventId()), "another event than ours");
    }
    Map<EventId, Pdu> all = new LinkedHashMap<>();
    List<Pdu> state = verified(handshake, verification, "state");
    state.forEach(event -> all.put(event.eventId(), event));
    verified(handshake, verification, "auth_chain")
        .forEach(event -> all.put(event.eventId(), event));
    Map<StateKey, Pdu> byKey = new LinkedHashMap<>();
    state.forEach(event -> event.asStateKey().ifPresent(key -> byKey.put(key, event)));
    Pdu create = byKey.get(StateKey.of(EventTypes.CREATE));
    require(handshake, create != null && isOf(version, create), "the room's beginning is missing");
    return new JoinAnswer(
        join,
        byKey.values().stream().map(Pdu::eventId).collect(Collectors.toSet()),
        new ArrayList<>(all.values()));
  }

  private static boolean isOf(RoomVersion version, Pdu create) {
    return create.content().path("room_version").asText("1").equals(version.id());
  }

  private static List<Pdu> verified(
      Handshake handshake, PduVerification verification, String field) {
    return verification.passing(
        handshake.version(), handshake.event().roomId(), handshake.answer().path(field));
  }

  private static void require(Handshake handshake, boolean condition, String otherwise) {
    if (!condition) {
      throw RemoteServerException.malformed(handshake.server(), otherwise);
    }
  }
}
