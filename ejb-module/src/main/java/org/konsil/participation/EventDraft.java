package org.konsil.participation;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Optional;
import org.konsil.core.id.EventId;
import org.konsil.core.id.UserId;

/**
 * What somebody wants to say in a room, before it is an event.
 *
 * @param stateKey present for a state event
 * @param redacts the target of a redaction
 */
public record EventDraft(
    UserId sender,
    String type,
    Optional<String> stateKey,
    ObjectNode content,
    Optional<EventId> redacts) {

  public static EventDraft message(UserId sender, String type, ObjectNode content) {
    return new EventDraft(sender, type, Optional.empty(), content, Optional.empty());
  }

  public static EventDraft state(UserId sender, String type, String key, ObjectNode content) {
    return new EventDraft(sender, type, Optional.of(key), content, Optional.empty());
  }
}
