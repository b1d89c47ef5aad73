package org.konsil.roomdirectory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.konsil.core.error.ErrorCode;
import org.konsil.core.error.MatrixException;
import org.konsil.core.id.RoomId;
import org.konsil.core.json.Json;

/** The order of a space's rooms, and where its pages begin. */
class HierarchyTest {
  /** A space of two rooms, the first a space itself that leads back and to the second. */
  private static final Map<String, List<String>> CHILDREN =
      Map.of(
          "!root:a.example", List.of("!sub:a.example", "!last:a.example"),
          "!sub:a.example", List.of("!root:a.example", "!deep:a.example", "!last:a.example"),
          "!deep:a.example", List.of(),
          "!last:a.example", List.of());

  @Test
  void whatIsInARoomComesBeforeItsNeighbours() {
    assertThat(walk(3, 10))
        .containsExactly("!root:a.example", "!sub:a.example", "!deep:a.example", "!last:a.example");
  }

  @Test
  void theWalkEndsAtItsDepthAndAtItsLength() {
    assertThat(walk(1, 10)).containsExactly("!root:a.example", "!sub:a.example", "!last:a.example");
    assertThat(walk(0, 10)).containsExactly("!root:a.example");
    assertThat(walk(3, 2)).containsExactly("!root:a.example", "!sub:a.example");
  }

  @Test
  void aPageGoesOnInTheSameWalkOnly() {
    HierarchyRequest first = HierarchyRequest.parse("true", "5", "2", null);
    String token = first.token(5);

    assertThat(HierarchyRequest.parse("true", "7", "2", token).offset()).isEqualTo(5);
    assertInvalid("false", "2", token);
    assertInvalid("true", "3", token);
    assertInvalid("true", null, token);
    assertInvalid("true", "2", "h5");
    assertInvalid("true", "2", "t5_2_s");
  }

  private static void assertInvalid(String suggestedOnly, String depth, String token) {
    assertThatThrownBy(() -> HierarchyRequest.parse(suggestedOnly, null, depth, token))
        .isInstanceOfSatisfying(
            MatrixException.class,
            refused -> assertThat(refused.code()).isEqualTo(ErrorCode.M_INVALID_PARAM));
  }

  private static List<String> walk(int depth, int wanted) {
    return new HierarchyWalk(depth, (room, via) -> Optional.of(entry(room.value())))
        .from(RoomId.parse("!root:a.example"), wanted).stream()
            .map(entry -> entry.path("room_id").asText())
            .toList();
  }

  private static ObjectNode entry(String room) {
    ObjectNode entry = Json.object().put("room_id", room);
    ArrayNode children = entry.putArray("children_state");
    for (String child : CHILDREN.get(room)) {
      ObjectNode state = children.addObject().put("state_key", child);
      state.putObject("content").putArray("via").add("a.example");
    }
    return entry;
  }
}
