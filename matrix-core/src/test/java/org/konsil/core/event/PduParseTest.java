package org.konsil.core.event;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.konsil.core.error.ErrorCode;
import org.konsil.core.error.MatrixException;
import org.konsil.core.id.EventId;
import org.konsil.core.json.Json;
import org.konsil.core.roomversion.RoomVersion;

/** The format checks of received events. */
class PduParseTest {
  private static final String HASH = "$Rqnc-F-dvnEYJTyHq_iKxU2bZ1CI92-kuZq3a5lr5Zg";

  @Test
  void aWellFormedEventIsRead() {
    ObjectNode json = event(RoomVersion.V10);
    json.put("state_key", "");
    json.with("content").put("membership", "join");

    Pdu pdu = Pdu.parse(RoomVersion.V10, json);

    assertThat(pdu.sender().value()).isEqualTo("@alice:klinik.example");
    assertThat(pdu.roomId().value()).isEqualTo("!ward:klinik.example");
    assertThat(pdu.type()).isEqualTo("m.room.message");
    assertThat(pdu.asStateKey()).contains(StateKey.of("m.room.message"));
    assertThat(pdu.isState("m.room.message", "")).isTrue();
    assertThat(pdu.membership()).contains("join");
    assertThat(pdu.depth()).isEqualTo(7);
    assertThat(pdu.originServerTs()).isEqualTo(1_700_000_000_000L);
    assertThat(pdu.prevEvents()).containsExactly(new EventId(HASH));
    assertThat(pdu.authEvents()).containsExactly(new EventId(HASH));
    assertThat(EventId.isUrlSafeHash(pdu.eventId().value())).isTrue();
  }

