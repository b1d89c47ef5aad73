package org.konsil.it.history;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Optional;

/**
 * What a check has to know of an event.
 *
 * @param stateKey empty for what is no state
 * @param says the membership, the history visibility or the text; empty when it was redacted
 */
record Event(String id, String type, Optional<String> stateKey, String says) {
  static final String MESSAGE = "m.room.message";
  static final String MEMBER = "m.room.member";
  static final String VISIBILITY = "m.room.history_visibility";

  static Event of(JsonNode json) {
    JsonNode content = json.path("content");
    String type = json.path("type").asText();
    String field =
        switch (type) {
          case MEMBER -> "membership";
          case VISIBILITY -> "history_visibility";
          default -> "body";
        };
    return new Event(
        json.path("event_id").asText(),
        type,
        Optional.ofNullable(json.path("state_key").textValue()),
        content.path(field).asText());
  }

  boolean isMembershipOf(String user) {
    return type.equals(MEMBER) && stateKey.filter(user::equals).isPresent();
  }
}
