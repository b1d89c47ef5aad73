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
  /** What the owner wrote wherever something can be written. */
  static final String SECRET = "Nur-fuer-die-Station";

  private static final String PASSWORD = "Kein-Geheimnis-8";

  final MatrixClient anonymous;
  final MatrixClient owner;
  final MatrixClient member;
  final MatrixClient stranger;

  /** Administers the owner's domain, and the deployment. */
  final MatrixClient operator;

  /** Administers the stranger's domain, and nothing else. */
  final MatrixClient otherAdministrator;

  /** Its token has expired and could be refreshed. */
  final MatrixClient expired;

  private final Map<String, String> values = new HashMap<>();

  /**
   * @param server with the domains localhost and 127.0.0.1, where refreshable tokens expire at once
   * @param password of both administrators, called admin
   */
  Scene(KonsilServer server, String password) {
    anonymous = MatrixClient.anonymous(server.baseUrl());
    owner = anonymous.register("owner", PASSWORD);
    member = anonymous.register("member", PASSWORD);
    MatrixClient elsewhere =
        MatrixClient.anonymous(URI.create("http://localhost:" + server.port()));
    stranger = elsewhere.register("stranger", PASSWORD);
    expired = expired();
    operator = anonymous.login("admin", password);
    otherAdministrator = elsewhere.login("admin", password);
    String room =
        owner.createRoom(
            Json.object()
                .put("preset", "private_chat")
                .put("name", SECRET)
                .put("topic", SECRET)
                .put("room_alias_name", "station"));
    owner.invite(room, member.userId());
    member.join(room);
    ObjectNode text = Json.object().put("msgtype", "m.text").put("body", SECRET);
    values.put("eventId", owner.send(room, "t", text).join().body().path("event_id").asText());
    values.put("roomId", room);
    values.put("roomIdOrAlias", room);
    values.put("userId", owner.userId());
    values.put("serverName", "127.0.0.1");
    values.put("keyName", "displayname");
    values.put("receiptType", "m.read");
    values.put("kind", "override");
    values.put("ruleId", ".m.rule.master");
    values.put("version", "1");
    values.put("deviceId", device());
    values.put("filterId", filter());
    values.put("roomAlias", "#station:127.0.0.1");
    writeSecrets(room);
    owner.sync(Optional.empty(), Duration.ZERO, "{}").join();
  }

  /** Everything is the owner's. */
  Map<String, String> values() {
    return values;
  }

  /** Of what the owner has nothing exists, but it would be of the same domain. */
  Map<String, String> valuesOfNobody() {
    Map<String, String> nobodys = valuesWithoutRoom("@nobody:127.0.0.1");
    nobodys.put("eventId", "$" + "n".repeat(43));
    nobodys.put("deviceId", "NOSUCHDEVICE");
    nobodys.put("filterId", "987654321");
    nobodys.put("roomAlias", "#nothing:127.0.0.1");
    return nobodys;
  }

  /** The same, but the user in the path is this one. */
  Map<String, String> valuesOf(MatrixClient user) {
    Map<String, String> own = new HashMap<>(values);
    own.put("userId", user.userId());
    return own;
  }

  /** The same for a user who asks for a room that does not exist. */
  Map<String, String> valuesWithoutRoom(MatrixClient user) {
    return valuesWithoutRoom(user.userId());
  }

  private Map<String, String> valuesWithoutRoom(String userId) {
    Map<String, String> nowhere = new HashMap<>(values);
    nowhere.put("userId", userId);
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
      case "createDomain" -> body.put("server_name", "new.example");
      case "suspendDomain", "suspendUser" -> body.put("suspended", true);
      case "lockUser" -> body.put("locked", true);
      case "promoteUser" -> body.put("administrator", true);
      case "quarantineMedia" -> body.put("quarantined", true);
      case "publishAccount" -> body.put("user_id", owner.userId()).put("kind", "tim-fa");
      case "changeDirectoryAccount" -> body.put("hidden", true);
      default -> {}
    }
    return body;
  }

  /** A body in which a stranger looks for the owner of the values. */
  ObjectNode curious(Operation operation, Map<String, String> values) {
    ObjectNode body = Json.object();
    String user = values.get("userId");
    switch (operation.id()) {
      case "searchUserDirectory" -> body.put("search_term", SECRET);
      case "queryPublicRooms" -> body.putObject("filter").put("generic_search_term", SECRET);
      case "search" ->
          body.putObject("search_categories").putObject("room_events").put("search_term", SECRET);
      case "queryKeys" -> body.putObject("device_keys").putArray(user);
      case "claimKeys" ->
          body.putObject("one_time_keys")
              .putObject(user)
              .put(values.get("deviceId"), "signed_curve25519");
      case "kick", "ban", "unban" -> body.put("user_id", user);
      default -> {
        return body(operation);
      }
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

  private void writeSecrets(String room) {
    String user = "/_matrix/client/v3/user/" + MatrixClient.encode(owner.userId());
    ObjectNode note = Json.object().put("note", SECRET);
    owner.ok("PUT", user + "/account_data/type", note);
    owner.ok("PUT", user + "/rooms/" + MatrixClient.encode(room) + "/account_data/type", note);
    owner.ok("PUT", user + "/rooms/" + MatrixClient.encode(room) + "/tags/tag", note);
    String me = "/_matrix/client/v3/profile/" + MatrixClient.encode(owner.userId());
    owner.ok("PUT", me + "/displayname", Json.object().put("displayname", SECRET));
    String device = "/_matrix/client/v3/devices/" + MatrixClient.encode(values.get("deviceId"));
    owner.ok("PUT", device, Json.object().put("display_name", SECRET));
  }

  private String device() {
    return owner.ok("GET", "/_matrix/client/v3/account/whoami", null).path("device_id").asText();
  }

  private String filter() {
    String path = "/_matrix/client/v3/user/" + MatrixClient.encode(owner.userId()) + "/filter";
    ObjectNode filter = Json.object();
    filter.putArray("event_fields").add(SECRET);
    return owner.ok("POST", path, filter).path("filter_id").asText();
  }
}
