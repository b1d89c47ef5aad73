package org.konsil.participation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.konsil.account.Requester;
import org.konsil.config.Domain;
import org.konsil.config.DomainService;
import org.konsil.core.error.ErrorCode;
import org.konsil.core.error.MatrixException;
import org.konsil.core.event.Pdu;
import org.konsil.core.id.EventId;
import org.konsil.core.id.RoomId;
import org.konsil.core.id.ServerName;
import org.konsil.core.id.UserId;
import org.konsil.core.json.Json;
import org.konsil.room.RoomReadService;
import org.konsil.room.TestRooms;
import org.konsil.room.event.StoredEvent;
import org.konsil.room.visibility.TimelineSlice;
import org.konsil.room.visibility.VisibleTimelineService;
import org.konsil.storage.Db;

class RoomServicesTest {
  private static final String ANNA = "@anna:klinik.example";
  private static final String BERT = "@bert:praxis.example";

  private final TestRooms rooms = new TestRooms();

  @AfterEach
  void close() {
    rooms.close();
  }

  @ParameterizedTest
  @ValueSource(strings = {"1", "3", "6", "9", "10", "11", "12"})
  void aConversationInEveryRoomVersion(String version) {
    RoomId room =
        rooms.createRoom(
            ANNA,
            "{\"room_version\":\"%s\",\"name\":\"Konsil\",\"invite\":[\"%s\"]}"
                .formatted(version, BERT));
    RoomReadService reads = rooms.get(RoomReadService.class);
    assertThat(reads.membership(room, UserId.parse(BERT))).contains("invite");
    assertThat(reads.strippedState(room, UserId.parse(BERT)).toString()).contains("Konsil");
    rooms.join(BERT, room);
    EventId sent = rooms.send(BERT, room, "t1", "Hallo");
    assertThat(reads.joinedMembers(room))
        .containsExactlyInAnyOrder(UserId.parse(ANNA), UserId.parse(BERT));
    TimelineSlice slice =
        rooms
            .get(VisibleTimelineService.class)
            .timeline(room, 0, Long.MAX_VALUE, 100, UserId.parse(ANNA));
    List<Pdu> pdus = slice.events().stream().map(StoredEvent::pdu).toList();
    assertThat(pdus.get(0).type()).isEqualTo("m.room.create");
    assertThat(pdus.get(pdus.size() - 1).eventId()).isEqualTo(sent);
    assertThat(slice.limited()).isFalse();
    for (int i = 1; i < pdus.size(); i++) {
      assertThat(pdus.get(i).prevEvents()).containsExactly(pdus.get(i - 1).eventId());
      assertThat(pdus.get(i).depth()).isEqualTo(i + 1);
    }
    assertThat(rooms.told).extracting(told -> told.event().pdu()).isEqualTo(pdus);
  }

