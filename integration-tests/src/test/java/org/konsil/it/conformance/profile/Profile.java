package org.konsil.it.conformance.profile;

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

/** What users show of themselves, and their devices. */
public final class Profile implements SpecModule {
  @Override
  public List<Check> checks(Homeserver server) {
    return List.of(
        new Check(
            "profiles",
            "a display name is kept and reaches the rooms",
            () -> {
              MatrixClient alice = server.newUser();
              String room = Homeserver.room(alice);
              alice.ok(
                  "PUT",
                  profile(alice) + "/displayname",
                  Json.object().put("displayname", "Dr. A"));
              assertThat(
                      server
                          .newUser()
                          .ok("GET", profile(alice) + "/displayname", null)
                          .path("displayname")
                          .asText())
                  .isEqualTo("Dr. A");
              Homeserver.syncUntil(
                  alice,
                  body -> body.path("rooms").path("join").path(room).toString().contains("Dr. A"));
            }),
        new Check(
            "profiles",
            "nobody changes another's",
            () -> {
              MatrixClient alice = server.newUser();
              refused(
                  server
                      .newUser()
                      .call(
                          "PUT",
                          profile(alice) + "/displayname",
                          Json.object().put("displayname", "x")),
                  403,
                  "M_FORBIDDEN");
            }),
        new Check(
            "profiles",
            "an unknown user is M_NOT_FOUND",
            () -> {
              MatrixClient alice = server.newUser();
              refused(
                  alice.call("GET", profile(alice).replace("%40u", "%40nobody"), null),
                  404,
                  "M_NOT_FOUND");
            }),
        new Check(
            "profiles",
            "fields of one's own are kept and removed",
            () -> {
              MatrixClient alice = server.newUser();
              String field = profile(alice) + "/org.example.field";
              alice.ok("PUT", field, Json.object().put("org.example.field", "x"));
              assertThat(alice.ok("GET", profile(alice), null).path("org.example.field").asText())
                  .isEqualTo("x");
              alice.ok("DELETE", field, null);
              refused(alice.call("GET", field, null), 404, "M_NOT_FOUND");
            }),
        new Check(
            "get_matrixclientv3accountwhoami",
            "the token's user and device are told",
            () -> {
              MatrixClient alice = server.newUser();
              JsonNode who = alice.ok("GET", "/_matrix/client/v3/account/whoami", null);
              assertThat(who.path("user_id").asText()).isEqualTo(alice.userId());
              assertThat(who.path("device_id").asText()).isNotEmpty();
            }),
        new Check(
            "device-management",
            "devices are listed and renamed",
            () -> {
              MatrixClient alice = server.newUser();
              String device =
                  alice
                      .ok("GET", "/_matrix/client/v3/account/whoami", null)
                      .path("device_id")
                      .asText();
              alice.ok(
                  "PUT",
                  "/_matrix/client/v3/devices/" + device,
                  Json.object().put("display_name", "Stationsrechner"));
              assertThat(
                      alice
                          .ok("GET", "/_matrix/client/v3/devices", null)
                          .at("/devices/0/display_name")
                          .asText())
                  .isEqualTo("Stationsrechner");
              refused(
                  alice.call("GET", "/_matrix/client/v3/devices/UNKNOWN", null),
                  404,
                  "M_NOT_FOUND");
            }),
        new Check(
            "device-management",
            "to delete a device one has to prove who one is",
            () -> {
              MatrixClient alice = server.newUser();
              MatrixClient.Answer answer =
                  alice.call("POST", "/_matrix/client/v3/delete_devices", devices());
              assertThat(answer.status()).isEqualTo(401);
              assertThat(answer.body().path("flows")).isNotEmpty();
              assertThat(answer.body().path("session").asText()).isNotEmpty();
            }),
        new Check(
            "post_matrixclientv3logout",
            "after logging out the token is worth nothing",
            () -> {
              MatrixClient alice = server.newUser();
              alice.ok("POST", "/_matrix/client/v3/logout", Json.object());
              refused(
                  alice.call("GET", "/_matrix/client/v3/account/whoami", null),
                  401,
                  "M_UNKNOWN_TOKEN");
            }));
  }

  private static ObjectNode devices() {
    ObjectNode request = Json.object();
    request.putArray("devices").add("OTHER" + UUID.randomUUID());
    return request;
  }

  private static String profile(MatrixClient user) {
    return "/_matrix/client/v3/profile/" + MatrixClient.encode(user.userId());
  }
}
