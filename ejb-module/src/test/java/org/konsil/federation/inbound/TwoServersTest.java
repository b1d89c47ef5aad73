package org.konsil.federation.inbound;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.konsil.core.error.MatrixException;
import org.konsil.core.event.EventHashes;
import org.konsil.core.event.Pdu;
import org.konsil.core.event.StateKey;
import org.konsil.core.id.EventId;
import org.konsil.core.id.RoomId;
import org.konsil.core.id.ServerName;
import org.konsil.core.id.UserId;
import org.konsil.core.json.Json;
import org.konsil.core.roomversion.RoomVersion;
import org.konsil.core.signing.UnpaddedBase64;
import org.konsil.federation.FederationRequester;
import org.konsil.federation.resident.EventServingService;
import org.konsil.federation.resident.InviteReceivingService;
import org.konsil.federation.resident.MembershipHandshakeService;
import org.konsil.room.EventGraphService;
import org.konsil.room.RemoteServer;
import org.konsil.room.RoomReadService;
import org.konsil.room.TestRooms;
import org.konsil.room.event.StoredEvent;
import org.konsil.room.state.RoomState;
import org.konsil.room.visibility.TimelineSlice;
import org.konsil.room.visibility.VisibleTimelineService;
import org.konsil.timeline.RemoteHistory;

/** Two servers of ours that know each other by federation alone. */
class TwoServersTest {
  private static final String ANNA = "@anna:klinik.example";
  private static final String CARL = "@carl:fern.example";

  private final LinkedServer klinik = new LinkedServer("klinik.example");
  private final LinkedServer fern = new LinkedServer("fern.example");

  @BeforeEach
  void link() {
    klinik.link(fern);
  }

  @AfterEach
  void close() {
    klinik.close();
    fern.close();
  }

  private RoomId room(String version, String preset) {
    return klinik.rooms.createRoom(
        ANNA,
        "{\"preset\":\"%s\",\"name\":\"Konsil\",\"room_version\":\"%s\"}"
            .formatted(preset, version));
  }

  private void join(LinkedServer server, String user, RoomId room) {
    server
        .entrance()
        .join(TestRooms.requester(user), room, List.of(klinik.name, fern.name), Optional.empty());
    server.flush();
  }

  private void invite(RoomId room) {
    klinik.entrance().invite(TestRooms.requester(ANNA), room, UserId.parse(CARL), Optional.empty());
  }

  private static RoomReadService reads(LinkedServer server) {
    return server.rooms.get(RoomReadService.class);
  }

  private static Map<StateKey, EventId> state(LinkedServer server, RoomId room) {
    Map<StateKey, EventId> state = new HashMap<>();
    reads(server).state(room).events().forEach((key, e) -> state.put(key, e.pdu().eventId()));
    return state;
  }

  private static List<EventId> timeline(LinkedServer server, RoomId room) {
    return reads(server).oldest(room, Long.MIN_VALUE, Long.MAX_VALUE, 1000).stream()
        .filter(StoredEvent::isShown)
        .map(event -> event.pdu().eventId())
        .toList();
  }

  private void exchange() {
    klinik.flush();
    fern.flush();
    klinik.flush();
  }

  @ParameterizedTest
  @ValueSource(strings = {"1", "2", "3", "4", "5", "6", "7", "8", "9", "10", "11", "12"})
  void aRoomIsJoinedAndSharedInEveryVersion(String version) {
    RoomId room = room(version, "public_chat");
    EventId early = klinik.rooms.send(ANNA, room, "e", "vor dem Beitritt");
    join(fern, CARL, room);
    assertThat(state(fern, room)).isEqualTo(state(klinik, room));
    EventId fromKlinik = klinik.rooms.send(ANNA, room, "a", "Hallo");
    klinik.flush();
    EventId fromFern = fern.rooms.send(CARL, room, "b", "Auch hallo");
    fern.flush();
    assertThat(timeline(fern, room)).contains(fromKlinik, fromFern);
    assertThat(timeline(klinik, room)).contains(fromKlinik, fromFern);
    // history is fetched to its beginning, in order
    assertThat(timeline(fern, room)).doesNotContain(early);
    RemoteHistory history = history(fern);
    assertThat(history.fetch(fern.name, room)).isTrue();
    assertThat(history.fetch(fern.name, room)).isFalse();
    assertThat(timeline(fern, room)).isEqualTo(timeline(klinik, room));
  }

