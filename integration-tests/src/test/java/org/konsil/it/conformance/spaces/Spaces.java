package org.konsil.it.conformance.spaces;

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

/** Rooms of rooms. */
public final class Spaces implements SpecModule {
  @Override
  public List<Check> checks(Homeserver server) {
    return List.of(
        new Check(
            "spaces",
            "the hierarchy begins with the space and has its children",
            () -> {
              MatrixClient alice = server.newUser();
              String space = space(alice);
              String child = Homeserver.room(alice);
              add(alice, space, child);
              JsonNode rooms = hierarchy(alice, space, "").path("rooms");
              assertThat(rooms.findValuesAsText("room_id")).startsWith(space).contains(child);
              assertThat(rooms.path(0).path("room_type").asText()).isEqualTo("m.space");
              assertThat(rooms.path(0).path("children_state").path(0).path("state_key").asText())
                  .isEqualTo(child);
            }),
        new Check(
            "spaces",
            "what one may not see is not in it",
            () -> {
              MatrixClient alice = server.newUser();
              MatrixClient bob = server.newUser();
              String space = space(alice);
              String child = Homeserver.room(alice);
              add(alice, space, child);
              alice.invite(space, bob.userId());
              bob.join(space);
              assertThat(hierarchy(bob, space, "").path("rooms").findValuesAsText("room_id"))
                  .contains(space)
                  .doesNotContain(child);
            }),
        new Check(
            "spaces",
            "pages go on where they ended",
            () -> {
              MatrixClient alice = server.newUser();
              String space = space(alice);
              String child = Homeserver.room(alice);
              add(alice, space, child);
              JsonNode first = hierarchy(alice, space, "?limit=1");
              assertThat(first.path("rooms")).hasSize(1);
              JsonNode second =
                  hierarchy(
                      alice,
                      space,
                      "?limit=1&from=" + MatrixClient.encode(first.path("next_batch").asText()));
              assertThat(second.path("rooms").findValuesAsText("room_id")).containsExactly(child);
            }),
        new Check(
            "spaces",
            "what is in a room comes before its neighbours",
            () -> {
              MatrixClient alice = server.newUser();
              String space = space(alice);
              String inner = space(alice);
              String deep = Homeserver.room(alice);
              String last = Homeserver.room(alice);
              add(alice, space, inner);
              add(alice, space, last);
              add(alice, inner, deep);
              assertThat(hierarchy(alice, space, "").path("rooms").findValuesAsText("room_id"))
                  .containsExactly(space, inner, deep, last);
            }),
        new Check(
            "spaces",
            "a child without via is none",
            () -> {
              MatrixClient alice = server.newUser();
              String space = space(alice);
              String child = Homeserver.room(alice);
              add(alice, space, child);
              alice.ok(
                  "PUT",
                  MatrixClient.room(space) + "/state/m.space.child/" + MatrixClient.encode(child),
                  Json.object());
              assertThat(hierarchy(alice, space, "").path("rooms").findValuesAsText("room_id"))
                  .containsExactly(space);
            }),
        new Check(
            "spaces",
            "a stranger is refused",
            () -> {
              String space = space(server.newUser());
              refused(
                  server
                      .newUser()
                      .call(
                          "GET",
                          "/_matrix/client/v1/rooms/" + MatrixClient.encode(space) + "/hierarchy",
                          null),
                  403,
                  "M_FORBIDDEN");
            }));
  }

  private static String space(MatrixClient user) {
    ObjectNode request = Json.object().put("preset", "private_chat");
    request.putObject("creation_content").put("type", "m.space");
    return user.createRoom(request);
  }

  private static void add(MatrixClient user, String space, String child) {
    ObjectNode content = Json.object();
    content.putArray("via").add(user.userId().substring(user.userId().indexOf(':') + 1));
    user.ok(
        "PUT",
        MatrixClient.room(space) + "/state/m.space.child/" + MatrixClient.encode(child),
        content);
  }

  private static JsonNode hierarchy(MatrixClient user, String space, String query) {
    return user.ok(
        "GET",
        "/_matrix/client/v1/rooms/" + MatrixClient.encode(space) + "/hierarchy" + query,
        null);
  }
}
