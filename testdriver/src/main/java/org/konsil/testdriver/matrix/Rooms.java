package org.konsil.testdriver.matrix;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What a user does with rooms. Every method throws {@link Refusal} as the homeserver answers. */
public final class Rooms {
  private static final String V3 = "/_matrix/client/v3";
  private static final String ROOMS = V3 + "/rooms";
  private static final String DIRECT = "m.direct";
  private static final String FILTER =
      "{\"presence\":{\"not_types\":[\"*\"]},\"account_data\":{\"types\":[\"m.direct\"]},"
          + "\"room\":{\"include_leave\":true,\"timeline\":{\"limit\":1},"
          + "\"ephemeral\":{\"not_types\":[\"*\"]},\"account_data\":{\"not_types\":[\"*\"]}}}";

  private final MatrixApi api;
  private final String mxid;

  /**
   * @param api as the user
   */
  public Rooms(MatrixApi api, String mxid) {
    this.api = api;
    this.mxid = mxid;
  }

  /** Those that the user is in, is invited to, knocked at, or has left and not forgotten. */
  public List<Room> list() {
    return RoomView.all(sync());
  }

  public Room get(String roomId) {
    return list().stream()
        .filter(room -> room.roomId().equals(roomId))
        .findFirst()
        .orElseThrow(() -> new Refusal(404, "M_NOT_FOUND", "The user is in no such room"));
  }

  /** Makes a room and invites; the first one with the room, the others after it. */
  public Room create(NewRoom wanted, List<String> invited) {
    String roomId = create(wanted, false, invited.stream().limit(1).toList());
    invited.stream().skip(1).forEach(user -> invite(roomId, user));
    return get(roomId);
  }

  private String create(NewRoom wanted, boolean direct, List<String> invited) {
    return api.post(V3 + "/createRoom", wanted.request(direct, invited)).path("room_id").asText();
  }

  /** Changes what is said; name and topic in both of their places (A_26338-02). */
  public Room change(String roomId, NewRoom wanted) {
    set(roomId, "m.room.name", "name", wanted.name());
    set(roomId, "de.gematik.tim.room.name", "name", wanted.name());
    set(roomId, "m.room.topic", "topic", wanted.theme());
    set(roomId, "de.gematik.tim.room.topic", "topic", wanted.theme());
    set(roomId, "m.room.history_visibility", "history_visibility", wanted.historyVisibility());
    String access = wanted.isPublic() ? "public" : null;
    set(
        roomId,
        "m.room.join_rules",
        "join_rule",
        wanted.joinRule() == null ? access : wanted.joinRule());
    return get(roomId);
  }

  private void set(String roomId, String type, String key, String value) {
    if (value == null) {
      return;
    }
    String path = MatrixApi.path(ROOMS, roomId, "state", type) + "/";
    if (!value.equals(find(path).path(key).asText(null))) {
      api.put(path, MatrixApi.object().put(key, value));
    }
  }

  private JsonNode find(String path) {
    try {
      return api.get(path);
    } catch (Refusal refusal) {
      if (refusal.status() == 404) {
        return MatrixApi.object();
      }
      throw refusal;
    }
  }

  public void invite(String roomId, String user) {
    api.post(MatrixApi.path(ROOMS, roomId, "invite"), MatrixApi.object().put("user_id", user));
  }

  public void join(String roomId) {
    api.post(MatrixApi.path(V3 + "/join", roomId) + servers(roomId), MatrixApi.object());
  }

  /** Who may help to join: whoever invited, and who made the room. */
  private static String servers(String roomId) {
    int colon = roomId.indexOf(':');
    return colon < 0 ? "" : "?via=" + MatrixApi.escape(roomId.substring(colon + 1));
  }

  public void leave(String roomId) {
    api.post(MatrixApi.path(ROOMS, roomId, "leave"), MatrixApi.object());
  }

  public void forget(String roomId) {
    api.post(MatrixApi.path(ROOMS, roomId, "forget"), MatrixApi.object());
  }

  /** The state events of a room. */
  public JsonNode state(String roomId) {
    return api.get(MatrixApi.path(ROOMS, roomId, "state"));
  }

  /** The direct chat with a user; made, with an invitation, unless there is one. */
  public String direct(String user) {
    JsonNode sync = sync();
    ObjectNode known = direct(sync);
    List<Room> rooms = RoomView.all(sync);
    return rooms.stream()
        .filter(room -> room.membership(mxid).equals("join"))
        .filter(room -> List.of("join", "invite").contains(room.membership(user)))
        .map(Room::roomId)
        .filter(room -> contains(known.path(user), room))
        .findFirst()
        .orElseGet(() -> openDirect(user, known));
  }

  private String openDirect(String user, ObjectNode known) {
    NewRoom direct = new NewRoom(null, null, "private", null, null, null, null, null);
    String roomId = create(direct, true, List.of(user));
    known.withArray(user).add(roomId);
    api.put(MatrixApi.path(V3 + "/user", mxid, "account_data", DIRECT), known);
    return roomId;
  }

  private static ObjectNode direct(JsonNode sync) {
    for (JsonNode event : sync.path("account_data").path("events")) {
      if (event.path("type").asText().equals(DIRECT)) {
        return event.path("content").deepCopy();
      }
    }
    return MatrixApi.object();
  }

  private static boolean contains(JsonNode rooms, String roomId) {
    for (JsonNode room : rooms) {
      if (room.asText().equals(roomId)) {
        return true;
      }
    }
    return false;
  }

  /** What a user is called; the localpart where nothing else is known. */
  public String displayName(String user) {
    String localpart = user.substring(1).replaceFirst(":.*", "");
    return find(MatrixApi.path(V3 + "/profile", user, "displayname"))
        .path("displayname")
        .asText(localpart);
  }

  private JsonNode sync() {
    return api.get(V3 + "/sync?timeout=0&filter=" + MatrixApi.escape(FILTER));
  }

  /** Leaves and forgets every room. */
  public void leaveAll() {
    for (Room room : list()) {
      if (!List.of("leave", "ban").contains(room.membership(mxid))) {
        leave(room.roomId());
      }
      forget(room.roomId());
    }
  }

  /** Users of the homeserver's directory by display name or MXID; MXID to display name. */
  public Map<String, Optional<String>> searchUsers(String term) {
    JsonNode found =
        api.post(
            V3 + "/user_directory/search",
            MatrixApi.object().put("search_term", term).put("limit", 50));
    Map<String, Optional<String>> users = new LinkedHashMap<>();
    found
        .path("results")
        .forEach(
            user ->
                users.put(
                    user.path("user_id").asText(),
                    Optional.ofNullable(user.path("display_name").asText(null))));
    return users;
  }
}
