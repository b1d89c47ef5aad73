package org.konsil.core.filter;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.konsil.core.error.ErrorCode;
import org.konsil.core.error.MatrixException;
import org.konsil.core.id.RoomId;
import org.konsil.core.id.UserId;
import org.konsil.core.json.Json;

class EventFilterTest {
  private static final UserId ALICE = UserId.parse("@alice:klinik.example");
  private static final UserId BOB = UserId.parse("@bob:klinik.example");
  private static final RoomId ROOM = RoomId.parse("!ward:klinik.example");
  private static final RoomId OTHER = RoomId.parse("!other:klinik.example");

  @Test
  void theEmptyFilterLetsEverythingPass() {
    assertThat(EventFilter.ALL.matches("m.room.message", ALICE, ROOM, true)).isTrue();
    assertThat(EventFilter.parse(null).matches("x", BOB, OTHER, false)).isTrue();
    assertThat(EventFilter.ALL.limit()).isEmpty();
    assertThat(EventFilter.ALL.limit(10, 100)).isEqualTo(10);
    assertThat(EventFilter.ALL.lazyLoadMembers()).isFalse();
  }

  @Test
  void theExcludingListWins() {
    EventFilter filter =
        filter(
            """
            {"types": ["m.room.*"], "not_types": ["m.room.mem*"],
             "senders": ["@alice:klinik.example", "@bob:klinik.example"],
             "not_senders": ["@bob:klinik.example"],
             "rooms": ["!ward:klinik.example", "!other:klinik.example"],
             "not_rooms": ["!other:klinik.example"]}
            """);

    assertThat(filter.matches("m.room.name", ALICE, ROOM, false)).isTrue();
    assertThat(filter.matches("m.room.member", ALICE, ROOM, false)).isFalse();
    assertThat(filter.matches("m.reaction", ALICE, ROOM, false)).isFalse();
    assertThat(filter.matches("m.room.name", BOB, ROOM, false)).isFalse();
    assertThat(filter.matches("m.room.name", ALICE, OTHER, false)).isFalse();
  }

  @Test
  void anEmptyListOfTypesLetsNothingPass() {
    assertThat(filter("{\"types\": []}").matchesType("m.typing")).isFalse();
    assertThat(filter("{\"types\": []}").excludesAllTypes()).isTrue();
    assertThat(filter("{\"not_types\": [\"*\"]}").excludesAllTypes()).isTrue();
    assertThat(filter("{\"not_types\": [\"m.*\"]}").excludesAllTypes()).isFalse();
    assertThat(filter("{\"senders\": []}").matchesSender(ALICE)).isFalse();
  }

  @Test
  void containsUrlHasThreeMeanings() {
    assertThat(filter("{\"contains_url\": true}").matches("x", ALICE, ROOM, false)).isFalse();
    assertThat(filter("{\"contains_url\": true}").matches("x", ALICE, ROOM, true)).isTrue();
    assertThat(filter("{\"contains_url\": false}").matches("x", ALICE, ROOM, true)).isFalse();
    assertThat(filter("{\"contains_url\": null}").matches("x", ALICE, ROOM, true)).isTrue();
  }

  @Test
  void limitsAreCut() {
    assertThat(filter("{\"limit\": 0}").limit(10, 100)).isZero();
    assertThat(filter("{\"limit\": 5}").limit()).contains(5);
    assertThat(filter("{\"limit\": 5000}").limit(10, 100)).isEqualTo(100);
    assertThat(filter("{\"limit\": 99999999999999999999}").limit(10, 100)).isEqualTo(100);
  }

  @ParameterizedTest
  @CsvSource({
    "m.room.*, m.room.name, true",
    "m.room.*, m.room., true",
    "m.room.*, m.roomx, false",
    "*, '', true",
    "m.*.name, m.room.name, true",
    "m.*.name, m.a.b.name, true",
    "m.*.name, m.name, false",
    "*a*b*c, xaybzc, true",
    "*a*b*c, xaybzcd, false",
    "m.room.name, m.room.name, true",
    "m.room.name, mXroom.name, false"
  })
  void aStarStandsForAnyCharacters(String pattern, String type, boolean matches) {
    assertThat(Wildcard.matches(pattern, type)).isEqualTo(matches);
  }

