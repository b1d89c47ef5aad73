package org.konsil.it.conformance.rooms;

import static org.assertj.core.api.Assertions.assertThat;
import static org.konsil.it.conformance.Homeserver.refused;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.UUID;
import org.konsil.core.json.Json;
import org.konsil.it.conformance.Check;
import org.konsil.it.conformance.Homeserver;
import org.konsil.it.conformance.SpecModule;
import org.konsil.it.support.MatrixClient;

/** Rooms, their state and who is in them. */
public final class Rooms implements SpecModule {
  @Override
  public List<Check> checks(Homeserver server) {
    return List.of(
        new Check(
            "post_matrixclientv3createroom",
            "a new room has its creator as member",
            () -> {
              MatrixClient alice = server.newUser();
              String room = Homeserver.room(alice);
              assertThat(
                      alice
                          .ok("GET", "/_matrix/client/v3/joined_rooms", null)
                          .path("joined_rooms")
                          .toString())
                  .contains(room);
              assertThat(
                      alice
                          .ok("GET", MatrixClient.room(room) + "/joined_members", null)
                          .path("joined")
                          .has(alice.userId()))
                  .isTrue();
            }),
        new Check(
            "post_matrixclientv3createroom",
            "name, topic and initial state are set",
            () -> {
              MatrixClient alice = server.newUser();
              ObjectNode request = Json.object().put("name", "Station 3").put("topic", "Visite");
              request
                  .putArray("initial_state")
                  .addObject()
                  .put("type", "org.example.x")
                  .put("state_key", "k")
                  .putObject("content")
                  .put("a", 1);
              String state = MatrixClient.room(alice.createRoom(request)) + "/state/";
              assertThat(alice.ok("GET", state + "m.room.name", null).path("name").asText())
                  .isEqualTo("Station 3");
              assertThat(alice.ok("GET", state + "m.room.topic", null).path("topic").asText())
                  .isEqualTo("Visite");
              assertThat(alice.ok("GET", state + "org.example.x/k", null).path("a").asInt())
                  .isEqualTo(1);
            }),
        new Check(
            "post_matrixclientv3createroom",
            "an unknown room version is M_UNSUPPORTED_ROOM_VERSION",
            () ->
                refused(
                    server
                        .newUser()
                        .call(
                            "POST",
                            "/_matrix/client/v3/createRoom",
                            Json.object().put("room_version", "none")),
                    400,
                    "M_UNSUPPORTED_ROOM_VERSION")),
        new Check(
            "get_matrixclientv3roomsroomidstateeventtypestatekey",
            "state that is not set is M_NOT_FOUND",
            () -> {
              MatrixClient alice = server.newUser();
              refused(
                  alice.call(
                      "GET",
                      MatrixClient.room(Homeserver.room(alice)) + "/state/m.room.topic",
                      null),
                  404,
                  "M_NOT_FOUND");
            }),
        new Check(
            "room-membership",
            "an invited user may join, and is in the room then",
            () -> {
              MatrixClient alice = server.newUser();
              MatrixClient bob = server.newUser();
              String room = Homeserver.roomOf(alice, bob);
              assertThat(
                      bob.ok(
                              "GET",
                              MatrixClient.room(room) + "/state/m.room.member/" + bob.userId(),
                              null)
                          .path("membership")
                          .asText())
                  .isEqualTo("join");
            }),
        new Check(
            "room-membership",
            "nobody joins a private room without an invite",
            () -> {
              MatrixClient alice = server.newUser();
              refused(
                  server
                      .newUser()
                      .call(
                          "POST",
                          MatrixClient.room(Homeserver.room(alice)) + "/join",
                          Json.object()),
                  403,
                  "M_FORBIDDEN");
            }),
        new Check(
            "room-membership",
            "who is not in the room neither reads nor sends",
            () -> {
              MatrixClient alice = server.newUser();
              MatrixClient eve = server.newUser();
              String room = MatrixClient.room(Homeserver.room(alice));
              refused(eve.call("GET", room + "/messages?dir=b", null), 403, "M_FORBIDDEN");
              refused(
                  eve.call("PUT", room + "/send/m.room.message/1", Homeserver.text("x")),
                  403,
                  "M_FORBIDDEN");
            }),
        new Check(
            "kicking-users",
            "a kicked user is out with the reason",
            () -> {
              MatrixClient alice = server.newUser();
              MatrixClient bob = server.newUser();
              String room = MatrixClient.room(Homeserver.roomOf(alice, bob));
              alice.ok(
                  "POST",
                  room + "/kick",
                  Json.object().put("user_id", bob.userId()).put("reason", "Ende"));
              JsonNode member =
                  alice.ok("GET", room + "/state/m.room.member/" + bob.userId(), null);
              assertThat(member.path("membership").asText()).isEqualTo("leave");
              assertThat(member.path("reason").asText()).isEqualTo("Ende");
            }),
        new Check(
            "kicking-users",
            "who has no power cannot kick",
            () -> {
              MatrixClient alice = server.newUser();
              MatrixClient bob = server.newUser();
              String room = MatrixClient.room(Homeserver.roomOf(alice, bob));
              refused(
                  bob.call("POST", room + "/kick", Json.object().put("user_id", alice.userId())),
                  403,
                  "M_FORBIDDEN");
            }),
        new Check(
            "banning-users-in-a-room",
            "a banned user cannot join until unbanned and invited again",
            () -> {
              MatrixClient alice = server.newUser();
              MatrixClient bob = server.newUser();
              String id = Homeserver.roomOf(alice, bob);
              String room = MatrixClient.room(id);
              ObjectNode who = Json.object().put("user_id", bob.userId());
              alice.ok("POST", room + "/ban", who);
              // which errcode is "a meaningful" one is the server's to say
              assertThat(bob.call("POST", room + "/join", Json.object()).status()).isEqualTo(403);
              alice.ok("POST", room + "/unban", who);
              alice.invite(id, bob.userId());
              bob.join(id);
            }),
        new Check(
            "leaving-rooms",
            "a room is forgotten only after it was left",
            () -> {
              MatrixClient alice = server.newUser();
              String room = MatrixClient.room(Homeserver.room(alice));
              assertThat(alice.call("POST", room + "/forget", Json.object()).status())
                  .isEqualTo(400);
              alice.ok("POST", room + "/leave", Json.object());
              alice.ok("POST", room + "/forget", Json.object());
            }),
        new Check(
            "room-aliases",
            "an alias leads to its room and is taken once",
            () -> {
              MatrixClient alice = server.newUser();
              String room = Homeserver.room(alice);
              String alias =
                  "#a" + UUID.randomUUID() + alice.userId().substring(alice.userId().indexOf(':'));
              String path = "/_matrix/client/v3/directory/room/" + MatrixClient.encode(alias);
              ObjectNode target = Json.object().put("room_id", room);
              alice.ok("PUT", path, target);
              assertThat(alice.ok("GET", path, null).path("room_id").asText()).isEqualTo(room);
              assertThat(alice.call("PUT", path, target).status()).isEqualTo(409);
              alice.ok("DELETE", path, null);
              refused(alice.call("GET", path, null), 404, "M_NOT_FOUND");
            }),
        new Check(
            "redactions",
            "a redacted event loses its content and says by what",
            () -> {
              MatrixClient alice = server.newUser();
              String id = Homeserver.room(alice);
              String event = Homeserver.sendText(alice, id, "geheim");
              alice.ok(
                  "PUT",
                  MatrixClient.room(id) + "/redact/" + MatrixClient.encode(event) + "/1",
                  Json.object().put("reason", "Versehen"));
              JsonNode after =
                  alice.ok(
                      "GET", MatrixClient.room(id) + "/event/" + MatrixClient.encode(event), null);
              assertThat(after.path("content").isEmpty()).isTrue();
              assertThat(after.path("unsigned").has("redacted_because")).isTrue();
            }),
        new Check(
            "put_matrixclientv3roomsroomidsendeventtypetxnid",
            "a transaction id sends once",
            () -> {
              MatrixClient alice = server.newUser();
              String path = MatrixClient.room(Homeserver.room(alice)) + "/send/m.room.message/same";
              JsonNode first = alice.ok("PUT", path, Homeserver.text("a"));
              assertThat(alice.ok("PUT", path, Homeserver.text("a"))).isEqualTo(first);
            }),
        new Check(
            "standard-error-response",
            "an unknown endpoint is M_UNRECOGNIZED, a wrong token M_UNKNOWN_TOKEN, none M_MISSING_TOKEN",
            () -> {
              refused(
                  server.anonymous().call("GET", "/_matrix/client/v3/nothing/here", null),
                  404,
                  "M_UNRECOGNIZED");
              refused(
                  server
                      .anonymous()
                      .withToken("wrong")
                      .call("GET", "/_matrix/client/v3/joined_rooms", null),
                  401,
                  "M_UNKNOWN_TOKEN");
              refused(
                  server.anonymous().call("GET", "/_matrix/client/v3/joined_rooms", null),
                  401,
                  "M_MISSING_TOKEN");
            }));
  }
}