  @Test
  void whoJoinsIsToldThatThereWasSomethingBefore() {
    RoomId room = room("10", "public_chat");
    klinik.rooms.send(ANNA, room, "e", "vor dem Beitritt");
    join(fern, CARL, room);
    assertThat(newest(fern, room, CARL).limited()).isTrue();
    assertThat(newest(klinik, room, ANNA).limited()).isFalse();
  }

  private static TimelineSlice newest(LinkedServer server, RoomId room, String reader) {
    return server
        .rooms
        .get(VisibleTimelineService.class)
        .timeline(room, 0, Long.MAX_VALUE, 50, UserId.parse(reader));
  }

  private static RemoteHistory history(LinkedServer server) {
    try {
      return (RemoteHistory)
          server.rooms.get(Class.forName("org.konsil.federation.joining.HistoryFetching"));
    } catch (ClassNotFoundException e) {
      throw new IllegalStateException(e);
    }
  }

  @Test
  void anInviteIsSeenAndFollowed() {
    RoomId room = room("10", "private_chat");
    invite(room);
    assertThat(reads(klinik).membership(room, UserId.parse(CARL))).contains("invite");
    assertThat(reads(fern).membership(room, UserId.parse(CARL))).contains("invite");
    assertThat(reads(fern).strippedState(room, UserId.parse(CARL)).toString()).contains("Konsil");
    join(fern, CARL, room);
    assertThat(state(fern, room)).isEqualTo(state(klinik, room));
    assertThat(reads(klinik).isJoined(room, UserId.parse(CARL))).isTrue();
  }

  /** A_26515-01. */
  @Test
  void nobodyElsewhereIsInvitedIntoARoomThatDoesNotFederate() {
    RoomId room = klinik.rooms.createRoom(ANNA, "{\"creation_content\":{\"m.federate\":false}}");
    assertThatThrownBy(() -> invite(room))
        .isInstanceOfSatisfying(MatrixException.class, e -> assertThat(e.status()).isEqualTo(403));
    assertThat(reads(fern).membership(room, UserId.parse(CARL))).isEmpty();
  }

  @Test
  void anInviteIsDeclinedAndTakenBack() {
    RoomId room = room("10", "private_chat");
    invite(room);
    fern.entrance().leave(TestRooms.requester(CARL), room, Optional.empty());
    assertThat(reads(fern).membership(room, UserId.parse(CARL))).contains("leave");
    assertThat(reads(klinik).membership(room, UserId.parse(CARL))).contains("leave");
    assertThatThrownBy(() -> join(fern, CARL, room)).isInstanceOf(MatrixException.class);
  }

  @Test
  void knockingIsAnsweredByAnInvite() {
    RoomId room =
        klinik.rooms.createRoom(
            ANNA,
            "{\"room_version\":\"10\",\"initial_state\":[{\"type\":\"m.room.join_rules\","
                + "\"state_key\":\"\",\"content\":{\"join_rule\":\"knock\"}}]}");
    fern.entrance()
        .knock(TestRooms.requester(CARL), room, List.of(klinik.name), Optional.of("bitte"));
    assertThat(reads(klinik).membership(room, UserId.parse(CARL))).contains("knock");
    assertThat(reads(fern).membership(room, UserId.parse(CARL))).contains("knock");
    invite(room);
    assertThat(reads(fern).membership(room, UserId.parse(CARL))).contains("invite");
    join(fern, CARL, room);
    assertThat(state(fern, room)).isEqualTo(state(klinik, room));
  }

