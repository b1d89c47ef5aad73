package org.konsil.core.event;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.konsil.core.json.Json;
import org.konsil.core.roomversion.RoomVersion;

class RedactionTest {

  /** Which member of an event's content survives from which to which room version. */
  @ParameterizedTest
  @CsvSource({
    "m.room.member, membership, 1, 12",
    "m.room.member, join_authorised_via_users_server, 9, 12",
    "m.room.member, displayname, 0, 0",
    "m.room.create, creator, 1, 12",
    "m.room.create, room_version, 11, 12",
    "m.room.create, m.federate, 11, 12",
    "m.room.join_rules, join_rule, 1, 12",
    "m.room.join_rules, allow, 8, 12",
    "m.room.power_levels, ban, 1, 12",
    "m.room.power_levels, events, 1, 12",
    "m.room.power_levels, events_default, 1, 12",
    "m.room.power_levels, kick, 1, 12",
    "m.room.power_levels, redact, 1, 12",
    "m.room.power_levels, state_default, 1, 12",
    "m.room.power_levels, users, 1, 12",
    "m.room.power_levels, users_default, 1, 12",
    "m.room.power_levels, invite, 11, 12",
    "m.room.power_levels, notifications, 0, 0",
    "m.room.aliases, aliases, 1, 5",
    "m.room.history_visibility, history_visibility, 1, 12",
    "m.room.redaction, redacts, 11, 12",
    "m.room.redaction, reason, 0, 0",
    "m.room.message, body, 0, 0",
    "m.room.name, name, 0, 0"
  })
  void contentSurvives(String type, String member, int from, int to) {
    for (int version = 1; version <= 12; version++) {
      ObjectNode event = Json.object().put("type", type);
      event.putObject("content").put(member, "x").put("other", "y");

      ObjectNode redacted = Redaction.redact(RoomVersion.get("" + version), event);

      assertThat(redacted.get("content").has(member))
          .as("%s.%s in version %d", type, member, version)
          .isEqualTo(version >= from && version <= to);
      boolean all = type.equals("m.room.create") && version >= 11;
      assertThat(redacted.get("content").has("other")).isEqualTo(all);
    }
  }

  @Test
  void theTopLevelIsStripped() {
    List<String> always =
        List.of(
            "event_id",
            "type",
            "room_id",
            "sender",
            "state_key",
            "hashes",
            "signatures",
            "depth",
            "prev_events",
            "auth_events",
            "origin_server_ts");
    List<String> beforeV11 = List.of("prev_state", "origin", "membership");
    ObjectNode event = Json.object();
    always.forEach(field -> event.put(field, "x"));
    beforeV11.forEach(field -> event.put(field, "x"));
    List.of("unsigned", "redacts", "age", "custom").forEach(field -> event.put(field, "x"));
    event.putObject("content");

    for (RoomVersion version : RoomVersion.all()) {
      List<String> expected = new ArrayList<>(always);
      expected.add("content");
      if (!version.updatedRedaction()) {
        expected.addAll(beforeV11);
      }
      assertThat(Redaction.redact(version, event).fieldNames())
          .toIterable()
          .containsExactlyInAnyOrderElementsOf(expected);
    }
    assertThat(event).hasSize(always.size() + beforeV11.size() + 5);
  }

  @Test
  void signedInvitesSurviveFromVersion11() {
    ObjectNode event =
        json(
            """
            {"type": "m.room.member", "content": {"membership": "invite",
             "third_party_invite": {"display_name": "A", "signed": {"token": "t"}}}}
            """);

    assertThat(Redaction.redact(RoomVersion.V10, event).get("content"))
        .isEqualTo(json("{\"membership\": \"invite\"}"));
    assertThat(Redaction.redact(RoomVersion.V11, event).get("content"))
        .isEqualTo(
            json(
                "{\"membership\":\"invite\",\"third_party_invite\":{\"signed\":{\"token\":\"t\"}}}"));
  }

  @Test
  void redactingTwiceChangesNothingMore() {
    ObjectNode event =
        json(
            """
            {"type": "m.room.member", "unsigned": {"age": 1}, "content": {"membership": "invite",
             "third_party_invite": {"display_name": "A"}}}
            """);

    for (RoomVersion version : RoomVersion.all()) {
      ObjectNode once = Redaction.redact(version, event);
      assertThat(Redaction.redact(version, once)).isEqualTo(once);
    }
  }

  private static ObjectNode json(String text) {
    return Json.parseObject(text.getBytes(UTF_8));
  }
}
