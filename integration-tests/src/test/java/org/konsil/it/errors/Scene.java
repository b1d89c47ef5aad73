package org.konsil.it.errors;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.net.URI;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.konsil.core.json.Json;
import org.konsil.it.support.KonsilServer;
import org.konsil.it.support.MatrixClient;

/**
 * Two domains and who is in them: an owner with a room, an event, a device and a filter; a plain
 * member of her room; and a stranger of the other domain. The values fill the parameters of paths.
 */
final class Scene {
  private static final String PASSWORD = "Kein-Geheimnis-8";

  final MatrixClient anonymous;
  final MatrixClient owner;
  final MatrixClient member;
  final MatrixClient stranger;

  /** Its token has expired and could be refreshed. */
  final MatrixClient expired;

  private final Map<String, String> values = new HashMap<>();

  /**
   * @param server with the domains localhost and 127.0.0.1, where refreshable tokens expire at once
   */
  Scene(KonsilServer server) {
    anonymous = MatrixClient.anonymous(server.baseUrl());
    owner = anonymous.register("owner", PASSWORD);
    member = anonymous.register("member", PASSWORD);
    stranger =
        MatrixClient.anonymous(URI.create("http://localhost:" + server.port()))
            .register("stranger", PASSWORD);
    expired = expired();
    String room = owner.createRoom(Json.object().put("preset", "private_chat"));
    owner.invite(room, member.userId());
    member.join(room);
    ObjectNode text = Json.object().put("msgtype", "m.text").put("body", "only for us");
    values.put("eventId", owner.send(room, "t", text).join().body().path("event_id").asText());
    values.put("roomId", room);
    values.put("roomIdOrAlias", room);
    values.put("userId", owner.userId());
    values.put("keyName", "displayname");
    values.put("receiptType", "m.read");
    values.put("kind", "override");
    values.put("ruleId", ".m.rule.master");
    values.put("version", "1");
    values.put("deviceId", device());
    values.put("filterId", filter());
    owner.sync(Optional.empty(), Duration.ZERO, "{}").join();
  }

  /** Everything is the owner's. */
  Map<String, String> values() {
    return values;
  }

  /** The same, but the user in the path is this one. */
  Map<String, String> valuesOf(MatrixClient user) {
    Map<String, String> own = new HashMap<>(values);
    own.put("userId", user.userId());
    return own;
  }

  /** The same for a user who asks for a room that does not exist. */
  Map<String, String> valuesWithoutRoom(MatrixClient user) {
    Map<String, String> nowhere = valuesOf(user);
    nowhere.put("roomId", "!nowhereatall:127.0.0.1");
    nowhere.put("roomIdOrAlias", "!nowhereatall:127.0.0.1");
    return nowhere;
  }

  /** A body that would be accepted, if the rest were right. */
  ObjectNode body(Operation operation) {
    ObjectNode body = Json.object();
    switch (operation.id()) {
      case "inviteUser", "inviteBy3PID", "kick", "ban", "unban" ->
          body.put("user_id", stranger.userId());
      case "setTyping" -> body.put("typing", false);
      case "setReadMarker" -> body.put("m.fully_read", values.get("eventId"));
      case "upgradeRoom" -> body.put("new_version", "10");
      case "setPresence" -> body.put("presence", "online");
      case "setProfileField" -> body.put("displayname", "Somebody Else");
      case "reportRoom", "reportEvent", "reportUser" -> body.put("reason", "none");
      case "setRoomVisibilityOnDirectory" -> body.put("visibility", "private");
      case "setAdminSuspendUser" -> body.put("suspended", true);
      case "setAdminLockUser" -> body.put("locked", true);
      case "sendMessage" -> body.put("msgtype", "m.text").put("body", "hello");
      default -> {}
    }
    return body;
  }

  /** What must be there beside the path. */
  String query(Operation operation) {
    return switch (operation.id()) {
      case "getRoomEvents" -> "?dir=b";
      case "getEventByTimestamp" -> "?dir=f&ts=0";
      default -> "";
    };
  }

  private MatrixClient expired() {
    ObjectNode login = Json.object().put("type", "m.login.password").put("password", PASSWORD);
    login.put("refresh_token", true);
    login.putObject("identifier").put("type", "m.id.user").put("user", "member");
    return anonymous.withToken(
        anonymous.ok("POST", "/_matrix/client/v3/login", login).path("access_token").asText());
  }

  private String device() {
    return owner.ok("GET", "/_matrix/client/v3/account/whoami", null).path("device_id").asText();
  }

  private String filter() {
    String path = "/_matrix/client/v3/user/" + MatrixClient.encode(owner.userId()) + "/filter";
    return owner.ok("POST", path, Json.object()).path("filter_id").asText();
  }
}
