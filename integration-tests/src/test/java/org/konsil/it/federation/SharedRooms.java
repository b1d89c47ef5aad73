package org.konsil.it.federation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.konsil.it.federation.Eventually.eventually;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.konsil.core.json.Json;
import org.konsil.it.federation.Neighbours.Host;
import org.konsil.it.support.MatrixClient;

/** What happens in rooms that users of both servers are in. */
interface SharedRooms {
  Neighbours neighbours();

  /** Join, history, messages both ways, and state from both sides at once (I3, I6). */
  @ParameterizedTest
  @CsvSource({
    "KONSIL,9", "KONSIL,10", "KONSIL,11", "KONSIL,12",
    "SYNAPSE,9", "SYNAPSE,10", "SYNAPSE,11", "SYNAPSE,12"
  })
  default void bothTellTheSameOfARoom(Host host, String version) throws Exception {
    Person owner = neighbours().user(host);
    Person guest = neighbours().guest(host);
    ObjectNode request = Neighbours.room("public_chat", version);
    ObjectNode users = request.putObject("power_level_content_override").putObject("users");
    users.put(guest.id(), 100);
    if (!version.equals("12")) {
      users.put(owner.id(), 100);
    }
    String room = owner.create(request);
    String early = owner.say(room, "vor dem Beitritt");
    guest.join(room, owner);
    String first = owner.say(room, "Hallo");
    String second = guest.say(room, "Auch hallo");
    eventually("history", () -> guest.timeline(room).containsAll(List.of(early, first, second)));
    eventually("an answer", () -> owner.has(room, second));
    for (int i = 0; i < 5; i++) {
      owner.set(room, "m.room.topic", Json.object().put("topic", "hier " + i));
      guest.set(room, "m.room.topic", Json.object().put("topic", "dort " + i));
      guest.set(room, "m.room.name", Json.object().put("name", "Name " + i));
    }
    String last = owner.say(room, "Ende");
    eventually("the last word", () -> guest.has(room, last));
    guest.say(room, "Auch Ende");
    eventually("one state", () -> owner.state(room).equals(guest.state(room)));
    guest.act(room, "leave", Json.object());
    eventually("the leave", () -> owner.membership(room, guest).equals("leave"));
  }

  @ParameterizedTest
  @EnumSource
  default void aRedactionEmptiesTheEventThere(Host host) throws Exception {
    Person owner = neighbours().user(host);
    Person guest = neighbours().guest(host);
    String room = neighbours().shared(owner, guest, "11");
    String slip = guest.say(room, "Patient falsch");
    eventually("the slip", () -> owner.has(room, slip));
    guest.redact(room, slip);
    eventually("the redaction", () -> !owner.event(room, slip).path("content").has("body"));
  }

  @ParameterizedTest
  @EnumSource
  default void anEditIsBundledThere(Host host) throws Exception {
    Person owner = neighbours().user(host);
    Person guest = neighbours().guest(host);
    String room = neighbours().shared(owner, guest, "10");
    String draft = guest.say(room, "Befnud");
    ObjectNode edit = Json.object().put("msgtype", "m.text").put("body", "* Befund");
    edit.putObject("m.new_content").put("msgtype", "m.text").put("body", "Befund");
    edit.putObject("m.relates_to").put("rel_type", "m.replace").put("event_id", draft);
    String edited = guest.send(room, "m.room.message", edit);
    eventually(
        "the edit",
        () ->
            owner
                .event(room, draft)
                .at("/unsigned/m.relations/m.replace/event_id")
                .asText()
                .equals(edited));
  }

