package org.konsil.it.conformance.push;

import static org.assertj.core.api.Assertions.assertThat;
import static org.konsil.it.conformance.Homeserver.refused;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import org.konsil.core.json.Json;
import org.konsil.it.conformance.Check;
import org.konsil.it.conformance.Homeserver;
import org.konsil.it.conformance.SpecModule;
import org.konsil.it.support.MatrixClient;

/** Who is notified of what. */
public final class Push implements SpecModule {
  private static final String RULES = "/_matrix/client/v3/pushrules/global/";

  @Override
  public List<Check> checks(Homeserver server) {
    return List.of(
        new Check(
            "predefined-rules",
            "the predefined rules are there",
            () -> {
              JsonNode rules =
                  server.newUser().ok("GET", "/_matrix/client/v3/pushrules/", null).path("global");
              assertThat(rules.path("override").findValuesAsText("rule_id"))
                  .contains(
                      ".m.rule.master",
                      ".m.rule.suppress_notices",
                      ".m.rule.invite_for_me",
                      ".m.rule.is_user_mention",
                      ".m.rule.is_room_mention",
                      ".m.rule.tombstone",
                      ".m.rule.reaction");
              assertThat(rules.path("underride").findValuesAsText("rule_id"))
                  .contains(
                      ".m.rule.call",
                      ".m.rule.encrypted_room_one_to_one",
                      ".m.rule.room_one_to_one",
                      ".m.rule.message",
                      ".m.rule.encrypted");
            }),
        new Check(
            "push-rules-api",
            "a rule is added, switched off, changed and removed",
            () -> {
              MatrixClient alice = server.newUser();
              ObjectNode rule = Json.object().put("pattern", "Notfall");
              rule.putArray("actions").add("notify");
              alice.ok("PUT", RULES + "content/mine", rule);
              alice.ok("PUT", RULES + "content/mine/enabled", Json.object().put("enabled", false));
              JsonNode stored = alice.ok("GET", RULES + "content/mine", null);
              assertThat(stored.path("pattern").asText()).isEqualTo("Notfall");
              assertThat(stored.path("enabled").asBoolean(true)).isFalse();
              assertThat(stored.path("default").asBoolean(true)).isFalse();
              alice.ok("DELETE", RULES + "content/mine", null);
              refused(alice.call("GET", RULES + "content/mine", null), 404, "M_NOT_FOUND");
            }),
        new Check(
            "push-rules-api",
            "a rule is placed before another",
            () -> {
              MatrixClient alice = server.newUser();
              ObjectNode rule = Json.object().put("pattern", "x");
              rule.putArray("actions").add("notify");
              alice.ok("PUT", RULES + "content/first", rule);
              alice.ok("PUT", RULES + "content/second?before=first", rule);
              assertThat(
                      alice
                          .ok("GET", "/_matrix/client/v3/pushrules/", null)
                          .at("/global/content")
                          .findValuesAsText("rule_id"))
                  .startsWith("second", "first");
            }),
        new Check(
            "push-rules-api",
            "names that begin with a dot are the server's",
            () -> {
              ObjectNode rule = Json.object().put("pattern", "x");
              rule.putArray("actions").add("notify");
              assertThat(server.newUser().call("PUT", RULES + "content/.mine", rule).status())
                  .isEqualTo(400);
            }),
        new Check(
            "push-rules",
            "a mention highlights",
            () -> {
              MatrixClient alice = server.newUser();
              MatrixClient bob = server.newUser();
              String room = Homeserver.roomOf(alice, bob);
              ObjectNode content = Homeserver.text("Bitte ansehen");
              content.putObject("m.mentions").putArray("user_ids").add(bob.userId());
              Homeserver.send(alice, room, "m.room.message", content);
              Homeserver.syncUntil(
                  bob,
                  body ->
                      body.path("rooms")
                              .path("join")
                              .path(room)
                              .path("unread_notifications")
                              .path("highlight_count")
                              .asInt()
                          == 1);
            }),
        new Check(
            "push-rules",
            "rules are account data of the sync",
            () ->
                assertThat(
                        Homeserver.sync(server.newUser(), null)
                            .path("account_data")
                            .path("events")
                            .findValuesAsText("type"))
                    .contains("m.push_rules")),
        new Check(
            "get_matrixclientv3pushers",
            "a pusher is set, listed and removed",
            () -> {
              MatrixClient alice = server.newUser();
              ObjectNode pusher =
                  Json.object()
                      .put("kind", "http")
                      .put("app_id", "org.example")
                      .put("pushkey", "key");
              pusher
                  .put("app_display_name", "App")
                  .put("device_display_name", "Gerät")
                  .put("lang", "de");
              pusher
                  .putObject("data")
                  .put("url", "https://push.example.org/_matrix/push/v1/notify");
              alice.ok("POST", "/_matrix/client/v3/pushers/set", pusher);
              assertThat(
                      alice
                          .ok("GET", "/_matrix/client/v3/pushers", null)
                          .path("pushers")
                          .findValuesAsText("pushkey"))
                  .containsExactly("key");
              alice.ok("POST", "/_matrix/client/v3/pushers/set", pusher.putNull("kind"));
              assertThat(alice.ok("GET", "/_matrix/client/v3/pushers", null).path("pushers"))
                  .isEmpty();
            }));
  }
}
