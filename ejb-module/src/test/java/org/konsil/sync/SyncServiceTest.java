package org.konsil.sync;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.konsil.accountdata.AccountDataService;
import org.konsil.core.error.ErrorCode;
import org.konsil.core.error.MatrixException;
import org.konsil.core.filter.SyncFilter;
import org.konsil.core.id.EventId;
import org.konsil.core.id.RoomId;
import org.konsil.core.json.Json;
import org.konsil.room.TestRooms;
import org.konsil.storage.Db;
import org.konsil.storage.StreamPositions;
import org.konsil.storage.Wakeups;

/** What a device is told of rooms (client-server API, "Syncing"). */
class SyncServiceTest {
  private static final String ANNA = "@anna:klinik.example";
  private static final String BERT = "@bert:praxis.example";
  private static final String CLARA = "@clara:klinik.example";

  private final TestRooms rooms = TestRooms.withoutTypingAndPresence();

  @AfterEach
  void close() {
    rooms.close();
  }

  @Test
  void theStateOfALimitedTimelineIsThatBeforeIt() {
    RoomId room = rooms.createRoom(ANNA, "{\"name\":\"Konsil\"}");
    EventId renamed =
        rooms.setState(ANNA, room, "m.room.name", "", Json.object().put("name", "Visite"));
    say(room, ANNA, 3);
    JsonNode joined = joined(sync(ANNA, null, "{\"room\":{\"timeline\":{\"limit\":2}}}"), room);
    assertThat(joined.at("/timeline/limited").asBoolean()).isTrue();
    assertThat(types(joined.at("/timeline/events")))
        .containsExactly("m.room.message", "m.room.message");
    assertThat(ids(joined.at("/state/events"))).contains(renamed.value());
    assertThat(types(joined.at("/state/events"))).doesNotContain("m.room.message");

    joined = joined(sync(ANNA, null, "{\"room\":{\"timeline\":{\"limit\":4}}}"), room);
    assertThat(ids(joined.at("/timeline/events"))).contains(renamed.value());
    assertThat(joined.at("/state/events"))
        .filteredOn(event -> event.path("type").asText().equals("m.room.name"))
        .extracting(event -> event.at("/content/name").asText())
        .containsExactly("Konsil");
  }

  @Test
  void aShortRoomIsToldWholeAndWithoutAGap() {
    RoomId room = rooms.createRoom(ANNA, "{}");
    JsonNode joined = joined(sync(ANNA, null, "{\"room\":{\"timeline\":{\"limit\":50}}}"), room);
    assertThat(joined.at("/timeline/limited").asBoolean()).isFalse();
    assertThat(types(joined.at("/timeline/events"))).startsWith("m.room.create");
    assertThat(joined.at("/state/events")).isEmpty();
  }

  @Test
  void whatChangedWithinAGapIsState() {
    RoomId room = rooms.createRoom(ANNA, "{}");
    String since = since(sync(ANNA, null, "{}"));
    EventId topic =
        rooms.setState(ANNA, room, "m.room.topic", "", Json.object().put("topic", "Sepsis"));
    say(room, ANNA, 12);
    JsonNode joined = joined(sync(ANNA, since, "{}"), room);
    assertThat(joined.at("/timeline/limited").asBoolean()).isTrue();
    assertThat(joined.at("/timeline/events")).hasSize(10);
    assertThat(ids(joined.at("/state/events"))).containsExactly(topic.value());
  }

  @Test
  void withoutAGapTheTimelineSaysAllAndNothingNewIsNothing() {
    RoomId room = rooms.createRoom(ANNA, "{}");
    String since = since(sync(ANNA, null, "{}"));
    EventId topic =
        rooms.setState(ANNA, room, "m.room.topic", "", Json.object().put("topic", "Sepsis"));
    SyncAnswer answer = sync(ANNA, since, "{}");
    assertThat(answer.hasNews()).isTrue();
    JsonNode joined = joined(answer, room);
    assertThat(joined.at("/timeline/limited").asBoolean()).isFalse();
    assertThat(ids(joined.at("/timeline/events"))).containsExactly(topic.value());
    assertThat(joined.at("/state/events")).isEmpty();
    SyncAnswer again = sync(ANNA, since(answer), "{}");
    assertThat(again.hasNews()).isFalse();
    assertThat(again.body().at("/rooms/join").isMissingNode()).isTrue();
  }