  @ParameterizedTest
  @EnumSource
  default void aNewNameIsSeenThere(Host host) throws Exception {
    Person owner = neighbours().user(host);
    Person guest = neighbours().guest(host);
    String room = neighbours().shared(owner, guest, "10");
    guest.client().ok("PUT", profile(guest) + "/displayname", named("Frau Doktor"));
    eventually(
        "the name in the room",
        () ->
            owner
                .state(room, "m.room.member", guest.id())
                .path("displayname")
                .asText()
                .equals("Frau Doktor"));
    eventually(
        "the name in the profile",
        () ->
            owner
                .client()
                .call("GET", profile(guest), null)
                .body()
                .path("displayname")
                .asText()
                .equals("Frau Doktor"));
  }

  private static String profile(Person person) {
    return "/_matrix/client/v3/profile/" + MatrixClient.encode(person.id());
  }

  private static ObjectNode named(String name) {
    return Json.object().put("displayname", name);
  }

  @ParameterizedTest
  @CsvSource({"KONSIL,10,11", "SYNAPSE,10,11", "KONSIL,11,12", "SYNAPSE,11,12"})
  default void anUpgradeTakesBothAlong(Host host, String from, String to) throws Exception {
    Person owner = neighbours().user(host);
    Person guest = neighbours().guest(host);
    String old = neighbours().shared(owner, guest, from);
    String next =
        owner
            .client()
            .ok("POST", MatrixClient.room(old) + "/upgrade", Json.object().put("new_version", to))
            .path("replacement_room")
            .asText();
    eventually(
        "the tombstone",
        () ->
            guest
                .state(old, "m.room.tombstone", "")
                .path("replacement_room")
                .asText()
                .equals(next));
    guest.join(next, owner);
    String word = guest.say(next, "Wir sind umgezogen");
    eventually("a word in the new room", () -> owner.has(next, word));
    assertThat(guest.state(next, "m.room.create", "").at("/predecessor/room_id").asText())
        .isEqualTo(old);
  }

  @ParameterizedTest
  @EnumSource
  default void aSpaceShowsItsRoomsThere(Host host) throws Exception {
    Person owner = neighbours().user(host);
    Person guest = neighbours().guest(host);
    String child = owner.create(Neighbours.room("public_chat", "10").put("name", "Station 3"));
    ObjectNode request = Neighbours.room("public_chat", "10").put("name", "Klinik");
    request.putObject("creation_content").put("type", "m.space");
    String space = owner.create(request);
    ObjectNode link = Json.object();
    link.putArray("via").add(owner.server());
    owner.set(space, "m.space.child", child, link);
    guest.join(space, owner);
    eventually(
        "the hierarchy",
        () -> {
          JsonNode rooms =
              guest
                  .client()
                  .ok(
                      "GET",
                      "/_matrix/client/v1/rooms/" + MatrixClient.encode(space) + "/hierarchy",
                      null)
                  .path("rooms");
          return rooms.findValuesAsText("room_id").containsAll(List.of(space, child))
              && rooms.findValuesAsText("name").contains("Station 3");
        });
  }

  @ParameterizedTest
  @EnumSource
  default void anAliasAndTheDirectoryLeadThere(Host host) throws Exception {
    Person owner = neighbours().user(host);
    Person guest = neighbours().guest(host);
    String local = "ward" + owner.id().hashCode();
    ObjectNode request = Neighbours.room("public_chat", "10").put("name", local);
    String room = owner.create(request.put("room_alias_name", local).put("visibility", "public"));
    String alias = "#" + local + ":" + owner.server();
    if (host == Host.SYNAPSE) {
      String path = "/_matrix/client/v1/room_summary/" + MatrixClient.encode(alias);
      assertThat(guest.client().ok("GET", path, null).path("name").asText()).isEqualTo(local);
    }
    guest.join(alias, owner);
    String word = guest.say(room, "Angekommen");
    eventually("a word", () -> owner.has(room, word));
    JsonNode found =
        guest
            .client()
            .ok(
                "GET",
                "/_matrix/client/v3/publicRooms?server=" + MatrixClient.encode(owner.server()),
                null);
    assertThat(found.path("chunk").findValuesAsText("room_id")).contains(room);
  }
}