  /** A_26515-01: who could not join is not invited either. */
  @Test
  void aRoomThatDoesNotFederateInvitesNobodyFromElsewhere() {
    RoomId room = rooms.createRoom(ANNA, "{\"creation_content\":{\"m.federate\":false}}");
    assertThatThrownBy(() -> rooms.invite(ANNA, room, BERT))
        .isInstanceOfSatisfying(
            MatrixException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.M_FORBIDDEN));
    rooms.invite(ANNA, room, "@carla:klinik.example");
  }

  @Test
  void theSameTransactionIsTheSameEvent() {
    RoomId room = rooms.createRoom(ANNA, "{}");
    EventId first = rooms.send(ANNA, room, "t", "once");
    EventId again = rooms.send(ANNA, room, "t", "twice");
    EventId other = rooms.send(ANNA, room, "u", "other");
    assertThat(again).isEqualTo(first);
    assertThat(other).isNotEqualTo(first);
  }

  @Test
  void theSameNameOnAnotherPathIsAnotherEvent() {
    RoomId room = rooms.createRoom(ANNA, "{}");
    EventId message = rooms.send(ANNA, room, "t", "Hallo");
    EventId reaction = annotate(room, "m.reaction", "t", message);
    assertThat(reaction).isNotEqualTo(message);
    assertThat(annotate(room, "m.reaction", "t", message)).isEqualTo(reaction);
    EventId redaction = redact(room, "t", message);
    assertThat(redact(room, "t", message)).isEqualTo(redaction);
    assertThat(redact(room, "t", reaction)).isNotIn(message, reaction, redaction);
  }

  @Test
  void theSameReactionCountsOnceForEachType() {
    RoomId room = rooms.createRoom(ANNA, "{}");
    EventId message = rooms.send(ANNA, room, "t", "Hallo");
    annotate(room, "m.reaction", "1", message);
    annotate(room, "org.example.mark", "2", message);
    assertThatThrownBy(() -> annotate(room, "m.reaction", "3", message))
        .isInstanceOfSatisfying(
            MatrixException.class,
            refused -> assertThat(refused.code()).isEqualTo(ErrorCode.M_DUPLICATE_ANNOTATION));
  }

  private EventId annotate(RoomId room, String type, String txnId, EventId target) {
    ObjectNode content = Json.object();
    content
        .putObject("m.relates_to")
        .put("rel_type", "m.annotation")
        .put("event_id", target.value())
        .put("key", "x");
    return rooms.transaction(
        () ->
            rooms
                .get(EventSendingService.class)
                .send(TestRooms.requester(ANNA), room, type, txnId, content));
  }

  private EventId redact(RoomId room, String txnId, EventId target) {
    return rooms.transaction(
        () ->
            rooms
                .get(EventSendingService.class)
                .redact(TestRooms.requester(ANNA), room, target, txnId, Optional.empty()));
  }

  @Test
  void sixteenSendersMakeOneOrder() throws Exception {
    RoomId room = rooms.createRoom(ANNA, "{}");
    int senders = 16;
    int each = 12;
    ExecutorService pool = Executors.newFixedThreadPool(senders);
    List<Future<List<EventId>>> futures = new ArrayList<>();
    for (int s = 0; s < senders; s++) {
      int sender = s;
      futures.add(
          pool.submit(
              () -> {
                List<EventId> ids = new ArrayList<>();
                for (int i = 0; i < each; i++) {
                  ids.add(rooms.send(ANNA, room, sender / 2 + "-" + i, "x"));
                }
                return ids;
              }));
    }
    HashSet<EventId> distinct = new HashSet<>();
    for (Future<List<EventId>> future : futures) {
      distinct.addAll(future.get());
    }
    pool.shutdown();
    // every second sender repeats the transaction ids of the one before
    assertThat(distinct).hasSize(senders / 2 * each);
    List<StoredEvent> events =
        rooms
            .get(VisibleTimelineService.class)
            .timeline(room, 0, Long.MAX_VALUE, 1000, UserId.parse(ANNA))
            .events();
    for (int i = 1; i < events.size(); i++) {
      assertThat(events.get(i).pdu().prevEvents())
          .containsExactly(events.get(i - 1).pdu().eventId());
      assertThat(events.get(i).position()).isGreaterThan(events.get(i - 1).position());
    }
  }

  @Test
  void outsidersLearnNothing() {
    RoomId room = rooms.createRoom(ANNA, "{}");
    rooms.send(ANNA, room, "t", "secret");
    assertThatThrownBy(() -> rooms.send(BERT, room, "t", "x"))
        .isInstanceOfSatisfying(
            MatrixException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.M_FORBIDDEN));
    assertThatThrownBy(() -> rooms.join(BERT, room)).isInstanceOf(MatrixException.class);
    RoomReadService reads = rooms.get(RoomReadService.class);
    assertThat(
            rooms
                .get(VisibleTimelineService.class)
                .timeline(room, 0, Long.MAX_VALUE, 10, UserId.parse(BERT))
                .events())
        .isEmpty();
    assertThatThrownBy(
            () -> rooms.get(RoomStateService.class).visibleState(TestRooms.requester(BERT), room))
        .isInstanceOf(MatrixException.class);
  }

  @Test
  void nobodyInvitesIntoASuspendedDomain() {
    DomainService hosted = rooms.get(DomainService.class);
    RoomId room = rooms.createRoom(ANNA, "{}");
    DomainService suspending =
        new DomainService() {
          @Override
          public Optional<Domain> find(ServerName name) {
            return Optional.of(
                new Domain(name, "Praxis", Domain.Standing.SUSPENDED, Instant.EPOCH));
          }
        };
    rooms.get(MembershipChanges.class).domains = suspending;
    assertThatThrownBy(() -> rooms.invite(ANNA, room, BERT))
        .isInstanceOfSatisfying(
            MatrixException.class, refused -> assertThat(refused.status()).isEqualTo(502));
    rooms.get(MembershipChanges.class).domains = hosted;
    rooms.invite(ANNA, room, BERT);
  }

  @Test
  void historyBeginsWhereItsVisibilitySays() {
    VisibleTimelineService timelines = rooms.get(VisibleTimelineService.class);
    for (String visibility : List.of("shared", "invited", "joined")) {
      RoomId room =
          rooms.createRoom(
              ANNA,
              """
              {"initial_state":[{"type":"m.room.history_visibility",
                "content":{"history_visibility":"%s"}}]}\
              """
                  .formatted(visibility));
      rooms.send(ANNA, room, "a", "before");
      rooms.invite(ANNA, room, BERT);
      rooms.send(ANNA, room, "b", "invited");
      rooms.join(BERT, room);
      rooms.send(ANNA, room, "c", "joined");
      rooms.leave(BERT, room);
      rooms.send(ANNA, room, "d", "after");
      List<String> seen =
          timelines.timeline(room, 0, Long.MAX_VALUE, 100, UserId.parse(BERT)).events().stream()
              .map(event -> event.pdu().content().path("body").textValue())
              .filter(body -> body != null)
              .toList();
      assertThat(seen)
          .as(visibility)
          .isEqualTo(
              switch (visibility) {
                case "shared" -> List.of("before", "invited", "joined");
                case "invited" -> List.of("invited", "joined");
                default -> List.of("joined");
              });
    }
  }

  @Test
  void redactionTakesTheContentAndTellsTheState() {
    RoomId room = rooms.createRoom(ANNA, "{\"name\":\"geheim\"}");
    EventId message = rooms.send(ANNA, room, "a", "geheim");
    RoomReadService reads = rooms.get(RoomReadService.class);
    EventId name = reads.state(room).pdu("m.room.name", "").orElseThrow().eventId();
    for (EventId target : List.of(message, name)) {
      rooms.transaction(
          () ->
              rooms
                  .get(EventSendingService.class)
                  .redact(
                      TestRooms.requester(ANNA),
                      room,
                      target,
                      "r" + target,
                      Optional.of("falsch")));
      StoredEvent left = reads.findEvent(room, target).orElseThrow();
      assertThat(left.isRedacted()).isTrue();
      assertThat(new String(left.pdu().bytes())).doesNotContain("geheim");
    }
    assertThat(reads.state(room).text("m.room.name", "name")).isEmpty();
  }

  @Test
  void stateAtAnyPositionIsWhatItWas() {
    RoomId room = rooms.createRoom(ANNA, "{}");
    RoomReadService reads = rooms.get(RoomReadService.class);
    List<Long> positions = new ArrayList<>();
    for (int i = 0; i < 150; i++) {
      EventId id =
          rooms.setState(ANNA, room, "m.room.topic", "", Json.object().put("topic", "t" + i));
      positions.add(reads.findEvent(room, id).orElseThrow().position());
    }
    for (int i = 0; i < positions.size(); i += 7) {
      assertThat(reads.stateAt(room, positions.get(i)).text("m.room.topic", "topic"))
          .contains("t" + i);
      StoredEvent event = reads.newest(room, 0, positions.get(i), 1).get(0);
      assertThat(reads.stateAfter(event).text("m.room.topic", "topic")).contains("t" + i);
      assertThat(reads.stateBefore(event).text("m.room.topic", "topic").orElse("t-1"))
          .isEqualTo("t" + (i - 1));
    }
    assertThat(reads.stateChanges(room, positions.get(3), Long.MAX_VALUE)).hasSize(1);
  }

  @Test
  void whoIsIgnoredIsNotHeardButStillSetsState() {
    RoomId room = rooms.createRoom(ANNA, "{\"preset\":\"public_chat\"}");
    rooms.join(BERT, room);
    rooms
        .get(Db.class)
        .update(
            "INSERT INTO account_data (user_id, room_id, type, content, stream_id)"
                + " VALUES (?, '', 'm.ignored_user_list', ?, 1)",
            ANNA,
            Json.object().set("ignored_users", Json.object().set(BERT, Json.object())));
    EventId unheard = rooms.send(BERT, room, "t1", "Hallo");
    EventId own = rooms.send(ANNA, room, "t2", "Ist da wer?");
    assertThat(seen(room, ANNA)).contains(own).doesNotContain(unheard);
    assertThat(seen(room, BERT)).contains(own, unheard);
    assertThat(seen(room, ANNA)).hasSize(seen(room, BERT).size() - 1);
  }

  private List<EventId> seen(RoomId room, String reader) {
    return rooms
        .get(VisibleTimelineService.class)
        .timeline(room, 0, Long.MAX_VALUE, 100, UserId.parse(reader))
        .events()
        .stream()
        .map(event -> event.pdu().eventId())
        .toList();
  }

  @Test
  void aThreadDoesNotStartWithinAThread() {
    RoomId room = rooms.createRoom(ANNA, "{}");
    EventId root = rooms.send(ANNA, room, "t1", "Frage");
    EventId answer = sendInThread(room, root);
    assertThatThrownBy(() -> sendInThread(room, answer))
        .isInstanceOfSatisfying(
            MatrixException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.M_UNKNOWN));
  }

  private EventId sendInThread(RoomId room, EventId root) {
    ObjectNode content = Json.object().put("msgtype", "m.text").put("body", "Antwort");
    content.putObject("m.relates_to").put("rel_type", "m.thread").put("event_id", root.value());
    return rooms.transaction(
        () ->
            rooms
                .get(EventSendingService.class)
                .send(TestRooms.requester(ANNA), room, "m.room.message", "in" + root, content));
  }

  @Test
  void guestsComeOnlyWhereTheyAreWelcome() {
    RoomId room = rooms.createRoom(ANNA, "{\"preset\":\"public_chat\"}");
    UserId id = UserId.parse(BERT);
    Requester guest = new Requester(id, "D", id.server(), false, false, true, 1);
    assertThatThrownBy(() -> join(guest, room))
        .isInstanceOfSatisfying(
            MatrixException.class,
            e -> assertThat(e.code()).isEqualTo(ErrorCode.M_GUEST_ACCESS_FORBIDDEN));
    rooms.setState(
        ANNA, room, "m.room.guest_access", "", Json.object().put("guest_access", "can_join"));
    join(guest, room);
    assertThat(rooms.get(RoomReadService.class).isJoined(room, id)).isTrue();
  }

  private void join(Requester requester, RoomId room) {
    rooms.transaction(
        () -> rooms.get(MembershipService.class).join(requester, room, Optional.empty()));
  }

  private static final String ENCRYPTED =
      "\"initial_state\":[{\"type\":\"m.room.encryption\",\"state_key\":\"\","
          + "\"content\":{\"algorithm\":\"m.megolm.v1.aes-sha2\"}}]";

  /** A_25323-01, A_25814-01, A_26338-02: what another client leaves out the server fills in. */
  @Test
  void aPrivateRoomIsOfTheDefaultTypeAndMirrorsItsNameUnderTheTiRules() {
    rooms.settings.setProperty("konsil.policy", "tim");
    RoomId room =
        rooms.createRoom(ANNA, "{\"name\":\"Konsil\",\"topic\":\"Herz\"," + ENCRYPTED + "}");
    assertThat(stateOf(room, "m.room.create").path("type").asText())
        .isEqualTo("de.gematik.tim.roomtype.default.v1");
    assertThat(stateOf(room, "de.gematik.tim.room.name").path("name").asText()).isEqualTo("Konsil");
    assertThat(stateOf(room, "de.gematik.tim.room.topic").path("topic").asText()).isEqualTo("Herz");
    RoomId typed =
        rooms.createRoom(
            ANNA,
            "{\"creation_content\":{\"type\":\"de.gematik.tim.roomtype.casereference.v1\"},"
                + ENCRYPTED
                + "}");
    assertThat(stateOf(typed, "m.room.create").path("type").asText())
        .isEqualTo("de.gematik.tim.roomtype.casereference.v1");
  }

  /** A_28595: such a room cannot be made here, but its members write in it and name it. */
  @Test
  void aRoomOfTheFutureTypeMadeElsewhereIsUsed() {
    RoomId room =
        rooms.createRoom(
            ANNA,
            "{\"invite\":[\"%s\"],\"creation_content\":{\"type\":\"de.gematik.tim.roomtype.default.v2\"},%s}"
                .formatted(BERT, ENCRYPTED));
    rooms.settings.setProperty("konsil.policy", "tim");
    rooms.join(BERT, room);
    EventId sent = rooms.send(BERT, room, "t", "Hallo");
    rooms.setState(ANNA, room, "m.room.name", "", Json.object().put("name", "Neu"));
    assertThat(stateOf(room, "m.room.name").path("name").asText()).isEqualTo("Neu");
    assertThat(rooms.told).extracting(told -> told.event().pdu().eventId()).contains(sent);
  }

  private ObjectNode stateOf(RoomId room, String type) {
    return rooms.told.stream()
        .map(told -> told.event().pdu())
        .filter(pdu -> pdu.roomId().equals(room) && pdu.type().equals(type))
        .reduce((older, newer) -> newer)
        .map(Pdu::content)
        .orElseThrow();
  }
}
