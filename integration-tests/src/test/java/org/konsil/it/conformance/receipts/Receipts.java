package org.konsil.it.conformance.receipts;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import org.konsil.core.json.Json;
import org.konsil.it.conformance.Check;
import org.konsil.it.conformance.Homeserver;
import org.konsil.it.conformance.SpecModule;
import org.konsil.it.support.MatrixClient;

/** How far somebody has read. */
public final class Receipts implements SpecModule {
  @Override
  public List<Check> checks(Homeserver server) {
    return List.of(
        new Check(
            "receipts",
            "a read receipt is told to the others",
            () -> {
              MatrixClient alice = server.newUser();
              MatrixClient bob = server.newUser();
              String room = Homeserver.roomOf(alice, bob);
              String event = Homeserver.sendText(alice, room, "gelesen?");
              receipt(bob, room, "m.read", event);
              Homeserver.syncUntil(
                  alice,
                  body ->
                      ephemeral(body, room, "m.receipt")
                          .at("/content")
                          .path(event)
                          .path("m.read")
                          .has(bob.userId()));
            }),
        new Check(
            "receipts",
            "a private receipt is told to oneself alone",
            () -> {
              MatrixClient alice = server.newUser();
              MatrixClient bob = server.newUser();
              String room = Homeserver.roomOf(alice, bob);
              String event = Homeserver.sendText(alice, room, "gelesen?");
              receipt(bob, room, "m.read.private", event);
              Homeserver.syncUntil(
                  bob,
                  body ->
                      ephemeral(body, room, "m.receipt")
                          .at("/content")
                          .path(event)
                          .path("m.read.private")
                          .has(bob.userId()));
              assertThat(
                      Homeserver.sync(alice, null)
                          .path("rooms")
                          .path("join")
                          .path(room)
                          .path("ephemeral")
                          .toString())
                  .doesNotContain("m.read.private");
            }),
        new Check(
            "receipts",
            "reading ends the notification count",
            () -> {
              MatrixClient alice = server.newUser();
              MatrixClient bob = server.newUser();
              String room = Homeserver.roomOf(alice, bob);
              String event = Homeserver.sendText(alice, room, "eins");
              Homeserver.syncUntil(bob, body -> unread(body, room) == 1);
              receipt(bob, room, "m.read", event);
              Homeserver.syncUntil(
                  bob,
                  body -> body.path("rooms").path("join").has(room) && unread(body, room) == 0);
            }),
        new Check(
            "fully-read-markers",
            "the marker is account data of the room",
            () -> {
              MatrixClient alice = server.newUser();
              String room = Homeserver.room(alice);
              String event = Homeserver.sendText(alice, room, "x");
              alice.ok(
                  "POST",
                  MatrixClient.room(room) + "/read_markers",
                  Json.object().put("m.fully_read", event).put("m.read", event));
              JsonNode data =
                  Homeserver.sync(alice, null)
                      .path("rooms")
                      .path("join")
                      .path(room)
                      .path("account_data")
                      .path("events");
              assertThat(data.findValuesAsText("type")).contains("m.fully_read");
              assertThat(data.toString()).contains(event);
            }),
        new Check(
            "receipts",
            "an unknown kind of receipt is refused",
            () -> {
              MatrixClient alice = server.newUser();
              String room = Homeserver.room(alice);
              String event = Homeserver.sendText(alice, room, "x");
              assertThat(
                      alice
                          .call(
                              "POST",
                              MatrixClient.room(room)
                                  + "/receipt/org.example.no/"
                                  + MatrixClient.encode(event),
                              Json.object())
                          .status())
                  .isEqualTo(400);
            }),
        new Check(
            "typing-notifications",
            "who types is told",
            () -> {
              MatrixClient alice = server.newUser();
              MatrixClient bob = server.newUser();
              String room = Homeserver.roomOf(alice, bob);
              bob.ok(
                  "PUT",
                  MatrixClient.room(room) + "/typing/" + MatrixClient.encode(bob.userId()),
                  Json.object().put("typing", true).put("timeout", 30000));
              Homeserver.syncUntil(
                  alice,
                  body ->
                      ephemeral(body, room, "m.typing")
                          .at("/content/user_ids")
                          .toString()
                          .contains(bob.userId()));
            }),
        new Check(
            "typing-notifications",
            "nobody types for another",
            () -> {
              MatrixClient alice = server.newUser();
              MatrixClient bob = server.newUser();
              String room = Homeserver.roomOf(alice, bob);
              MatrixClient.Answer refusal =
                  bob.call(
                      "PUT",
                      MatrixClient.room(room) + "/typing/" + MatrixClient.encode(alice.userId()),
                      Json.object().put("typing", true));
              // the text names no status for it
              assertThat(refusal.errcode()).isEqualTo("M_FORBIDDEN");
            }));
  }

  private static void receipt(MatrixClient user, String room, String kind, String event) {
    user.ok(
        "POST",
        MatrixClient.room(room) + "/receipt/" + kind + "/" + MatrixClient.encode(event),
        Json.object());
  }

  private static int unread(JsonNode sync, String room) {
    return sync.path("rooms")
        .path("join")
        .path(room)
        .path("unread_notifications")
        .path("notification_count")
        .asInt(-1);
  }

  private static JsonNode ephemeral(JsonNode sync, String room, String type) {
    for (JsonNode event :
        sync.path("rooms").path("join").path(room).path("ephemeral").path("events")) {
      if (event.path("type").asText().equals(type)) {
        return event;
      }
    }
    return Json.object();
  }
}