  @Test
  void lazyLoadingTellsTheMembersThatTheTimelineNeeds() {
    RoomId room = named("Visite", BERT, CLARA);
    say(room, BERT, 12);
    String lazy = "{\"room\":{\"state\":{\"lazy_load_members\":true}}}";
    SyncAnswer first = sync(ANNA, null, lazy);
    assertThat(members(joined(first, room))).containsExactlyInAnyOrder(ANNA, BERT);
    say(room, CLARA, 1);
    JsonNode next = joined(sync(ANNA, since(first), lazy), room);
    assertThat(members(next)).containsExactly(CLARA);
    assertThat(members(joined(sync(ANNA, null, "{}"), room)))
        .containsExactlyInAnyOrder(ANNA, BERT, CLARA);
  }

  @Test
  void aRoomWithoutANameBringsItsHeroes() {
    RoomId room = rooms.createRoom(ANNA, invitation(BERT));
    rooms.join(BERT, room);
    say(room, ANNA, 12);
    JsonNode joined =
        joined(sync(ANNA, null, "{\"room\":{\"state\":{\"lazy_load_members\":true}}}"), room);
    assertThat(joined.at("/summary/m.heroes/0").asText()).isEqualTo(BERT);
    assertThat(joined.at("/summary/m.joined_member_count").asInt()).isEqualTo(2);
    assertThat(members(joined)).containsExactlyInAnyOrder(ANNA, BERT);
  }

  /** While another change keeps the position back, what comes after it is not told (I4). */
  @Test
  void membershipsAreToldAsTheyWereAtThePosition() {
    HeldPositions positions = new HeldPositions(rooms.get(Db.class));
    rooms.put(StreamPositions.class, positions);
    RoomId room = rooms.createRoom(ANNA, "{\"preset\":\"public_chat\"}");
    rooms.join(BERT, room);
    String before = since(sync(BERT, null, "{}"));
    rooms.leave(BERT, room);
    positions.held = positions.current();
    rooms.join(BERT, room);
    RoomId later = rooms.createRoom(ANNA, invitation(BERT));

    SyncAnswer left = sync(BERT, before, "{}");
    assertThat(left.body().at("/rooms/leave").has(room.value())).isTrue();
    assertThat(left.body().at("/rooms/join").isMissingNode()).isTrue();
    assertThat(left.body().at("/rooms/invite").isMissingNode()).isTrue();
    assertThat(sync(BERT, since(left), "{}").hasNews()).isFalse();

    positions.held = Long.MAX_VALUE;
    SyncAnswer back = sync(BERT, since(left), "{}");
    assertThat(types(joined(back, room).at("/timeline/events"))).endsWith("m.room.member");
    assertThat(back.body().at("/rooms/invite").has(later.value())).isTrue();
  }

  /** As when a transaction is under way that has taken the next position. */
  private static final class HeldPositions extends StreamPositions {
    private long held = Long.MAX_VALUE;

    private HeldPositions(Db db) {
      super(db, new Wakeups(Runnable::run));
    }

    @Override
    public synchronized long current() {
      return Math.min(held, super.current());
    }
  }

  /** CVE-2024-53867. */
  @Test
  void aLeftRoomEndsWithTheLeave() {
    RoomId room = named("Visite", BERT);
    String since = since(sync(BERT, null, "{}"));
    say(room, ANNA, 1);
    rooms.leave(BERT, room);
    say(room, ANNA, 2);
    SyncAnswer answer = sync(BERT, since, "{}");
    JsonNode left = answer.body().at("/rooms/leave").path(room.value());
    assertThat(types(left.at("/timeline/events")))
        .containsExactly("m.room.message", "m.room.member");
    assertThat(answer.body().at("/rooms/join").has(room.value())).isFalse();
    say(room, ANNA, 1);
    assertThat(sync(BERT, since(answer), "{}").hasNews()).isFalse();

    assertThat(sync(BERT, null, "{}").body().at("/rooms/leave").isMissingNode()).isTrue();
    JsonNode included =
        sync(BERT, null, "{\"room\":{\"include_leave\":true}}").body().at("/rooms/leave");
    List<String> types = types(included.path(room.value()).at("/timeline/events"));
    assertThat(types.get(types.size() - 1)).isEqualTo("m.room.member");
  }