  @Test
  void receivedBytesAreKept() {
    byte[] bytes = ("  " + event(RoomVersion.V10) + "\n").getBytes(UTF_8);

    Pdu pdu = Pdu.parse(RoomVersion.V10, bytes);

    assertThat(pdu.bytes()).isSameAs(bytes);
    assertThat(pdu).isEqualTo(Pdu.parse(RoomVersion.V10, event(RoomVersion.V10)));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "type",
        "sender",
        "room_id",
        "content",
        "origin_server_ts",
        "depth",
        "hashes",
        "signatures",
        "prev_events",
        "auth_events"
      })
  void eachFieldMustBePresent(String field) {
    ObjectNode json = event(RoomVersion.V10);
    json.remove(field);
    refused(RoomVersion.V10, json, ErrorCode.M_BAD_JSON);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "type | 1",
        "sender | \"alice\"",
        "sender | {}",
        "room_id | \"ward\"",
        "room_id | null",
        "state_key | 1",
        "state_key | null",
        "content | []",
        "content | \"x\"",
        "origin_server_ts | \"1\"",
        "origin_server_ts | 1.5",
        "depth | -1",
        "depth | 1.5",
        "depth | \"1\"",
        "depth | 9007199254740992",
        "hashes | {}",
        "hashes | []",
        "hashes | {\"sha256\": 1}",
        "signatures | []",
        "unsigned | []",
        "prev_events | {}",
        "prev_events | [1]",
        "prev_events | [\"$1:klinik.example\"]",
        "auth_events | [[\"$1:klinik.example\", {}]]",
        "extra | 1.5",
        "extra | 9007199254740992",
        "extra | -0"
      })
  void wrongTypesAreRefused(String field, String value) {
    ObjectNode json = event(RoomVersion.V10);
    json.set(field, Json.parse(value.getBytes(UTF_8)));
    refused(RoomVersion.V10, json, ErrorCode.M_BAD_JSON);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "event_id | null",
        "event_id | \"$hash\"",
        "prev_events | [\"$1:klinik.example\"]",
        "prev_events | [[\"$1:klinik.example\"]]",
        "prev_events | [[\"$1:klinik.example\", {}, {}]]",
        "prev_events | [[\"$1:klinik.example\", 1]]",
        "auth_events | [[1, {}]]"
      })
  void version1HasPairs(String field, String value) {
    ObjectNode json = event(RoomVersion.V1);
    assertThat(Pdu.parse(RoomVersion.V1, json).prevEvents())
        .containsExactly(new EventId("$1:klinik.example"));
    json.set(field, Json.parse(value.getBytes(UTF_8)));
    refused(RoomVersion.V1, json, ErrorCode.M_BAD_JSON);
  }

  @Test
  void oldVersionsLetNumbersPass() {
    ObjectNode json = event(RoomVersion.V5);
    json.put("depth", Long.MAX_VALUE);
    json.set("content", Json.parse("{\"users\": {\"@a:b\": 50.0}}".getBytes(UTF_8)));

    Pdu pdu = Pdu.parse(RoomVersion.V5, json);

    assertThat(pdu.depth()).isEqualTo(Long.MAX_VALUE);
    assertThat(new String(pdu.bytes(), UTF_8)).contains("50.0");
  }

  @Test
  void parentsAreCounted() {
    accepted("prev_events", EventSize.MAX_PREV_EVENTS);
    accepted("auth_events", EventSize.MAX_AUTH_EVENTS);
    refused(RoomVersion.V10, withReferences("prev_events", 21), ErrorCode.M_BAD_JSON);
    refused(RoomVersion.V10, withReferences("auth_events", 11), ErrorCode.M_BAD_JSON);
  }

  @Test
  void theWholeEventHas65536BytesAtMost() {
    ObjectNode json = event(RoomVersion.V10);
    int room = EventSize.MAX_EVENT_BYTES - EventHashes.canonical(RoomVersion.V10, json).length;
    String frame = ",\"pad\":\"\"";

    json.put("pad", "x".repeat(room - frame.length()));
    assertThat(Pdu.parse(RoomVersion.V10, json).bytes()).hasSize(65_536);
    json.put("pad", "x".repeat(room - frame.length() + 1));
    refused(RoomVersion.V10, json, ErrorCode.M_TOO_LARGE);
  }

  @ParameterizedTest
  @ValueSource(strings = {"type", "state_key"})
  void fieldsHave255BytesAtMost(String field) {
    ObjectNode json = event(RoomVersion.V10);
    json.put(field, "ä".repeat(127) + "x");
    Pdu.parse(RoomVersion.V10, json);
    json.put(field, "ä".repeat(128));
    refused(RoomVersion.V10, json, ErrorCode.M_TOO_LARGE);
  }

  @Test
  void onlyTheCreateEventOfVersion12HasNoRoomId() {
    ObjectNode json = event(RoomVersion.V12);
    json.remove("room_id");
    refused(RoomVersion.V12, json, ErrorCode.M_BAD_JSON);

    json.put("type", "m.room.create").put("state_key", "");
    Pdu create = Pdu.parse(RoomVersion.V12, json);
    assertThat(create.roomId().value().substring(1))
        .isEqualTo(create.eventId().value().substring(1));
    refused(RoomVersion.V11, json, ErrorCode.M_BAD_JSON);

    json.put("state_key", "x");
    refused(RoomVersion.V12, json, ErrorCode.M_BAD_JSON);
  }

  @Test
  void redactsIsReadWhereTheVersionKeepsIt() {
    ObjectNode json = event(RoomVersion.V10).put("type", "m.room.redaction");
    json.put("redacts", HASH);
    assertThat(Pdu.parse(RoomVersion.V10, json).redacts()).contains(new EventId(HASH));
    assertThat(Pdu.parse(RoomVersion.V11, json).redacts()).isEmpty();
    json.with("content").put("redacts", HASH);
    assertThat(Pdu.parse(RoomVersion.V11, json).redacts()).contains(new EventId(HASH));
  }

  @Test
  void noBytesButJsonObjects() {
    for (String text : List.of("", "[]", "{", "null")) {
      assertThatThrownBy(() -> Pdu.parse(RoomVersion.V10, text.getBytes(UTF_8)))
          .isInstanceOf(MatrixException.class);
    }
  }

  private static void accepted(String field, int count) {
    Pdu.parse(RoomVersion.V10, withReferences(field, count));
  }

  private static ObjectNode withReferences(String field, int count) {
    ObjectNode json = event(RoomVersion.V10);
    ArrayNode list = json.putArray(field);
    for (int i = 0; i < count; i++) {
      list.add(HASH);
    }
    return json;
  }

  private static void refused(RoomVersion version, ObjectNode json, ErrorCode code) {
    assertThatThrownBy(() -> Pdu.parse(version, json))
        .isInstanceOfSatisfying(MatrixException.class, e -> assertThat(e.code()).isEqualTo(code));
  }

  private static ObjectNode event(RoomVersion version) {
    ObjectNode json =
        Json.parseObject(
            """
            {"type": "m.room.message", "sender": "@alice:klinik.example",
             "room_id": "!ward:klinik.example", "content": {}, "depth": 7,
             "origin_server_ts": 1700000000000, "hashes": {"sha256": "x"}, "signatures": {}}
            """
                .getBytes(UTF_8));
    for (String field : List.of("prev_events", "auth_events")) {
      ArrayNode list = json.putArray(field);
      switch (version.eventFormat()) {
        case OPAQUE_ID -> list.addArray().add("$1:klinik.example").addObject();
        case HASH_BASE64 -> list.add(HASH.replace('-', '+').replace('_', '/'));
        case HASH_URL_SAFE -> list.add(HASH);
      }
    }
    return version == RoomVersion.V1 ? json.put("event_id", "$2:klinik.example") : json;
  }
}
