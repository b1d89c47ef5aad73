package org.konsil.room.relation;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Optional;
import org.konsil.core.id.EventId;

/**
 * The relation that an event states in {@code m.relates_to} (client-server API, "Forming
 * relationships between events").
 *
 * @param type rel_type, such as m.replace
 * @param key what an annotation says
 */
public record EventRelation(EventId relatesTo, String type, Optional<String> key) {
  private static final int MAX_CHARS = 255;

  /** Empty when the content states none, or one that we could not store. */
  public static Optional<EventRelation> of(ObjectNode content) {
    JsonNode relation = content.path("m.relates_to");
    String type = relation.path("rel_type").textValue();
    if (type == null || type.length() > MAX_CHARS) {
      return Optional.empty();
    }
    Optional<String> key =
        Optional.ofNullable(relation.path("key").textValue())
            .filter(text -> text.length() <= MAX_CHARS);
    return EventId.find(relation.path("event_id").textValue())
        .map(target -> new EventRelation(target, type, key));
  }
}
