package org.konsil.it.conformance.sync;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import org.konsil.core.json.Json;
import org.konsil.it.conformance.Check;
import org.konsil.it.conformance.Homeserver;
import org.konsil.it.conformance.SpecModule;
import org.konsil.it.support.MatrixClient;

/** What a sync tells, and how history is read. */
public final class Sync implements SpecModule {
  @Override
  public List<Check> checks(Homeserver server) {
    return List.of(
        new Check(
            "syncing",
            "a message is in the next sync once, and in none after it",
            () -> {
              MatrixClient alice = server.newUser();
              String room = Homeserver.room(alice);
              String since = Homeserver.sync(alice, null).path("next_batch").asText();
              String event = Homeserver.sendText(alice, room, "hallo");
              JsonNode first = Homeserver.sync(alice, since);
              assertThat(
                      first.path("rooms").path("join").path(room).path("timeline").path("events"))
                  .singleElement()
                  .satisfies(e -> assertThat(e.path("event_id").asText()).isEqualTo(event));
              JsonNode second = Homeserver.sync(alice, first.path("next_batch").asText());
              assertThat(second.path("rooms").path("join").has(room)).isFalse();
            }),
        new Check(
            "syncing",
            "the sender sees its transaction id",
            () -> {
              MatrixClient alice = server.newUser();
              String room = Homeserver.room(alice);
              alice.ok(
                  "PUT",
                  MatrixClient.room(room) + "/send/m.room.message/mine",
                  Homeserver.text("x"));
              JsonNode timeline =
                  Homeserver.sync(alice, null)
                      .path("rooms")
                      .path("join")
                      .path(room)
                      .path("timeline");
              assertThat(timeline.findValuesAsText("transaction_id")).contains("mine");
            }),
        new Check(
            "syncing",
            "an invite comes with stripped state that names the room",
            () -> {
              MatrixClient alice = server.newUser();
              MatrixClient bob = server.newUser();
              String room =
                  alice.createRoom(
                      Json.object().put("name", "Visite").put("preset", "private_chat"));
              alice.invite(room, bob.userId());
              JsonNode body =
                  Homeserver.syncUntil(bob, sync -> sync.path("rooms").path("invite").has(room));
              assertThat(
                      body.path("rooms")
                          .path("invite")
                          .path(room)
                          .path("invite_state")
                          .path("events")
                          .findValuesAsText("type"))
                  .contains("m.room.create", "m.room.name", "m.room.member");
            }),
        new Check(
            "syncing",
            "with use_state_after state is told as it is after the timeline",
            () -> {
              MatrixClient alice = server.newUser();
              String room = Homeserver.room(alice);
              String since = Homeserver.sync(alice, null).path("next_batch").asText();
              alice.ok(
                  "PUT",
                  MatrixClient.room(room) + "/state/m.room.topic/",
                  Json.object().put("topic", "Sepsis"));
              JsonNode joined =
                  alice
                      .ok(
                          "GET",
                          "/_matrix/client/v3/sync?use_state_after=true&since=" + since,
                          null)
                      .path("rooms")
                      .path("join")
                      .path(room);
              assertThat(joined.has("state")).isFalse();
              assertThat(joined.path("state_after").path("events"))
                  .singleElement()
                  .satisfies(e -> assertThat(e.path("type").asText()).isEqualTo("m.room.topic"));
            }),
        new Check(
            "syncing",
            "state that a filter takes out of the timeline is told before it",
            () -> {
              MatrixClient alice = server.newUser();
              String room = Homeserver.room(alice);
              String since = Homeserver.sync(alice, null).path("next_batch").asText();
              alice.ok(
                  "PUT",
                  MatrixClient.room(room) + "/state/m.room.topic/",
                  Json.object().put("topic", "Sepsis"));
              String filter = "%7B%22room%22:%7B%22timeline%22:%7B%22types%22:%5B%5D%7D%7D%7D";
              JsonNode joined =
                  alice
                      .ok(
                          "GET",
                          "/_matrix/client/v3/sync?filter=" + filter + "&since=" + since,
                          null)
                      .path("rooms")
                      .path("join")
                      .path(room);
              assertThat(joined.path("timeline").path("events")).isEmpty();
              assertThat(joined.path("state").path("events").findValuesAsText("type"))
                  .containsExactly("m.room.topic");
            }),
        new Check(
            "syncing",
            "whoever declines an invite is told nothing of the room",
            () -> {
              MatrixClient alice = server.newUser();
              MatrixClient bob = server.newUser();
              String room = Homeserver.room(alice);
              alice.invite(room, bob.userId());
              String since =
                  Homeserver.syncUntil(bob, sync -> sync.path("rooms").path("invite").has(room))
                      .path("next_batch")
                      .asText();
              bob.ok("POST", MatrixClient.room(room) + "/leave", Json.object());
              JsonNode left = Homeserver.sync(bob, since).path("rooms").path("leave").path(room);
              assertThat(left.path("state").path("events")).isEmpty();
              assertThat(left.path("timeline").path("events").findValuesAsText("state_key"))
                  .containsExactly(bob.userId());
            }),
        new Check(
            "syncing",
            "a room that was left is told once under leave",
            () -> {
              MatrixClient alice = server.newUser();
              String room = Homeserver.room(alice);
              String since = Homeserver.sync(alice, null).path("next_batch").asText();
              alice.ok("POST", MatrixClient.room(room) + "/leave", Json.object());
              assertThat(Homeserver.sync(alice, since).path("rooms").path("leave").has(room))
                  .isTrue();
              assertThat(Homeserver.sync(alice, null).path("rooms").path("leave").has(room))
                  .isFalse();
            }),
        new Check(
            "filtering",
            "a filter can be kept and read, and limits the timeline",
            () -> {
              MatrixClient alice = server.newUser();
              String room = Homeserver.room(alice);
              Homeserver.sendText(alice, room, "eins");
              Homeserver.sendText(alice, room, "zwei");
              ObjectNode filter = Json.object();
              filter.putObject("room").putObject("timeline").put("limit", 1);
              String path =
                  "/_matrix/client/v3/user/" + MatrixClient.encode(alice.userId()) + "/filter";
              String id = alice.ok("POST", path, filter).path("filter_id").asText();
              assertThat(alice.ok("GET", path + "/" + id, null).at("/room/timeline/limit").asInt())
                  .isEqualTo(1);
              JsonNode timeline =
                  alice
                      .ok("GET", "/_matrix/client/v3/sync?filter=" + id, null)
                      .path("rooms")
                      .path("join")
                      .path(room)
                      .path("timeline");
              assertThat(timeline.path("events")).hasSize(1);
              assertThat(timeline.path("limited").asBoolean()).isTrue();
              assertThat(timeline.path("prev_batch").asText()).isNotEmpty();
            }),
        new Check(
            "get_matrixclientv3roomsroomidmessages",
            "history is read to its start, newest first",
            () -> {
              MatrixClient alice = server.newUser();
              String room = Homeserver.room(alice);
              String last = Homeserver.sendText(alice, room, "letzte");
              JsonNode chunk =
                  alice
                      .ok("GET", MatrixClient.room(room) + "/messages?dir=b&limit=100", null)
                      .path("chunk");
              assertThat(chunk.path(0).path("event_id").asText()).isEqualTo(last);
              assertThat(chunk.path(chunk.size() - 1).path("type").asText())
                  .isEqualTo("m.room.create");
            }),
        new Check(
            "get_matrixclientv3roomsroomidcontexteventid",
            "an event has what is around it",
            () -> {
              MatrixClient alice = server.newUser();
              String room = Homeserver.room(alice);
              Homeserver.sendText(alice, room, "vorher");
              String event = Homeserver.sendText(alice, room, "hier");
              String after = Homeserver.sendText(alice, room, "nachher");
              JsonNode context =
                  alice.ok(
                      "GET",
                      MatrixClient.room(room)
                          + "/context/"
                          + MatrixClient.encode(event)
                          + "?limit=4",
                      null);
              assertThat(context.path("event").path("event_id").asText()).isEqualTo(event);
              assertThat(context.path("events_after").path(0).path("event_id").asText())
                  .isEqualTo(after);
              assertThat(
                      context.path("events_before").path(0).path("content").path("body").asText())
                  .isEqualTo("vorher");
            }),
        new Check(
            "room-history-visibility",
            "with visibility joined, a newcomer reads nothing older",
            () -> {
              MatrixClient alice = server.newUser();
              MatrixClient bob = server.newUser();
              String id = Homeserver.room(alice);
              alice.ok(
                  "PUT",
                  MatrixClient.room(id) + "/state/m.room.history_visibility",
                  Json.object().put("history_visibility", "joined"));
              String event = Homeserver.sendText(alice, id, "vor dem Beitritt");
              alice.invite(id, bob.userId());
              bob.join(id);
              assertThat(
                      bob.call(
                              "GET",
                              MatrixClient.room(id) + "/event/" + MatrixClient.encode(event),
                              null)
                          .status())
                  .isEqualTo(404);
              assertThat(
                      bob.ok("GET", MatrixClient.room(id) + "/messages?dir=b&limit=100", null)
                          .path("chunk")
                          .findValuesAsText("event_id"))
                  .doesNotContain(event);
            }),
        new Check(
            "ignoring-users",
            "what an ignored user sends is not told",
            () -> {
              MatrixClient alice = server.newUser();
              MatrixClient bob = server.newUser();
              String room = Homeserver.roomOf(alice, bob);
              ObjectNode ignored = Json.object();
              ignored.putObject("ignored_users").putObject(bob.userId());
              alice.ok(
                  "PUT",
                  "/_matrix/client/v3/user/"
                      + MatrixClient.encode(alice.userId())
                      + "/account_data/m.ignored_user_list",
                  ignored);
              String since = Homeserver.sync(alice, null).path("next_batch").asText();
              String hidden = Homeserver.sendText(bob, room, "hörst du mich?");
              String shown = Homeserver.sendText(alice, room, "nein");
              List<String> events =
                  Homeserver.sync(alice, since)
                      .path("rooms")
                      .path("join")
                      .path(room)
                      .path("timeline")
                      .findValuesAsText("event_id");
              assertThat(events).contains(shown).doesNotContain(hidden);
            }));
  }
}
