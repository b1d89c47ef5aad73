package org.konsil.room;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.HashMap;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.konsil.core.id.EventId;
import org.konsil.core.id.RoomId;
import org.konsil.core.id.UserId;
import org.konsil.core.json.Json;
import org.konsil.participation.EventSendingService;
import org.konsil.participation.MembershipService;
import org.konsil.room.event.ClientTransaction;
import org.konsil.room.event.StoredEvent;
import org.konsil.room.relation.RelationReadService;
import org.konsil.room.relation.ThreadRoot;
import org.konsil.room.state.StateGroups;
import org.konsil.room.visibility.VisibleTimelineService;
import org.konsil.storage.Db;
import org.konsil.storage.StorageException;
import org.konsil.storage.StoreTest;

/** The SQL of rooms on every database that Konsil runs on. */
class RoomStoresTest extends StoreTest {
  private static final UserId ANNA = UserId.parse("@anna:klinik.example");
  private static final UserId BERT = UserId.parse("@bert:praxis.example");

  Stream<Db> everyDatabase() {
    return allDatabases();
  }

  private static RoomId conversation(TestRooms rooms) {
    RoomId room = rooms.createRoom(ANNA.value(), "{\"name\":\"Konsil\",\"topic\":\"0\"}");
    rooms.invite(ANNA.value(), room, BERT.value());
    rooms.join(BERT.value(), room);
    return room;
  }

  @ParameterizedTest
  @MethodSource("everyDatabase")
  void whatIsWrittenIsRead(Db db) {
    TestRooms rooms = new TestRooms(db);
    RoomId room = conversation(rooms);
    EventId first = rooms.send(BERT.value(), room, "t", "Hallo");
    assertThat(rooms.send(BERT.value(), room, "t", "Hallo")).isEqualTo(first);
    RoomReadService reads = rooms.get(RoomReadService.class);
    StoredEvent event = reads.findEvent(room, first).orElseThrow();
    assertThat(event.transaction()).contains(new ClientTransaction("DEVICE", "t"));
    VisibleTimelineService timelines = rooms.get(VisibleTimelineService.class);
    assertThat(timelines.timeline(room, 0, Long.MAX_VALUE, 3, ANNA).events()).hasSize(3);
    assertThat(timelines.timeline(room, 0, Long.MAX_VALUE, 3, ANNA).limited()).isTrue();
    assertThat(reads.near(room, event.pdu().originServerTs(), true, 1)).hasSize(1);
    assertThat(reads.memberships(BERT)).filteredOn(RoomMembership::room, room).hasSize(1);
    // the database is shared by the tests of this class
    assertThat(reads.membershipChanges(BERT, 0, Long.MAX_VALUE))
        .filteredOn(RoomMembership::room, room)
        .extracting(RoomMembership::membership)
        .containsExactly("invite", "join");
    assertThat(reads.usersSharingARoom(ANNA)).containsExactly(BERT);
    assertThat(reads.changedRooms(List.of(room), event.position() - 1)).containsExactly(room);
    assertThat(reads.changedRooms(List.of(room), event.position())).isEmpty();
    assertThat(reads.membersAfter(event, List.of(ANNA, BERT))).hasSize(2);
    rooms.leave(BERT.value(), room);
    long parted = reads.partedAt(room, BERT).orElseThrow();
    assertThat(reads.partedAt(room, BERT, parted)).contains(parted);
    assertThat(reads.partedAt(room, BERT, parted - 1)).isEmpty();
    rooms.invite(ANNA.value(), room, BERT.value());
    rooms.join(BERT.value(), room);
    assertThat(reads.partedAt(room, BERT)).isEmpty();
    assertThat(reads.partedAt(room, BERT, parted)).contains(parted);
    rooms.leave(BERT.value(), room);
    rooms.get(MembershipService.class).forget(TestRooms.requester(BERT.value()), room);
    assertThat(reads.findMembership(room, BERT).orElseThrow().forgotten()).isTrue();
  }

  @ParameterizedTest
  @MethodSource("everyDatabase")
  void relationsAndThreadsAreFound(Db db) {
    TestRooms rooms = new TestRooms(db);
    RoomId room = conversation(rooms);
    EventId root = rooms.send(ANNA.value(), room, "t", "Wurzel");
    var answer = Json.object().put("body", "Antwort");
    answer.putObject("m.relates_to").put("rel_type", "m.thread").put("event_id", root.value());
    rooms
        .get(EventSendingService.class)
        .send(TestRooms.requester(BERT.value()), room, "m.room.message", "a", answer);
    RelationReadService relations = rooms.get(RelationReadService.class);
    assertThat(relations.children(room, List.of(root))).hasSize(1);
    assertThat(relations.children(room, List.of(root), List.of("m.replace"))).isEmpty();
    assertThat(relations.threads(room, Long.MAX_VALUE, 10))
        .extracting(ThreadRoot::root)
        .containsExactly(root);
  }

