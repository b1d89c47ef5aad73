package org.konsil.it.conformance.relations;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import org.konsil.core.json.Json;
import org.konsil.it.conformance.Check;
import org.konsil.it.conformance.Homeserver;
import org.konsil.it.conformance.SpecModule;
import org.konsil.it.support.MatrixClient;

/** Events that belong to events. */
public final class Relations implements SpecModule {
  @Override
  public List<Check> checks(Homeserver server) {
    return List.of(
        new Check(
            "event-replacements",
            "an edit is bundled with what it replaces",
            () -> {
              MatrixClient alice = server.newUser();
              String room = Homeserver.room(alice);
              String event = Homeserver.sendText(alice, room, "Schreibfeler");
              String edit = edit(alice, room, event);
              JsonNode bundled = event(alice, room, event).at("/unsigned/m.relations/m.replace");
              assertThat(bundled.path("event_id").asText()).isEqualTo(edit);
              assertThat(bundled.at("/content/m.new_content/body").asText())
                  .isEqualTo("Schreibfehler");
            }),
        new Check(
            "event-replacements",
            "another user's edit replaces nothing",
            () -> {
              MatrixClient alice = server.newUser();
              MatrixClient bob = server.newUser();
              String room = Homeserver.roomOf(alice, bob);
              String event = Homeserver.sendText(alice, room, "Original");
              edit(bob, room, event);
              assertThat(
                      event(alice, room, event)
                          .at("/unsigned/m.relations/m.replace")
                          .isMissingNode())
                  .isTrue();
            }),
        new Check(
            "get_matrixclientv1roomsroomidrelationseventid",
            "relations are listed by type, newest first",
            () -> {
              MatrixClient alice = server.newUser();
              String room = Homeserver.room(alice);
              String event = Homeserver.sendText(alice, room, "Frage");
              String one = react(alice, room, event, "👍");
              String two = react(alice, room, event, "🩺");
              String path =
                  "/_matrix/client/v1/rooms/"
                      + MatrixClient.encode(room)
                      + "/relations/"
                      + MatrixClient.encode(event)
                      + "/";
              assertThat(
                      Homeserver.eventIds(
                          alice.ok("GET", path + "m.annotation", null).path("chunk")))
                  .containsExactly(two, one);
              assertThat(alice.ok("GET", path + "m.thread", null).path("chunk")).isEmpty();
            }),
        new Check(
            "threading",
            "a thread is summed up at its root",
            () -> {
              MatrixClient alice = server.newUser();
              String room = Homeserver.room(alice);
              String root = Homeserver.sendText(alice, room, "Befund");
              thread(alice, room, root, "eins");
              String last = thread(alice, room, root, "zwei");
              JsonNode summary = event(alice, room, root).at("/unsigned/m.relations/m.thread");
              assertThat(summary.path("count").asInt()).isEqualTo(2);
              assertThat(summary.path("latest_event").path("event_id").asText()).isEqualTo(last);
              assertThat(summary.path("current_user_participated").asBoolean()).isTrue();
            }),
        new Check(
            "get_matrixclientv1roomsroomidthreads",
            "threads are listed, or those one takes part in",
            () -> {
              MatrixClient alice = server.newUser();
              MatrixClient bob = server.newUser();
              String room = Homeserver.roomOf(alice, bob);
              String root = Homeserver.sendText(alice, room, "Wurzel");
              thread(alice, room, root, "Antwort");
              String path = "/_matrix/client/v1/rooms/" + MatrixClient.encode(room) + "/threads";
              assertThat(bob.ok("GET", path, null).path("chunk").path(0).path("event_id").asText())
                  .isEqualTo(root);
              assertThat(bob.ok("GET", path + "?include=participated", null).path("chunk"))
                  .isEmpty();
            }),
        new Check(
            "redactions",
            "a redacted relation no longer counts",
            () -> {
              MatrixClient alice = server.newUser();
              String room = Homeserver.room(alice);
              String event = Homeserver.sendText(alice, room, "x");
              String reaction = react(alice, room, event, "👍");
              alice.ok(
                  "PUT",
                  MatrixClient.room(room) + "/redact/" + MatrixClient.encode(reaction) + "/1",
                  Json.object());
              String path =
                  "/_matrix/client/v1/rooms/"
                      + MatrixClient.encode(room)
                      + "/relations/"
                      + MatrixClient.encode(event);
              assertThat(Homeserver.eventIds(alice.ok("GET", path, null).path("chunk")))
                  .doesNotContain(reaction);
            }));
  }

  private static JsonNode event(MatrixClient user, String room, String event) {
    return user.ok("GET", MatrixClient.room(room) + "/event/" + MatrixClient.encode(event), null);
  }

  private static String edit(MatrixClient user, String room, String event) {
    ObjectNode content = Homeserver.text("* Schreibfehler");
    content.set("m.new_content", Homeserver.text("Schreibfehler"));
    content.set("m.relates_to", Homeserver.relation("m.replace", event));
    return Homeserver.send(user, room, "m.room.message", content);
  }

  private static String react(MatrixClient user, String room, String event, String key) {
    ObjectNode content = Json.object();
    content.set("m.relates_to", Homeserver.relation("m.annotation", event).put("key", key));
    return Homeserver.send(user, room, "m.reaction", content);
  }

  private static String thread(MatrixClient user, String room, String root, String body) {
    ObjectNode content = Homeserver.text(body);
    content.set("m.relates_to", Homeserver.relation("m.thread", root));
    return Homeserver.send(user, room, "m.room.message", content);
  }
}
