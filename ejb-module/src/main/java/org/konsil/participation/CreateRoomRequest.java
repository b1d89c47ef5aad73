package org.konsil.participation;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Optional;
import org.konsil.core.error.MatrixException;
import org.konsil.core.id.UserId;
import org.konsil.core.json.Json;

/** Body of createRoom; see there for what each member does. Absent members are null. */
public record CreateRoomRequest(
    String visibility,
    @JsonProperty("room_alias_name") String roomAliasName,
    String name,
    String topic,
    List<String> invite,
    @JsonProperty("invite_3pid") ArrayNode invite3pid,
    @JsonProperty("room_version") String roomVersion,
    @JsonProperty("creation_content") ObjectNode creationContent,
    @JsonProperty("initial_state") List<StateEvent> initialState,
    String preset,
    @JsonProperty("is_direct") Boolean isDirect,
    @JsonProperty("power_level_content_override") ObjectNode powerLevelContentOverride) {

  /** A state event to start with. */
  public record StateEvent(
      String type, @JsonProperty("state_key") String stateKey, ObjectNode content) {

    String key() {
      return stateKey == null ? "" : stateKey;
    }
  }

  /** What a preset stands for. */
  enum Preset {
    PRIVATE_CHAT("invite", "can_join"),
    TRUSTED_PRIVATE_CHAT("invite", "can_join"),
    PUBLIC_CHAT("public", "forbidden");

    final String joinRule;
    final String guestAccess;

    Preset(String joinRule, String guestAccess) {
      this.joinRule = joinRule;
      this.guestAccess = guestAccess;
    }
  }

  /** A private chat with nothing else said, for callers within the server. */
  public static CreateRoomRequest empty() {
    return new CreateRoomRequest(
        null, null, null, null, null, null, null, null, null, null, null, null);
  }

  /** A private chat that no other server ever sees, for callers within the server. */
  public static CreateRoomRequest local(String name, ObjectNode powerLevels) {
    ObjectNode creation = Json.object().put("m.federate", false);
    return new CreateRoomRequest(
        null, null, name, null, null, null, null, creation, null, null, null, powerLevels);
  }

  boolean isPublic() {
    return "public".equals(visibility);
  }

  boolean direct() {
    return Boolean.TRUE.equals(isDirect);
  }

  /** Says M_INVALID_PARAM for names that the specification does not know. */
  Preset chosenPreset() {
    if (visibility != null && !isPublic() && !visibility.equals("private")) {
      throw MatrixException.invalidParam("'visibility' is public or private");
    }
    if (preset == null) {
      return isPublic() ? Preset.PUBLIC_CHAT : Preset.PRIVATE_CHAT;
    }
    return switch (preset) {
      case "private_chat" -> Preset.PRIVATE_CHAT;
      case "trusted_private_chat" -> Preset.TRUSTED_PRIVATE_CHAT;
      case "public_chat" -> Preset.PUBLIC_CHAT;
      default -> throw MatrixException.invalidParam("Unknown preset");
    };
  }

  public List<UserId> invitees() {
    return invite == null ? List.of() : invite.stream().map(UserId::parse).distinct().toList();
  }

  List<StateEvent> startingState() {
    List<StateEvent> given = initialState == null ? List.of() : initialState;
    for (StateEvent event : given) {
      if (event == null || event.type() == null || event.content() == null) {
        throw MatrixException.badJson("'initial_state' needs a type and a content in each event");
      }
    }
    return given;
  }

  ObjectNode creation() {
    return creationContent == null ? Json.object() : creationContent.deepCopy();
  }

  Optional<String> aliasName() {
    return Optional.ofNullable(roomAliasName);
  }
}
