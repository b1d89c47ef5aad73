package org.konsil.room;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.konsil.core.event.Pdu;
import org.konsil.core.event.StateKey;
import org.konsil.core.id.EventId;
import org.konsil.core.id.RoomId;
import org.konsil.core.id.UserId;
import org.konsil.core.json.Json;
import org.konsil.room.ReceivedEvent.Kind;
import org.konsil.room.ReceivedEvent.Verdict;
import org.konsil.room.event.StoredEvent;
import org.konsil.room.state.RoomState;
import org.konsil.room.state.RoomStates;
import org.konsil.room.state.StateBefore;
import org.konsil.storage.Db;
import org.konsil.storage.StoreTest;

/** Events of other servers, which come to any part of a room's graph. */
class ReceivedEventsTest extends StoreTest {
  private static final UserId ANNA = UserId.parse("@anna:klinik.example");
  private static final String CARL = "@carl:fern.example";

  private final RemoteServer remote = new RemoteServer("fern.example");
  private TestRooms rooms;
  private RoomId room;

  Stream<Db> everyDatabase() {
    return allDatabases();
  }

  private void roomWithCarl(Db db) {
    rooms = new TestRooms(db);
    room =
        rooms.createRoom(
            ANNA.value(),
            "{\"preset\":\"public_chat\",\"room_version\":\"10\","
                + "\"power_level_content_override\":{\"users\":{\"@anna:klinik.example\":100,"
                + "\"@carl:fern.example\":100}}}");
    receive(joinOf(CARL));
  }

  private Pdu joinOf(String user) {
    LockedRoom locked = lock();
    return member(locked.extremityIds(), locked.depth() + 1, user, user, "join");
  }

  private LockedRoom lock() {
    return rooms.get(EventAppendService.class).lock(room);
  }

  private RoomState state() {
    return rooms.get(RoomReadService.class).state(room);
  }

  private Pdu message(Collection<EventId> prev, long depth, String text) {
    return remote.event(
        state(),
        room,
        prev,
        depth,
        CARL,
        "m.room.message",
        Optional.empty(),
        RemoteServer.text(text));
  }

  private Pdu state(Collection<EventId> prev, long depth, String type, ObjectNode content) {
    return remote.event(state(), room, prev, depth, CARL, type, Optional.of(""), content);
  }

  private Pdu member(
      Collection<EventId> prev, long depth, String sender, String target, String membership) {
    return remote.event(
        state(),
        room,
        prev,
        depth,
        sender,
        "m.room.member",
        Optional.of(target),
        RemoteServer.membership(membership));
  }

  private StoredEvent receive(Pdu pdu) {
    return receive(pdu, Verdict.ACCEPTED, Kind.NEW);
  }

  private StoredEvent receive(Pdu pdu, Verdict verdict, Kind kind) {
    LockedRoom locked = lock();
    StateBefore before =
        rooms.get(EventGraphService.class).before(locked, pdu.prevEvents()).orElseThrow();
    return rooms
        .get(EventAppendService.class)
        .append(locked, new ReceivedEvent(pdu, before, verdict, kind));
  }

  private List<EventId> timeline() {
    return rooms
        .get(RoomReadService.class)
        .oldest(room, Long.MIN_VALUE, Long.MAX_VALUE, 100)
        .stream()
        .map(event -> event.pdu().eventId())
        .toList();
  }

  @ParameterizedTest
  @MethodSource("everyDatabase")
  void anEventAtTheHeadIsOneMoreOfTheRoom(Db db) {
    roomWithCarl(db);
    assertThat(state().isJoined(UserId.parse(CARL))).isTrue();
    assertThat(rooms.get(RoomReadService.class).isJoined(room, UserId.parse(CARL))).isTrue();
    assertThat(rooms.told)
        .last()
        .satisfies(news -> assertThat(news.membership().orElseThrow().isJoining()).isTrue());
    EventId own = rooms.send(ANNA.value(), room, "t", "Hallo");
    assertThat(timeline()).endsWith(own);
    assertThat(lock().extremityIds()).containsExactly(own);
  }

  @ParameterizedTest
  @MethodSource("everyDatabase")
  void aForkHasTwoExtremitiesWhichTheNextOwnEventJoins(Db db) {
    roomWithCarl(db);
    LockedRoom head = lock();
    EventId own = rooms.send(ANNA.value(), room, "t", "Hallo");
    Pdu theirs = message(head.extremityIds(), head.depth() + 1, "Hier auch");
    receive(theirs);
    assertThat(lock().extremityIds()).containsExactlyInAnyOrder(own, theirs.eventId());
    EventId next = rooms.send(ANNA.value(), room, "u", "Weiter");
    assertThat(lock().extremityIds()).containsExactly(next);
    assertThat(rooms.get(RoomReadService.class).findEvent(room, next).orElseThrow().pdu())
        .satisfies(
            pdu -> assertThat(pdu.prevEvents()).containsExactlyInAnyOrder(own, theirs.eventId()));
  }