  @Test
  void aRestrictedRoomIsJoinedByWhoIsInTheOther() {
    RoomId ward = room("10", "public_chat");
    join(fern, CARL, ward);
    RoomId room =
        klinik.rooms.createRoom(
            ANNA,
            ("{\"room_version\":\"10\",\"initial_state\":[{\"type\":\"m.room.join_rules\","
                    + "\"state_key\":\"\",\"content\":{\"join_rule\":\"restricted\",\"allow\":"
                    + "[{\"type\":\"m.room_membership\",\"room_id\":\"%s\"}]}}]}")
                .formatted(ward));
    join(fern, CARL, room);
    assertThat(state(fern, room)).isEqualTo(state(klinik, room));
    assertThatThrownBy(() -> join(fern, "@dora:fern.example", room))
        .isInstanceOf(MatrixException.class);
  }

  @Test
  void whoLeavesAndIsPutOutIsGoneOnBothSides() {
    RoomId room = room("11", "public_chat");
    join(fern, CARL, room);
    join(fern, "@dora:fern.example", room);
    klinik.flush();
    fern.rooms.leave(CARL, room);
    fern.flush();
    klinik.rooms.setState(
        ANNA, room, "m.room.member", "@dora:fern.example", Json.object().put("membership", "ban"));
    // the last of its users is out: the server is told by the event itself
    assertThat(reads(klinik).isJoined(room, UserId.parse(CARL))).isFalse();
    assertThat(reads(klinik).state(room).joinedServers()).containsExactly(klinik.name);
    assertThatThrownBy(() -> join(fern, CARL, RoomId.parse("!nirgends:klinik.example")))
        .isInstanceOf(MatrixException.class);
  }

