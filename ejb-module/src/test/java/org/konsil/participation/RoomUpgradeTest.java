package org.konsil.participation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.konsil.core.error.MatrixException;
import org.konsil.core.id.RoomId;
import org.konsil.core.id.UserId;
import org.konsil.core.json.Json;
import org.konsil.room.RoomReadService;
import org.konsil.room.TestRooms;
import org.konsil.room.state.RoomState;

class RoomUpgradeTest {
  private static final String ANNA = "@anna:klinik.example";
  private static final String BERT = "@bert:praxis.example";
  private static final String CARL = "@carl:klinik.example";

  private final TestRooms rooms = new TestRooms();

  @AfterEach
  void close() {
    rooms.close();
  }

  private RoomId upgrade(String user, RoomId room, String version) {
    return upgrade(user, room, new UpgradeRoomRequest(version, List.of()));
  }

  private RoomId upgrade(String user, RoomId room, UpgradeRoomRequest request) {
    return rooms.transaction(
        () ->
            rooms.get(RoomUpgradeService.class).upgrade(TestRooms.requester(user), room, request));
  }

  @ParameterizedTest
  @ValueSource(strings = {"9", "11", "12"})
  void theSuccessorIsLikeTheOldRoomAndTheOldOneIsClosed(String version) {
    RoomId old =
        rooms.createRoom(
            ANNA,
            """
            {"name":"Konsil","topic":"Herz","invite":["%s"],
             "creation_content":{"type":"de.gematik.tim.roomtype.default.v1"},
             "initial_state":[{"type":"m.room.encryption","content":{"algorithm":"m.megolm.v1.aes-sha2"}}]}"""
                .formatted(BERT));
    rooms.join(BERT, old);
    rooms.setState(ANNA, old, "m.room.member", CARL, Json.object().put("membership", "ban"));
    assertThatThrownBy(() -> upgrade(BERT, old, version)).isInstanceOf(MatrixException.class);
    RoomId successor = upgrade(ANNA, old, version);
    RoomReadService reads = rooms.get(RoomReadService.class);
    RoomState state = reads.state(successor);
    assertThat(state.text("m.room.name", "name")).contains("Konsil");
    assertThat(state.text("m.room.topic", "topic")).contains("Herz");
    assertThat(state.isEncrypted()).isTrue();
    assertThat(state.usersWith("ban")).extracting(Object::toString).containsExactly(CARL);
    assertThat(state.text("m.room.create", "type")).contains("de.gematik.tim.roomtype.default.v1");
    assertThat(
            state
                .pdu("m.room.create", "")
                .orElseThrow()
                .content()
                .at("/predecessor/room_id")
                .asText())
        .isEqualTo(old.value());
    assertThat(state.roomVersion().id()).isEqualTo(version);
    assertThat(reads.state(old).text("m.room.tombstone", "replacement_room"))
        .contains(successor.value());
    assertThatThrownBy(() -> rooms.send(BERT, old, "t", "zu spät"))
        .isInstanceOf(MatrixException.class);
  }

  @Test
  void levelsThatWereTextsBecomeNumbers() {
    RoomId old = rooms.createRoom(ANNA, "{\"room_version\":\"6\"}");
    ObjectNode levels = levels(old);
    levels.put("ban", "75").putObject("users").put(ANNA, "100").put(BERT, " 60 ");
    rooms.setState(ANNA, old, "m.room.power_levels", "", levels);

    ObjectNode after = levels(upgrade(ANNA, old, "10"));

    assertThat(after.path("ban").isInt()).isTrue();
    assertThat(after.path("ban").asInt()).isEqualTo(75);
    assertThat(after.at("/users/" + BERT).asInt()).isEqualTo(60);
  }

  @Test
  void creatorsOfTheSuccessorHaveNoLevel() {
    RoomId old = rooms.createRoom(ANNA, "{\"room_version\":\"10\"}");
    ObjectNode levels = levels(old);
    levels.withObjectProperty("users").put(BERT, 100).put(CARL, 50);
    rooms.setState(ANNA, old, "m.room.power_levels", "", levels);

    RoomId successor = upgrade(ANNA, old, new UpgradeRoomRequest("12", List.of(BERT)));

    assertThat(levels(successor).path("users").properties())
        .extracting(Map.Entry::getKey)
        .containsExactly(CARL);
  }

  @Test
  void creatorsOfOldStayAboveAllLevels() {
    RoomId old = rooms.createRoom(ANNA, "{\"room_version\":\"12\"}");

    RoomId successor = upgrade(ANNA, old, "11");

    RoomState state = rooms.get(RoomReadService.class).state(successor);
    assertThat(state.powerLevels().ofUser(UserId.parse(ANNA)))
        .isGreaterThanOrEqualTo(state.powerLevels().forEvent("m.room.tombstone", true));
  }

  @Test
  void aSpaceKeepsItsRooms() {
    RoomId old =
        rooms.createRoom(
            ANNA, "{\"room_version\":\"10\",\"creation_content\":{\"type\":\"m.space\"}}");
    ObjectNode child = Json.object();
    child.putArray("via").add("klinik.example");
    rooms.setState(ANNA, old, "m.space.child", "!raum:klinik.example", child);

    RoomId successor = upgrade(ANNA, old, "11");

    assertThat(
            rooms
                .get(RoomReadService.class)
                .state(successor)
                .pdu("m.space.child", "!raum:klinik.example"))
        .isPresent();
  }

  private ObjectNode levels(RoomId room) {
    return rooms
        .get(RoomReadService.class)
        .state(room)
        .pdu("m.room.power_levels", "")
        .orElseThrow()
        .content()
        .deepCopy();
  }
}
