package org.konsil.participation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.konsil.core.error.MatrixException;
import org.konsil.core.id.RoomId;
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
    return rooms.transaction(
        () ->
            rooms
                .get(RoomUpgradeService.class)
                .upgrade(
                    TestRooms.requester(user), room, new UpgradeRoomRequest(version, List.of())));
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
}