  /** I3, I6: whatever happens on both sides at once, both end with the same state and timeline. */
  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5, 6})
  void forksEndInTheSameStateOnBothSides(long seed) {
    Random random = new Random(seed);
    RoomId room =
        klinik.rooms.createRoom(
            ANNA,
            "{\"preset\":\"public_chat\",\"room_version\":\"%s\",\"power_level_content_override\":"
                    .formatted(9 + seed % 4 == 12 ? "11" : "" + (9 + seed % 4))
                + "{\"users\":{\"@anna:klinik.example\":100,\"@carl:fern.example\":100}}}");
    join(fern, CARL, room);
    exchange();
    for (int i = 0; i < 40; i++) {
      boolean here = random.nextBoolean();
      act(random, here ? klinik : fern, here ? ANNA : CARL, room, i);
      if (random.nextInt(4) == 0) {
        exchange();
      }
    }
    exchange();
    klinik.rooms.send(ANNA, room, "end", "Ende");
    exchange();
    assertThat(state(fern, room)).isEqualTo(state(klinik, room));
    Set<EventId> there = Set.copyOf(timeline(fern, room));
    Set<EventId> here = Set.copyOf(timeline(klinik, room));
    assertThat(here.stream().filter(id -> !there.contains(id)).collect(Collectors.toSet()))
        .allSatisfy(
            id ->
                assertThat(reads(fern).findEvent(room, id))
                    .satisfiesAnyOf(
                        known -> assertThat(known.orElseThrow().softFailed()).isTrue(),
                        known ->
                            assertThat(
                                    reads(fern)
                                        .findEvent(room, id)
                                        .map(StoredEvent::position)
                                        .orElse(0L))
                                .isZero()));
  }

  private static void act(Random random, LinkedServer server, String user, RoomId room, int i) {
    switch (random.nextInt(5)) {
      case 0 ->
          server.rooms.setState(
              user, room, "m.room.topic", "", Json.object().put("topic", user + i));
      case 1 ->
          server.rooms.setState(user, room, "m.room.name", "", Json.object().put("name", "n" + i));
      case 2 ->
          server.rooms.setState(
              user,
              room,
              "m.room.join_rules",
              "",
              Json.object().put("join_rule", random.nextBoolean() ? "public" : "invite"));
      case 3 ->
          server.rooms.setState(
              user, room, "x.konsil.mark", "k" + random.nextInt(3), Json.object().put("i", i));
      default -> server.rooms.send(user, room, "t" + i, "Nachricht " + i);
    }
  }

  /** CVE-2026-24471: nothing is signed that a remote gave. */
  @Test
  void row1TemplatesForSomethingElseAreNotSigned() {
    RoomId room = room("10", "public_chat");
    List<java.util.function.Consumer<ObjectNode>> lies = new ArrayList<>();
    lies.add(event -> event.put("type", "m.room.power_levels"));
    lies.add(event -> event.put("sender", "@chef:fern.example"));
    lies.add(event -> event.put("state_key", "@chef:fern.example"));
    lies.add(event -> event.put("room_id", "!andere:klinik.example"));
    lies.add(event -> event.with("content").put("membership", "ban"));
    for (var lie : lies) {
      klinik.lie(
          answer -> {
            if (answer.has("event") && answer.has("room_version")) {
              lie.accept((ObjectNode) answer.get("event"));
            }
            return answer;
          });
      assertThatThrownBy(() -> join(fern, CARL, room)).isInstanceOf(MatrixException.class);
      assertThat(klinik.asked).noneMatch(path -> path.contains("send_join"));
    }
    // what else a template says is not taken over
    klinik.lie(
        answer -> {
          if (answer.has("room_version")) {
            ((ObjectNode) answer.get("event")).with("content").put("schmuggel", true);
            ((ObjectNode) answer.get("event")).put("redacts", "$x");
          }
          return answer;
        });
    join(fern, CARL, room);
    assertThat(reads(fern).state(room).pdu("m.room.member", CARL).orElseThrow().json().toString())
        .doesNotContain("schmuggel")
        .doesNotContain("redacts");
  }

  /** A room whose beginning is missing, or that does not let the user in, is not entered. */
  @Test
  void anAnswerThatIsNoRoomIsRefused() {
    RoomId room = room("10", "public_chat");
    klinik.lie(
        answer -> {
          if (answer.has("state")) {
            answer.putArray("state");
          }
          return answer;
        });
    assertThatThrownBy(() -> join(fern, CARL, room)).isInstanceOf(MatrixException.class);
    assertThat(reads(fern).isResident(room)).isFalse();
  }

  /** GHSA-pfw4-xjgm-267c: what comes with the answer to a join is checked as all else. */
  @Test
  void row24ForgedEventsInTheAnswerToAJoinAreLeftOut() {
    RoomId room = room("10", "public_chat");
    klinik.lie(
        answer -> {
          answer.path("state").forEach(TwoServersTest::forge);
          return answer;
        });
    join(fern, CARL, room);
    assertThat(reads(fern).isJoined(room, UserId.parse(CARL))).isTrue();
    assertThat(reads(fern).state(room).pdu("m.room.name", "")).isEmpty();
  }

  /** Another name for the room, with the right hash and what was the right signature. */
  private static void forge(JsonNode event) {
    if (event.path("type").asText().equals("m.room.name")) {
      ObjectNode forged = (ObjectNode) event;
      forged.withObjectProperty("content").put("name", "gefälscht");
      byte[] hash = EventHashes.contentHash(RoomVersion.get("10"), forged);
      forged.withObjectProperty("hashes").put("sha256", UnpaddedBase64.encode(hash));
    }
  }

  /** GHSA-pfw4-xjgm-267c, CVE-2019-18835: nobody of ours is invited by a forged event. */
  @Test
  void row24ForgedInvitesAreRefused() {
    RoomId room = room("10", "private_chat");
    RemoteServer stranger = new RemoteServer("fern.example");
    Pdu invite =
        stranger.event(
            reads(klinik).state(room),
            RoomId.parse("!anderswo:fern.example"),
            List.of(),
            7,
            CARL,
            "m.room.member",
            Optional.of(ANNA),
            RemoteServer.membership("invite"));
    InviteReceivingService invites = klinik.rooms.get(InviteReceivingService.class);
    FederationRequester asking = new FederationRequester(fern.name, klinik.name);
    assertThatThrownBy(
            () ->
                invites.invite(
                    asking,
                    invite.roomId(),
                    invite.eventId(),
                    "10",
                    invite.json(),
                    Json.object().arrayNode()))
        .isInstanceOf(MatrixException.class);
    assertThat(reads(klinik).membership(invite.roomId(), UserId.parse(ANNA))).isEmpty();
  }

  /** CVE-2022-39335: only servers in the room are told about it. */
  @Test
  void row22OutsidersAreToldNothing() {
    RoomId room = room("10", "private_chat");
    EventId event = klinik.rooms.send(ANNA, room, "t", "geheim");
    EventServingService serving = klinik.rooms.get(EventServingService.class);
    FederationRequester outsider = new FederationRequester(fern.name, klinik.name);
    List<Runnable> questions =
        List.of(
            () -> serving.event(outsider, event),
            () -> serving.state(outsider, room, event),
            () -> serving.stateIds(outsider, room, event),
            () -> serving.eventAuth(outsider, room, event),
            () -> serving.backfill(outsider, room, List.of(event.value()), 10),
            () -> serving.missingEvents(outsider, room, Json.object()),
            () -> serving.nearest(outsider, room, 0L, "f"));
    for (Runnable question : questions) {
      assertThatThrownBy(question::run)
          .isInstanceOfSatisfying(
              MatrixException.class, e -> assertThat(e.status()).isEqualTo(403));
    }
  }

  /** I5: what none of a server's users could see reaches it without content. */
  @Test
  void historyBeforeAJoinIsRedactedWhereItIsNotShared() {
    RoomId room = room("10", "public_chat");
    klinik.rooms.setState(
        ANNA,
        room,
        "m.room.history_visibility",
        "",
        Json.object().put("history_visibility", "joined"));
    EventId secret = klinik.rooms.send(ANNA, room, "t", "geheim");
    join(fern, CARL, room);
    assertThat(history(fern).fetch(fern.name, room)).isTrue();
    assertThat(reads(fern).findEvent(room, secret).orElseThrow().pdu().content()).isEmpty();
  }

  @Test
  void aServerThatTheRoomKeepsOutInvitesNobody() {
    RoomId room = room("10", "private_chat");
    invite(room);
    join(fern, CARL, room);
    ObjectNode acl = Json.object();
    acl.putArray("allow").add("*");
    acl.putArray("deny").add(fern.name.value());
    klinik.rooms.setState(ANNA, room, "m.room.server_acl", "", acl);
    UserId invitee = UserId.parse("@berta:klinik.example");
    assertThatThrownBy(
            () ->
                fern.entrance().invite(TestRooms.requester(CARL), room, invitee, Optional.empty()))
        .isInstanceOf(MatrixException.class)
        .hasMessageContaining("M_FORBIDDEN");
    assertThat(reads(klinik).membership(room, invitee)).isEmpty();
  }

  /** CVE-2024-52815, CVE-2023-32323: an invite's state is anybody's word. */
  @Test
  void row10InvitesWithBrokenStateAreShownWithoutIt() {
    RoomId room = room("10", "private_chat");
    ObjectNode body = Json.object();
    body.putArray("invite_room_state")
        .add(Json.object().put("type", 7))
        .add("text")
        .add(Json.object().put("type", "m.room.name").put("state_key", ""))
        .addNull();
    assertThat(org.konsil.federation.resident.StrippedInvite.of(body.get("invite_room_state")))
        .isEmpty();
    for (int i = 0; i < 10_000; i++) {
      ObjectNode event = Json.object().put("type", "t" + i).put("state_key", "");
      event.put("sender", ANNA).putObject("content").put("x", "y".repeat(100));
      body.withArray("invite_room_state").add(event);
    }
    assertThat(org.konsil.federation.resident.StrippedInvite.of(body.get("invite_room_state")))
        .hasSizeLessThanOrEqualTo(100);
    invite(room);
    assertThat(reads(fern).strippedState(room, UserId.parse(CARL))).isNotEmpty();
  }

  private MembershipHandshakeService handshakes() {
    return klinik.rooms.get(MembershipHandshakeService.class);
  }

  /** CVE-2019-18835, CVE-2020-26257: path, event, signer and asking server must agree. */
  @Test
  void row25And26HandedEventsAreOfWhomTheyClaimToBe() {
    RoomId room = room("10", "public_chat");
    RoomId other = room("10", "public_chat");
    RemoteServer stranger = new RemoteServer("fern.example");
    FederationRequester asking = new FederationRequester(fern.name, klinik.name);
    FederationRequester third =
        new FederationRequester(ServerName.parse("dritter.example"), klinik.name);
    Pdu wrongKey = joinBy(stranger, room);
    MembershipHandshakeService handshakes = handshakes();
    List<Runnable> attempts =
        List.of(
            // signed by a key that is not the server's
            () -> handshakes.sendJoin(asking, room, wrongKey.eventId(), wrongKey.json()),
            // by another server than the user's
            () -> handshakes.sendJoin(third, room, wrongKey.eventId(), wrongKey.json()),
            // to another room, with another id, as another membership
            () -> handshakes.sendJoin(asking, other, wrongKey.eventId(), wrongKey.json()),
            () -> handshakes.sendJoin(asking, room, new EventId("$x"), wrongKey.json()),
            () -> handshakes.sendLeave(asking, room, wrongKey.eventId(), wrongKey.json()),
            () -> handshakes.make(third, room, UserId.parse(CARL), "join", List.of("10")));
    for (Runnable attempt : attempts) {
      assertThatThrownBy(attempt::run).isInstanceOf(MatrixException.class);
    }
    assertThat(reads(klinik).membership(room, UserId.parse(CARL))).isEmpty();
  }

  private Pdu joinBy(RemoteServer server, RoomId room) {
    return server.event(
        reads(klinik).state(room),
        room,
        reads(klinik).extremities(room),
        20,
        CARL,
        "m.room.member",
        Optional.of(CARL),
        RemoteServer.membership("join"));
  }

  /** CVE-2026-45076: however many events were refused, the page goes on. */
  @Test
  void row6RefusedEventsDoNotEndAPage() {
    RoomId room = room("10", "public_chat");
    join(fern, CARL, room);
    EventId first = klinik.rooms.send(ANNA, room, "first", "davor");
    klinik.flush();
    RemoteServer evil = new RemoteServer("evil.example");
    klinik.keys.put(evil.name, evil.key);
    List<JsonNode> refused = new ArrayList<>();
    for (int i = 0; i < 300; i++) {
      refused.add(
          evil.event(
                  reads(klinik).state(room),
                  room,
                  List.of(first),
                  50 + i,
                  "@eva:evil.example",
                  "m.room.message",
                  Optional.empty(),
                  RemoteServer.text("Nr. " + i))
              .json());
    }
    klinik.rooms.get(PduReceivingService.class).receive(evil.name, klinik.name, refused);
    EventId last = klinik.rooms.send(ANNA, room, "last", "danach");
    List<EventId> page =
        reads(klinik).newest(room, Long.MIN_VALUE, Long.MAX_VALUE, 2).stream()
            .map(event -> event.pdu().eventId())
            .toList();
    assertThat(page).containsExactly(last, first);
    assertThat(reads(klinik).findEvent(room, last).orElseThrow().pdu().prevEvents())
        .containsExactly(first);
  }

  /** CVE-2024-31208: what an event rests on grows with the events, not with their paths. */
  @Test
  void row12AuthChainsOfManyPathsTakeLinearTime() {
    RoomId room = room("10", "public_chat");
    join(fern, CARL, room);
    for (int i = 0; i < 150; i++) {
      klinik.rooms.setState(
          ANNA, room, "m.room.power_levels", "", levels(i, reads(klinik).state(room)));
    }
    EventId tip = klinik.rooms.send(ANNA, room, "tip", "oben");
    StoredEvent event = reads(klinik).findEvent(room, tip).orElseThrow();
    long start = System.nanoTime();
    List<StoredEvent> chain = klinik.rooms.get(EventGraphService.class).authChain(List.of(event));
    assertThat(chain).hasSizeBetween(150, 160);
    assertThat(System.nanoTime() - start).isLessThan(20_000_000_000L);
    klinik.flush();
    assertThat(state(fern, room)).isEqualTo(state(klinik, room));
  }

  private static ObjectNode levels(int i, RoomState state) {
    ObjectNode content =
        state.pdu(StateKey.of("m.room.power_levels")).orElseThrow().content().deepCopy();
    content.with("events").put("x.konsil.mark", i % 50);
    return content;
  }
}
