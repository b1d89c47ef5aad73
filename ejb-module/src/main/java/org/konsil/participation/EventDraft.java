package org.konsil.participation;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.util.Optional;
import org.konsil.core.id.EventId;
import org.konsil.core.id.UserId;

/**
 * What somebody wants to say in a room, before it is an event.
 *
 * @param stateKey present for a state event
 * @param redacts the target of a redaction
 * @param at when an application service says that it happened; empty for now
 */
public record EventDraft(
    UserId sender,
    String type,
    Optional<String> stateKey,
    ObjectNode content,
    Optional<EventId> redacts,
    Optional<Instant> at) {

  public static EventDraft message(UserId sender, String type, ObjectNode content) {
    return new EventDraft(
        sender, type, Optional.empty(), content, Optional.empty(), Optional.empty());
  }

  public static EventDraft state(UserId sender, String type, String key, ObjectNode content) {
    return new EventDraft(
        sender, type, Optional.of(key), content, Optional.empty(), Optional.empty());
  }

  EventDraft at(Optional<Instant> time) {
    return new EventDraft(sender, type, stateKey, content, redacts, time);
  }
}
