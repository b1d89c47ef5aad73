package org.konsil.core.auth;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Optional;
import org.konsil.core.event.Pdu;
import org.konsil.core.id.UserId;
import org.konsil.core.roomversion.RoomVersion;

/** The rule for create events, the first of every version. */
final class CreateRule {

  private CreateRule() {}

  static AuthResult check(Pdu event) {
    RoomVersion version = event.roomVersion();
    if (!event.prevEvents().isEmpty()) {
      return AuthResult.reject("a create event has no previous events");
    }
    if (version.roomIdIsCreateHash()) {
      if (event.json().has("room_id")) {
        return AuthResult.reject("a create event has no room id in this room version");
      }
    } else if (!event.roomId().server().equals(Optional.of(event.sender().server()))) {
      return AuthResult.reject("the room id is of another server than the sender's");
    }
    JsonNode named = event.content().path("room_version");
    if (!named.isMissingNode() && RoomVersion.find(named.textValue()).isEmpty()) {
      return AuthResult.reject("the room version is not known");
    }
    if (version.creatorInContent() && !event.content().has("creator")) {
      return AuthResult.reject("the create event names no creator");
    }
    return AuthResult.allowIf(
        !version.privilegedCreators() || areUsers(event.content().path("additional_creators")),
        "additional creators are not a list of user ids");
  }

  private static boolean areUsers(JsonNode creators) {
    if (creators.isMissingNode()) {
      return true;
    }
    boolean users = creators.isArray();
    for (JsonNode creator : creators) {
      users &= creator.isTextual() && UserId.find(creator.textValue()).isPresent();
    }
    return users;
  }
}