  /** Whoever was never in the room, but was invited, knocked or was banned, learns nothing (I5). */
  @Test
  void whoDeclinesAnInviteIsToldNothingOfTheRoom() {
    RoomId room = rooms.createRoom(ANNA, "{\"topic\":\"Sepsis\",\"invite\":[\"" + BERT + "\"]}");
    String since = since(sync(BERT, null, "{}"));
    rooms.leave(BERT, room);
    JsonNode left = sync(BERT, since, "{}").body().at("/rooms/leave").path(room.value());
    assertThat(left.at("/state/events")).isEmpty();
    assertThat(left.at("/timeline/events"))
        .extracting(event -> event.path("state_key").asText())
        .containsExactly(BERT);
  }

  @Test
  void afterADeclinedInviteAFormerMemberIsToldOnlyOfTheirTime() {
    RoomId room = named("Visite", BERT);
    String since = since(sync(BERT, null, "{}"));
    say(room, ANNA, 1);
    rooms.leave(BERT, room);
    EventId later =
        rooms.setState(ANNA, room, "m.room.topic", "", Json.object().put("topic", "Sepsis"));
    rooms.invite(ANNA, room, BERT);
    rooms.leave(BERT, room);
    JsonNode left = sync(BERT, since, "{}").body().at("/rooms/leave").path(room.value());
    assertThat(types(left.at("/timeline/events")))
        .containsExactly("m.room.message", "m.room.member", "m.room.member");
    assertThat(ids(left.at("/state/events"))).doesNotContain(later.value());
  }

  /** What the timeline may or shall not show is state all the same. */
  @Test
  void stateThatTheTimelineDoesNotShowIsTold() {
    RoomId room =
        rooms.createRoom(
            ANNA,
            """
            {"preset":"public_chat","initial_state":[
              {"type":"m.room.history_visibility","content":{"history_visibility":"joined"}}]}
            """);
    rooms.join(BERT, room);
    String since = since(sync(BERT, null, "{}"));
    rooms.leave(BERT, room);
    EventId topic =
        rooms.setState(ANNA, room, "m.room.topic", "", Json.object().put("topic", "Sepsis"));
    rooms.join(BERT, room);
    SyncAnswer again = sync(BERT, since, "{}");
    assertThat(ids(joined(again, room).at("/state/events"))).containsExactly(topic.value());

    EventId name = rooms.setState(ANNA, room, "m.room.name", "", Json.object().put("name", "Neu"));
    say(room, ANNA, 1);
    String messages = "{\"room\":{\"timeline\":{\"types\":[\"m.room.message\"]}}}";
    JsonNode told = joined(sync(BERT, since(again), messages), room);
    assertThat(types(told.at("/timeline/events"))).containsExactly("m.room.message");
    assertThat(ids(told.at("/state/events"))).containsExactly(name.value());
  }

  /** An encrypted room must not look like a plain one, however little of it may be read. */
  @Test
  void stateFromBeforeTheReadersTimeIsTold() {
    RoomId room =
        rooms.createRoom(
            ANNA,
            """
            {"initial_state":[
              {"type":"m.room.history_visibility","content":{"history_visibility":"invited"}},
              {"type":"m.room.encryption","content":{"algorithm":"m.megolm.v1.aes-sha2"}}]}
            """);
    say(room, ANNA, 1);
    rooms.invite(ANNA, room, BERT);
    rooms.join(BERT, room);
    JsonNode joined = joined(sync(BERT, null, "{}"), room);
    assertThat(types(joined.at("/state/events"))).contains("m.room.encryption");
    assertThat(types(joined.at("/timeline/events")))
        .doesNotContain("m.room.encryption", "m.room.message");
  }