  @Test
  void manyStarsCostNoExponentialTime() {
    assertThat(Wildcard.matches("*a".repeat(200) + "b", "a".repeat(2_000))).isFalse();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"types\": \"m.room.message\"}",
        "{\"types\": [1]}",
        "{\"senders\": [\"alice\"]}",
        "{\"not_rooms\": [\"#alias:x\"]}",
        "{\"limit\": \"10\"}",
        "{\"limit\": -1}",
        "{\"limit\": 1.5}",
        "{\"lazy_load_members\": 1}",
        "{\"contains_url\": \"yes\"}"
      })
  void wrongTypesAreRefused(String json) {
    assertThatThrownBy(() -> filter(json))
        .isInstanceOfSatisfying(
            MatrixException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.M_BAD_JSON));
  }

  @Test
  void aSyncFilterIsReadWithAllItsParts() {
    SyncFilter filter =
        SyncFilter.parse(
            json(
                """
                {"event_format": "federation", "event_fields": ["type", "content.m\\\\.relates_to"],
                 "presence": {"not_types": ["*"]}, "account_data": {"types": ["m.direct"]},
                 "room": {
                   "not_rooms": ["!other:klinik.example"], "include_leave": true,
                   "timeline": {"limit": 3, "unread_thread_notifications": true},
                   "state": {"lazy_load_members": true, "include_redundant_members": true},
                   "ephemeral": {"types": ["m.receipt"]}, "account_data": {"types": ["m.tag"]}}}
                """));

    assertThat(filter.eventFormat()).isEqualTo(SyncFilter.Format.FEDERATION);
    assertThat(filter.presence().excludesAllTypes()).isTrue();
    assertThat(filter.accountData().matchesType("m.direct")).isTrue();
    assertThat(filter.accountData().matchesType("m.push_rules")).isFalse();
    assertThat(filter.room().allows(ROOM)).isTrue();
    assertThat(filter.room().allows(OTHER)).isFalse();
    assertThat(filter.room().includeLeave()).isTrue();
    assertThat(filter.room().timeline().limit()).contains(3);
    assertThat(filter.room().timeline().unreadThreadNotifications()).isTrue();
    assertThat(filter.room().lazyLoadMembers()).isTrue();
    assertThat(filter.room().state().includeRedundantMembers()).isTrue();
    assertThat(filter.room().ephemeral().matchesType("m.typing")).isFalse();
    assertThat(filter.room().accountData().matchesType("m.tag")).isTrue();
    assertThat(
            filter
                .eventFields()
                .select(json("{\"type\": \"t\", \"content\": {\"m.relates_to\": 1, \"b\": 2}}")))
        .isEqualTo(json("{\"type\": \"t\", \"content\": {\"m.relates_to\": 1}}"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"event_format\": \"xml\"}",
        "{\"event_fields\": \"type\"}",
        "{\"room\": []}",
        "{\"room\": {\"timeline\": 1}}",
        "{\"room\": {\"include_leave\": \"true\"}}"
      })
  void malformedSyncFiltersAreRefused(String json) {
    assertThatThrownBy(() -> SyncFilter.parse(json(json)))
        .isInstanceOfSatisfying(
            MatrixException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.M_BAD_JSON));
  }

  @Test
  void fieldsAreSelectedByPath() {
    ObjectNode event =
        json(
            "{\"type\": \"t\", \"sender\": \"s\", \"content\": {\"body\": \"b\", \"x\": {\"y\": 1, \"z\": 2}}}");

    assertThat(fields("[\"type\", \"content.x.y\"]").select(event))
        .isEqualTo(json("{\"type\": \"t\", \"content\": {\"x\": {\"y\": 1}}}"));
    assertThat(fields("[\"content\", \"content.body\"]").select(event))
        .isEqualTo(json("{\"content\": {\"body\": \"b\", \"x\": {\"y\": 1, \"z\": 2}}}"));
    assertThat(fields("[\"content.body.deeper\", \"none\"]").select(event)).isEmpty();
    assertThat(fields("[]").select(event)).isSameAs(event);
    assertThat(event.at("/content/x")).hasSize(2);
  }

  private static EventFields fields(String list) {
    return SyncFilter.parse(json("{\"event_fields\": " + list + "}")).eventFields();
  }

  private static EventFilter filter(String json) {
    return EventFilter.parse(json(json));
  }

  private static ObjectNode json(String text) {
    return Json.parseObject(text.getBytes(StandardCharsets.UTF_8));
  }
}
