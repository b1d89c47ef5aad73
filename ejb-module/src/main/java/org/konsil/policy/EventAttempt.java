package org.konsil.policy;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Supplier;
import org.konsil.core.event.EventTypes;
import org.konsil.core.event.Pdu;
import org.konsil.core.event.StateKey;
import org.konsil.core.id.RoomId;
import org.konsil.core.id.UserId;

/**
 * What somebody is about to say in a room.
 *
 * @param stateKey present for a state event
 * @param state the room's present state
 * @param present who is joined or invited
 */
public record EventAttempt(
    RoomId room,
    UserId sender,
    String type,
    Optional<String> stateKey,
    ObjectNode content,
    Function<StateKey, Optional<Pdu>> state,
    Supplier<Set<UserId>> present) {

  boolean isState(String wanted) {
    return stateKey.isPresent() && type.equals(wanted);
  }

  boolean isInvite() {
    return isState(EventTypes.MEMBER) && content.path("membership").asText().equals("invite");
  }

  /** Who is invited; only of an invite. */
  UserId invitee() {
    return UserId.parse(stateKey.orElseThrow());
  }

  /** A text of a state event with an empty key, as the room has it now. */
  Optional<String> stateText(String stateType, String field) {
    return state
        .apply(StateKey.of(stateType))
        .map(event -> event.content().path(field).textValue());
  }
}