  @Test
  void ignoredUsersSayAndInviteNothing() {
    RoomId room = named("Visite", BERT);
    ObjectNode list = Json.object();
    list.putObject("ignored_users").putObject(BERT);
    rooms.transaction(
        () -> {
          rooms
              .get(AccountDataService.class)
              .put(TestRooms.requester(ANNA), Optional.empty(), "m.ignored_user_list", list);
          return null;
        });
    String since = since(sync(ANNA, null, "{}"));
    say(room, BERT, 1);
    say(room, ANNA, 1);
    RoomId other = rooms.createRoom(BERT, invitation(ANNA));
    SyncAnswer answer = sync(ANNA, since, "{}");
    assertThat(joined(answer, room).at("/timeline/events"))
        .extracting(event -> event.path("sender").asText())
        .containsExactly(ANNA);
    assertThat(answer.body().at("/rooms/invite").has(other.value())).isFalse();
  }

  @Test
  void whoBlocksInvitationsIsNotInvitedAndSeesNoneThatWasThereBefore() {
    RoomId before = rooms.createRoom(BERT, invitation(ANNA));
    blockInvitations("block");
    assertThatThrownBy(() -> rooms.createRoom(BERT, invitation(ANNA)))
        .isInstanceOfSatisfying(
            MatrixException.class,
            refused -> assertThat(refused.code()).isEqualTo(ErrorCode.M_INVITE_BLOCKED));
    assertThat(sync(ANNA, null, "{}").body().at("/rooms/invite").has(before.value())).isFalse();
    blockInvitations("other");
    assertThat(sync(ANNA, null, "{}").body().at("/rooms/invite").has(before.value())).isTrue();
  }

  private void blockInvitations(String action) {
    rooms.transaction(
        () -> {
          rooms
              .get(AccountDataService.class)
              .put(
                  TestRooms.requester(ANNA),
                  Optional.empty(),
                  "m.invite_permission_config",
                  Json.object().put("default_action", action));
          return null;
        });
  }

  @Test
  void anInvitationComesWithWhatNamesTheRoom() {
    RoomId room = rooms.createRoom(BERT, invitation(ANNA));
    JsonNode invite = sync(ANNA, null, "{}").body().at("/rooms/invite").path(room.value());
    assertThat(types(invite.at("/invite_state/events")))
        .contains("m.room.create", "m.room.join_rules", "m.room.member");
    assertThat(types(invite.at("/invite_state/events"))).doesNotContain("m.room.power_levels");
  }

  /** {@code use_state_after}: a client that reads no state from the timeline misses none. */
  @Test
  void stateAfterIsThatAtTheEndOfTheTimeline() {
    RoomId room = rooms.createRoom(ANNA, "{\"name\":\"Konsil\"}");
    say(room, ANNA, 3);
    EventId renamed =
        rooms.setState(ANNA, room, "m.room.name", "", Json.object().put("name", "Visite"));
    SyncAnswer first = stateAfter(null, "{}");
    JsonNode joined = joined(first, room);
    assertThat(joined.has("state")).isFalse();
    assertThat(ids(joined.at("/timeline/events"))).contains(renamed.value());
    assertThat(joined.at("/state_after/events"))
        .filteredOn(event -> event.path("type").asText().equals("m.room.name"))
        .extracting(event -> event.path("event_id").asText())
        .containsExactly(renamed.value());

    EventId topic =
        rooms.setState(ANNA, room, "m.room.topic", "", Json.object().put("topic", "Sepsis"));
    say(room, ANNA, 1);
    SyncAnswer second = stateAfter(since(first), "{}");
    joined = joined(second, room);
    assertThat(joined.at("/timeline/limited").asBoolean()).isFalse();
    assertThat(ids(joined.at("/state_after/events"))).containsExactly(topic.value());

    EventId other =
        rooms.setState(ANNA, room, "m.room.topic", "", Json.object().put("topic", "Delir"));
    say(room, ANNA, 12);
    joined = joined(stateAfter(since(second), "{}"), room);
    assertThat(joined.at("/timeline/limited").asBoolean()).isTrue();
    assertThat(ids(joined.at("/state_after/events"))).containsExactly(other.value());

    rooms.leave(ANNA, room);
    JsonNode left = stateAfter(since(second), "{}").body().at("/rooms/leave").path(room.value());
    assertThat(members(left.path("state_after"))).containsExactly(ANNA);
    assertThat(left.has("state")).isFalse();
  }