  @ParameterizedTest
  @MethodSource("everyDatabase")
  void statesOfAForkAreResolved(Db db) {
    roomWithCarl(db);
    LockedRoom head = lock();
    rooms.setState(ANNA.value(), room, "m.room.topic", "", Json.object().put("topic", "a"));
    Pdu name =
        state(head.extremityIds(), head.depth() + 1, "m.room.name", Json.object().put("name", "c"));
    Pdu topic =
        state(List.of(name.eventId()), head.depth() + 2, "m.room.topic", topicContent("carl"));
    receive(name);
    receive(topic);
    assertThat(state().text("m.room.name", "name")).contains("c");
    assertThat(state().text("m.room.topic", "topic")).isPresent();
    EventId joined = rooms.send(ANNA.value(), room, "t", "wieder eins");
    StoredEvent event = rooms.get(RoomReadService.class).findEvent(room, joined).orElseThrow();
    RoomState replayed = rooms.get(RoomReadService.class).stateAfter(event);
    assertThat(replayed.events().keySet()).isEqualTo(state().events().keySet());
    replayed.events().forEach((key, held) -> assertThat(state().pdu(key)).contains(held.pdu()));
    // I6: what the table says is what memory says
    long neverInMemory = -1;
    RoomState stored =
        rooms.get(RoomStates.class).of(lock().nid(), state().roomVersion(), neverInMemory);
    assertThat(RemoteServer.ids(stored.events().values()))
        .isEqualTo(RemoteServer.ids(state().events().values()));
  }

  private static ObjectNode topicContent(String topic) {
    return Json.object().put("topic", topic);
  }

  @ParameterizedTest
  @MethodSource("everyDatabase")
  void resolutionTakesMembershipsAway(Db db) {
    roomWithCarl(db);
    LockedRoom head = lock();
    receive(joinOf("@dora:fern.example"));
    assertThat(state().isJoined(UserId.parse("@dora:fern.example"))).isTrue();
    // on the other branch the room had been closed before
    Pdu closed =
        state(
            head.extremityIds(),
            head.depth() + 1,
            "m.room.join_rules",
            Json.object().put("join_rule", "invite"));
    StoredEvent stored = receive(closed);
    UserId dora = UserId.parse("@dora:fern.example");
    assertThat(state().isJoined(dora)).isFalse();
    RoomReadService reads = rooms.get(RoomReadService.class);
    assertThat(reads.membership(room, dora)).contains("leave");
    assertThat(reads.stateAt(room, stored.position() - 1).isJoined(dora)).isTrue();
    assertThat(reads.stateAt(room, stored.position()).isJoined(dora)).isFalse();
  }

  /** CVE-2022-39374: what was refused never comes into the state or the timeline. */
  @ParameterizedTest
  @MethodSource("everyDatabase")
  void refusedEventsAreDataOnly(Db db) {
    roomWithCarl(db);
    LockedRoom head = lock();
    int told = rooms.told.size();
    for (Verdict verdict : List.of(Verdict.REJECTED, Verdict.SOFT_FAILED)) {
      Pdu pdu = state(head.extremityIds(), head.depth() + 1, "m.room.name", named(verdict.name()));
      receive(pdu, verdict, Kind.NEW);
      assertThat(timeline()).doesNotContain(pdu.eventId());
      assertThat(lock().extremityIds()).isEqualTo(head.extremityIds());
      assertThat(state().text("m.room.name", "name")).isEmpty();
      // the same again, as if it were good
      receive(pdu, Verdict.ACCEPTED, Kind.NEW);
      assertThat(state().text("m.room.name", "name")).isEmpty();
    }
    assertThat(rooms.told).hasSize(told);
  }

  private static ObjectNode named(String name) {
    return Json.object().put("name", name);
  }

