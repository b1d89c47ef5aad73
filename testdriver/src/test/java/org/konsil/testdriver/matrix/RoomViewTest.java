package org.konsil.testdriver.matrix;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import org.junit.jupiter.api.Test;

class RoomViewTest {
  private static final String SYNC =
      """
      {"rooms":{
        "join":{"!a:x.example":{
          "state":{"events":[
            {"type":"m.room.create","state_key":"","content":{"room_version":"10","m.federate":false}},
            {"type":"m.room.name","state_key":"","content":{"name":"alt"}},
            {"type":"m.room.member","state_key":"@a:x.example","content":{"membership":"join"}}]},
          "timeline":{"events":[
            {"type":"m.room.name","state_key":"","content":{"name":"neu"}},
            {"type":"m.room.message","content":{"body":"Hallo"}}]}}},
        "invite":{"!b:x.example":{"invite_state":{"events":[
          {"type":"m.room.encryption","state_key":"","content":{}},
          {"type":"m.room.member","state_key":"@a:x.example","content":{"membership":"invite"}}]}}},
        "leave":{"!c:x.example":{"state":{"events":[
          {"type":"m.room.join_rules","state_key":"","content":{"join_rule":"public"}},
          {"type":"m.room.member","state_key":"@a:x.example","content":{"membership":"leave"}}]}}}}}
      """;

  private final List<Room> rooms = RoomView.all(MatrixApi.parse(SYNC));

  @Test
  void aJoinedRoomReadsAsItIsAfterItsTimeline() {
    Room room = rooms.get(0);
    assertThat(room.name()).isEqualTo("neu");
    assertThat(room.roomVersion()).isEqualTo("10");
    assertThat(room.isFederated()).isFalse();
    assertThat(room.isEncrypted()).isFalse();
    assertThat(room.membership("@a:x.example")).isEqualTo("join");
    assertThat(room.membership("@b:x.example")).isEqualTo("leave");
  }

  @Test
  void invitationsAndLeftRoomsAreAmongThem() {
    assertThat(rooms.get(1).isEncrypted()).isTrue();
    assertThat(rooms.get(1).roomAccess()).isEqualTo("private");
    assertThat(rooms.get(1).membership("@a:x.example")).isEqualTo("invite");
    assertThat(rooms.get(2).roomAccess()).isEqualTo("public");
    assertThat(rooms.get(2).membership("@a:x.example")).isEqualTo("leave");
  }

  @Test
  void aNewRoomIsWhatTheSpecificationWantsOfAClient() {
    NewRoom wanted = new NewRoom("Fall", "Thema", "private", null, null, null, null, null);
    JsonNode request = wanted.request(false, List.of("@b:x.example"));
    assertThat(request.path("creation_content").path("type").asText())
        .isEqualTo("de.gematik.tim.roomtype.default.v1");
    assertThat(request.path("invite").size()).isEqualTo(1);
    assertThat(request.path("initial_state").findValuesAsText("type"))
        .containsExactly(
            "m.room.encryption",
            "m.room.history_visibility",
            "de.gematik.tim.room.name",
            "de.gematik.tim.room.topic");

    NewRoom open = new NewRoom("Offen", null, "public", null, null, "shared", null, null);
    JsonNode publicRequest = open.request(false, List.of());
    assertThat(publicRequest.path("creation_content").path("m.federate").asBoolean(true)).isFalse();
    assertThat(publicRequest.path("initial_state").findValuesAsText("type"))
        .containsExactly("m.room.history_visibility", "de.gematik.tim.room.name");
  }
}