  /** I6: state after any event is what replaying the events gives, over several snapshots. */
  @ParameterizedTest
  @MethodSource("everyDatabase")
  void stateGroupsSayWhatReplayingTheEventsSays(Db db) {
    TestRooms rooms = new TestRooms(db);
    RoomId room = conversation(rooms);
    for (int i = 1; i <= StateGroups.MAX_CHAIN + 10; i++) {
      rooms.setState(ANNA.value(), room, "m.room.topic", "", Json.object().put("topic", "" + i));
    }
    RoomReadService reads = rooms.get(RoomReadService.class);
    var replayed = new HashMap<>();
    for (StoredEvent event : reads.oldest(room, 0, Long.MAX_VALUE, 1000)) {
      event.pdu().asStateKey().ifPresent(key -> replayed.put(key, event.pdu()));
      var stored = new HashMap<>();
      reads.stateAfter(event).events().forEach((key, state) -> stored.put(key, state.pdu()));
      assertThat(stored).isEqualTo(replayed);
    }
  }

  /** I3: history that two nodes fetch at the same time has one order on both. */
  @ParameterizedTest
  @MethodSource("everyDatabase")
  void noPlaceBeforeTheBeginningIsGivenTwice(Db db) {
    TestRooms rooms = new TestRooms(db);
    long room = rooms.get(RoomStore.class).find(conversation(rooms)).orElseThrow().nid();
    Set<Long> lowest =
        IntStream.range(0, 40)
            .parallel()
            .mapToObj(i -> new TestRooms(db).get(RoomStore.class).takeBackfill(room, 3))
            .collect(Collectors.toSet());
    assertThat(lowest)
        .containsExactlyInAnyOrderElementsOf(
            LongStream.rangeClosed(1, 40).mapToObj(i -> -3 * i).toList());
  }

  @ParameterizedTest
  @MethodSource("everyDatabase")
  void twoEventsOfARoomCannotHaveOnePlace(Db db) {
    TestRooms rooms = new TestRooms(db);
    RoomId room = conversation(rooms);
    List<StoredEvent> events = rooms.get(RoomReadService.class).oldest(room, 0, Long.MAX_VALUE, 2);
    assertThatThrownBy(
            () ->
                db.update(
                    "UPDATE event SET stream_id = ? WHERE event_nid = ?",
                    events.get(0).position(),
                    events.get(1).nid()))
        .isInstanceOfSatisfying(
            StorageException.class, e -> assertThat(e.isConstraintViolation()).isTrue());
  }

  /** I6: the schema itself refuses to delete an event that a state rests on. */
  @ParameterizedTest
  @MethodSource("everyDatabase")
  void referencedStateCannotBeDeleted(Db db) {
    TestRooms rooms = new TestRooms(db);
    RoomId room = conversation(rooms);
    StoredEvent create =
        rooms.get(RoomReadService.class).state(room).find("m.room.create", "").orElseThrow();
    assertThatThrownBy(() -> db.update("DELETE FROM event WHERE event_nid = ?", create.nid()))
        .isInstanceOfSatisfying(
            StorageException.class, e -> assertThat(e.isConstraintViolation()).isTrue());
    assertThatThrownBy(
            () -> db.update("DELETE FROM state_group WHERE state_group = ?", create.stateGroup()))
        .isInstanceOf(StorageException.class);
  }

  @ParameterizedTest
  @MethodSource("everyDatabase")
  void aRedactedEventIsGoneFromTheTable(Db db) {
    TestRooms rooms = new TestRooms(db);
    RoomId room = conversation(rooms);
    EventId secret = rooms.send(ANNA.value(), room, "t", "geheim");
    rooms
        .get(EventSendingService.class)
        .redact(TestRooms.requester(ANNA.value()), room, secret, "r", Optional.empty());
    List<String> kept =
        db.query(
            "SELECT pdu FROM event WHERE event_id = ?", r -> new String(r.bytes("pdu")), secret);
    assertThat(kept).singleElement().asString().doesNotContain("geheim");
  }
}
