package org.konsil.it.conformance.accountdata;

import static org.assertj.core.api.Assertions.assertThat;
import static org.konsil.it.conformance.Homeserver.refused;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import org.konsil.core.json.Json;
import org.konsil.it.conformance.Check;
import org.konsil.it.conformance.Homeserver;
import org.konsil.it.conformance.SpecModule;
import org.konsil.it.support.MatrixClient;

/** What users keep with the server for themselves. */
public final class AccountData implements SpecModule {
  @Override
  public List<Check> checks(Homeserver server) {
    return List.of(
        new Check(
            "client-config",
            "account data is kept, read and told",
            () -> {
              MatrixClient alice = server.newUser();
              alice.ok("PUT", data(alice, ""), Json.object().put("a", 1));
              assertThat(alice.ok("GET", data(alice, ""), null).path("a").asInt()).isEqualTo(1);
              assertThat(
                      Homeserver.sync(alice, null)
                          .path("account_data")
                          .path("events")
                          .findValuesAsText("type"))
                  .contains("org.example.x");
            }),
        new Check(
            "client-config",
            "that of a room is told with the room",
            () -> {
              MatrixClient alice = server.newUser();
              String room = Homeserver.room(alice);
              alice.ok(
                  "PUT",
                  data(alice, "/rooms/" + MatrixClient.encode(room)),
                  Json.object().put("a", 1));
              assertThat(
                      Homeserver.sync(alice, null)
                          .path("rooms")
                          .path("join")
                          .path(room)
                          .path("account_data")
                          .path("events")
                          .findValuesAsText("type"))
                  .contains("org.example.x");
            }),
        new Check(
            "client-config",
            "what is not set is M_NOT_FOUND",
            () -> {
              MatrixClient alice = server.newUser();
              refused(alice.call("GET", data(alice, ""), null), 404, "M_NOT_FOUND");
            }),
        new Check(
            "client-config",
            "nobody reads or writes another's",
            () -> {
              MatrixClient alice = server.newUser();
              MatrixClient eve = server.newUser();
              refused(eve.call("GET", data(alice, ""), null), 403, "M_FORBIDDEN");
              refused(eve.call("PUT", data(alice, ""), Json.object()), 403, "M_FORBIDDEN");
            }),
        new Check(
            "client-config",
            "types that the server manages cannot be set",
            () -> {
              MatrixClient alice = server.newUser();
              String path =
                  "/_matrix/client/v3/user/"
                      + MatrixClient.encode(alice.userId())
                      + "/account_data/m.push_rules";
              assertThat(alice.call("PUT", path, Json.object()).status()).isEqualTo(405);
            }),
        new Check(
            "room-tagging",
            "tags are set, listed and removed",
            () -> {
              MatrixClient alice = server.newUser();
              String tags =
                  "/_matrix/client/v3/user/"
                      + MatrixClient.encode(alice.userId())
                      + "/rooms/"
                      + MatrixClient.encode(Homeserver.room(alice))
                      + "/tags";
              alice.ok("PUT", tags + "/m.favourite", Json.object().put("order", 0.25));
              assertThat(alice.ok("GET", tags, null).at("/tags/m.favourite/order").asDouble())
                  .isEqualTo(0.25);
              alice.ok("DELETE", tags + "/m.favourite", null);
              assertThat(alice.ok("GET", tags, null).path("tags")).isEmpty();
            }),
        new Check(
            "openid",
            "a user may get an OpenID token of its own only",
            () -> {
              MatrixClient alice = server.newUser();
              JsonNode token =
                  alice.ok(
                      "POST",
                      "/_matrix/client/v3/user/"
                          + MatrixClient.encode(alice.userId())
                          + "/openid/request_token",
                      Json.object());
              assertThat(token.path("token_type").asText()).isEqualTo("Bearer");
              assertThat(token.path("expires_in").isIntegralNumber()).isTrue();
              refused(
                  server
                      .newUser()
                      .call(
                          "POST",
                          "/_matrix/client/v3/user/"
                              + MatrixClient.encode(alice.userId())
                              + "/openid/request_token",
                          Json.object()),
                  403,
                  "M_FORBIDDEN");
            }));
  }

  private static String data(MatrixClient user, String room) {
    return "/_matrix/client/v3/user/"
        + MatrixClient.encode(user.userId())
        + room
        + "/account_data/org.example.x";
  }
}