  @Test
  void aRawEventIsTheFederations() {
    RoomId room = rooms.createRoom(ANNA, "{}");
    JsonNode joined = joined(sync(ANNA, null, "{\"event_format\":\"federation\"}"), room);
    assertThat(joined.at("/timeline/events/0").has("auth_events")).isTrue();
    assertThat(joined.at("/timeline/events/0").has("unsigned")).isFalse();
  }

  @Test
  void accountDataOfUnwantedRoomsStaysAway() {
    RoomId room = rooms.createRoom(ANNA, "{}");
    rooms.transaction(
        () -> {
          rooms
              .get(AccountDataService.class)
              .put(TestRooms.requester(ANNA), Optional.of(room), "org.example", Json.object());
          return null;
        });
    assertThat(joined(sync(ANNA, null, "{}"), room).at("/account_data/events")).hasSize(1);
    String without = "{\"room\":{\"account_data\":{\"not_rooms\":[\"" + room + "\"]}}}";
    assertThat(joined(sync(ANNA, null, without), room).at("/account_data/events")).isEmpty();
  }

  @Test
  void thereAreThreeKindsOfPresence() {
    assertThatThrownBy(
            () -> new SyncRequest(Optional.empty(), SyncFilter.ALL, false, false, "bananas"))
        .isInstanceOfSatisfying(
            MatrixException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.M_INVALID_PARAM));
  }

  private RoomId named(String name, String... others) {
    RoomId room = rooms.createRoom(ANNA, "{\"name\":\"" + name + "\"}");
    for (String other : others) {
      rooms.invite(ANNA, room, other);
      rooms.join(other, room);
    }
    return room;
  }

  private static String invitation(String user) {
    return "{\"invite\":[\"" + user + "\"]}";
  }

  private void say(RoomId room, String user, int times) {
    for (int i = 0; i < times; i++) {
      rooms.send(user, room, "t" + rooms.told.size(), "Text " + i);
    }
  }

  private SyncAnswer stateAfter(String since, String filter) {
    return sync(ANNA, since, filter, true);
  }

  private SyncAnswer sync(String user, String since, String filter) {
    return sync(user, since, filter, false);
  }

  private SyncAnswer sync(String user, String since, String filter, boolean useStateAfter) {
    SyncRequest request =
        new SyncRequest(
            Optional.ofNullable(since).map(SyncToken::parse),
            SyncFilter.parse(Json.parseObject(filter.getBytes())),
            false,
            useStateAfter,
            "offline");
    return rooms.get(SyncService.class).sync(TestRooms.requester(user), request);
  }

  private static String since(SyncAnswer answer) {
    return answer.body().path("next_batch").asText();
  }

  private static JsonNode joined(SyncAnswer answer, RoomId room) {
    JsonNode joined = answer.body().at("/rooms/join").path(room.value());
    assertThat(joined.isObject()).as("%s", answer.body()).isTrue();
    return joined;
  }

  private static List<String> types(JsonNode events) {
    return texts(events, "type");
  }

  private static List<String> ids(JsonNode events) {
    return texts(events, "event_id");
  }

  private static List<String> members(JsonNode room) {
    List<String> members = new ArrayList<>();
    JsonNode state = room.has("events") ? room : room.path("state");
    for (JsonNode event : state.path("events")) {
      if (event.path("type").asText().equals("m.room.member")) {
        members.add(event.path("state_key").asText());
      }
    }
    return members;
  }

  private static List<String> texts(JsonNode events, String field) {
    List<String> texts = new ArrayList<>();
    events.forEach(event -> texts.add(event.path(field).asText()));
    return texts;
  }
}