  @ParameterizedTest
  @MethodSource("everyDatabase")
  void historyComesBeforeEverythingElse(Db db) {
    roomWithCarl(db);
    LockedRoom head = lock();
    Pdu older = message(head.extremityIds(), head.depth() + 1, "vorher");
    Pdu newer = message(List.of(older.eventId()), head.depth() + 2, "nachher");
    LockedRoom locked = lock();
    EventGraphService graph = rooms.get(EventGraphService.class);
    StateBefore before = graph.before(locked, older.prevEvents()).orElseThrow();
    rooms
        .get(EventAppendService.class)
        .append(locked, new ReceivedEvent(newer, before, Verdict.ACCEPTED, Kind.NEW));
    assertThat(graph.gaps(room, 10)).contains(older.eventId());
    receive(older, Verdict.ACCEPTED, Kind.BACKFILLED);
    assertThat(graph.gaps(room, 10)).doesNotContain(older.eventId());
    assertThat(timeline()).startsWith(older.eventId()).endsWith(newer.eventId());
    assertThat(
            RemoteServer.ids(
                graph.history(room, List.of(newer.eventId()), java.util.Set.of(), 2, 0)))
        .containsExactlyInAnyOrder(newer.eventId(), older.eventId());
  }

  @ParameterizedTest
  @MethodSource("everyDatabase")
  void anEarlyRedactionWaitsForItsTarget(Db db) {
    roomWithCarl(db);
    LockedRoom head = lock();
    Pdu secret = message(head.extremityIds(), head.depth() + 1, "geheim");
    EventId redaction = receive(redactionOf(head, secret.eventId())).pdu().eventId();
    receive(secret);
    StoredEvent stored =
        rooms.get(RoomReadService.class).findEvent(room, secret.eventId()).orElseThrow();
    assertThat(stored.pdu().content().has("body")).isFalse();
    assertThat(stored.isRedacted()).isTrue();
    assertThat(rooms.told).last().satisfies(n -> assertThat(n.event().pdu().content()).isEmpty());
    assertThat(timeline()).contains(redaction);
  }

  private Pdu redactionOf(LockedRoom head, EventId target) {
    return new org.konsil.core.event.EventBuilder(head.version())
        .roomId(room)
        .sender(UserId.parse(CARL))
        .type("m.room.redaction")
        .redacts(target)
        .prevEvents(head.extremityIds())
        .authEvents(
            Stream.of(
                    StateKey.of("m.room.create"),
                    StateKey.of("m.room.power_levels"),
                    new StateKey("m.room.member", CARL))
                .map(key -> state().pdu(key).orElseThrow().eventId())
                .toList())
        .depth(head.depth() + 1)
        .originServerTs(1)
        .build(remote.name, remote.key);
  }

  /** F12: however many forks a peer makes, the room goes on. */
  @ParameterizedTest
  @MethodSource("everyDatabase")
  void forksWithoutEndAreJoinedAgain(Db db) {
    roomWithCarl(db);
    LockedRoom head = lock();
    for (int i = 0; i < EventPlacing.MAX_EXTREMITIES + 5; i++) {
      receive(message(head.extremityIds(), head.depth() + 1, "Ast " + i));
    }
    assertThat(lock().extremityIds()).hasSize(EventPlacing.MAX_EXTREMITIES);
    for (int i = 0; i < 4; i++) {
      rooms.send(ANNA.value(), room, "t" + i, "eins");
    }
    assertThat(lock().extremityIds()).hasSize(1);
  }

  @ParameterizedTest
  @MethodSource("everyDatabase")
  void aRoomIsEnteredWithTheStateThatAnotherServerTold(Db db) {
    roomWithCarl(db);
    rooms.setState(ANNA.value(), room, "m.room.name", "", named("Konsil"));
    List<Pdu> state = state().events().values().stream().map(StoredEvent::pdu).toList();
    Pdu join = joinOf("@dora:fern.example");
    // the same room in a server that knows nothing of it
    TestRooms elsewhere = new TestRooms();
    elsewhere.transaction(
        () -> {
          EventAppendService append = elsewhere.get(EventAppendService.class);
          LockedRoom locked = append.lockOrMake(room, join.roomVersion());
          append.keep(locked, state.stream().map(pdu -> new OutlierEvent(pdu, false)).toList());
          StateBefore before =
              elsewhere
                  .get(EventGraphService.class)
                  .given(locked, state.stream().map(Pdu::eventId).toList(), List.of());
          return append.append(
              locked, new ReceivedEvent(join, before, Verdict.ACCEPTED, Kind.ENTRANCE));
        });
    RoomReadService reads = elsewhere.get(RoomReadService.class);
    assertThat(reads.state(room).events()).hasSize(state.size() + 1);
    assertThat(reads.isJoined(room, ANNA)).isTrue();
    assertThat(elsewhere.get(EventGraphService.class).gaps(room, 10))
        .containsExactlyElementsOf(join.prevEvents());
    elsewhere.close();
  }
}
