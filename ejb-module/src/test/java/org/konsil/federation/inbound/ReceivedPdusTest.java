package org.konsil.federation.inbound;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.konsil.core.event.EventSigning;
import org.konsil.core.event.Pdu;
import org.konsil.core.id.EventId;
import org.konsil.core.id.RoomId;
import org.konsil.core.id.ServerName;
import org.konsil.core.id.UserId;
import org.konsil.core.json.Json;
import org.konsil.core.signing.SigningKey;
import org.konsil.federation.FederationClient;
import org.konsil.federation.ServerKeyService;
import org.konsil.room.EventAppendService;
import org.konsil.room.LockedRoom;
import org.konsil.room.RemoteServer;
import org.konsil.room.RoomReadService;
import org.konsil.room.TestRooms;
import org.konsil.room.event.StoredEvent;
import org.konsil.room.state.RoomState;

/** The checks on receipt of a PDU, and what a hostile peer tries against them. */
class ReceivedPdusTest {
  private static final String ANNA = "@anna:klinik.example";
  private static final String CARL = "@carl:fern.example";

  private final RemoteServer fern = new RemoteServer("fern.example");
  private final RemoteServer other = new RemoteServer("other.example");
  private final FakePeer net = new FakePeer();
  private final TestRooms rooms = new TestRooms();
  private RoomId room;

  @BeforeEach
  void aRoomWithCarlInIt() {
    FakePeer.Keys keys = new FakePeer.Keys();
    keys.put(fern.name, fern.key);
    keys.put(other.name, other.key);
    rooms.put(ServerKeyService.class, keys);
    rooms.put(FederationClient.class, net);
    room =
        rooms.createRoom(
            ANNA,
            "{\"preset\":\"public_chat\",\"power_level_content_override\":{\"users\":{"
                + "\"@anna:klinik.example\":100,\"@carl:fern.example\":50}}}");
    send(member(extremities(), CARL, CARL, "join"));
    assertThat(state().isJoined(UserId.parse(CARL))).isTrue();
  }

  @AfterEach
  void close() {
    rooms.close();
  }

  private RoomState state() {
    return rooms.get(RoomReadService.class).state(room);
  }

  private List<EventId> extremities() {
    return rooms.get(RoomReadService.class).extremities(room);
  }

  private LockedRoom lock() {
    return rooms.get(EventAppendService.class).lock(room);
  }

  private Optional<StoredEvent> find(Pdu pdu) {
    return rooms.get(RoomReadService.class).findEvent(room, pdu.eventId());
  }

  private List<EventId> timeline() {
    return rooms
        .get(RoomReadService.class)
        .oldest(room, Long.MIN_VALUE, Long.MAX_VALUE, 1000)
        .stream()
        .map(event -> event.pdu().eventId())
        .toList();
  }

  private Pdu member(Collection<EventId> prev, String sender, String target, String membership) {
    return fern.event(
        state(),
        room,
        prev,
        lock().depth() + 1,
        sender,
        "m.room.member",
        Optional.of(target),
        RemoteServer.membership(membership));
  }

  private Pdu message(RoomState at, Collection<EventId> prev, String text) {
    return fern.event(
        at,
        room,
        prev,
        lock().depth() + 1,
        CARL,
        "m.room.message",
        Optional.empty(),
        RemoteServer.text(text));
  }

  private Map<EventId, Optional<String>> send(JsonNode... pdus) {
    return rooms
        .get(PduReceivingService.class)
        .receive(fern.name, ServerName.parse("klinik.example"), List.of(pdus));
  }

  private Optional<String> send(Pdu pdu) {
    return send(pdu.json().deepCopy()).getOrDefault(pdu.eventId(), Optional.of("dropped"));
  }

  @Test
  void aMessageIsSeen() {
    Pdu message = message(state(), extremities(), "Hallo");
    assertThat(send(message)).isEmpty();
    assertThat(timeline()).endsWith(message.eventId());
    assertThat(send(message)).isEmpty();
    assertThat(timeline()).containsOnlyOnce(message.eventId());
  }

  @Test
  void messagesThatFollowEachOtherComeInTheirOrder() {
    Pdu first = message(state(), extremities(), "eins");
    Pdu second = message(state(), List.of(first.eventId()), "zwei");
    Pdu third = message(state(), List.of(second.eventId()), "drei");
    assertThat(send(first.json(), second.json(), third.json()).values())
        .containsExactly(Optional.empty(), Optional.empty(), Optional.empty());
    assertThat(timeline()).endsWith(first.eventId(), second.eventId(), third.eventId());
    assertThat(extremities()).containsExactly(third.eventId());
  }

  @Test
  void whatIsRefusedAmongThemTouchesNoneOfThem() {
    Pdu first = message(state(), extremities(), "eins");
    Pdu refused =
        fern.event(
            state(),
            room,
            List.of(first.eventId()),
            lock().depth() + 2,
            CARL,
            "m.room.server_acl",
            Optional.of(""),
            Json.object().set("allow", Json.mapper().createArrayNode()));
    Pdu second = message(state(), List.of(first.eventId()), "zwei");
    ObjectNode forged = message(state(), List.of(second.eventId()), "drei").json().deepCopy();
    forged.with("signatures").with("fern.example").put(fern.key.keyId(), "A".repeat(86));
    Pdu last = message(state(), List.of(second.eventId()), "vier");
    Map<EventId, Optional<String>> results =
        send(first.json(), refused.json(), second.json(), forged, last.json());
    assertThat(results.get(last.eventId())).isEmpty();
    assertThat(results.values()).filteredOn(Optional::isPresent).hasSize(1);
    assertThat(find(refused)).get().matches(StoredEvent::rejected);
    assertThat(timeline()).endsWith(first.eventId(), second.eventId(), last.eventId());
  }

  /**
   * GHSA-pfw4-xjgm-267c, CVE-2019-18835: by whichever door, an event needs its server's signature.
   */
  @Test
  void row24ForgedEventsAreDropped() {
    ObjectNode forged = message(state(), extremities(), "Hallo").json().deepCopy();
    forged.with("signatures").with("fern.example").put(fern.key.keyId(), "A".repeat(86));
    Pdu byOther =
        other.event(
            state(),
            room,
            extremities(),
            99,
            CARL,
            "m.room.message",
            Optional.empty(),
            RemoteServer.text("gefälscht"));
    int before = timeline().size();
    assertThat(send(forged).values()).allMatch(Optional::isPresent);
    assertThat(send(byOther)).isPresent();
    ArrayNode answer = Json.object().arrayNode();
    answer.add(forged).add(byOther.json());
    net.answer("v1/get_missing_events", Json.object().set("events", answer.deepCopy()));
    net.answer("v1/backfill", Json.object().set("pdus", answer.deepCopy()));
    net.answer("v1/state_ids", Json.object());
    net.answer("v1/event/", Json.object().set("pdus", answer.deepCopy()));
    Pdu after = message(state(), List.of(byOther.eventId()), "danach");
    send(after);
    assertThat(find(byOther)).isEmpty();
    Peer peer =
        new Peer(ServerName.parse("klinik.example"), fern.name, room, state().roomVersion());
    assertThat(rooms.get(EventFetching.class).backfill(peer, extremities(), 10)).isEmpty();
    assertThat(timeline()).hasSize(before);
  }

  @Test
  void aWrongHashLeavesTheRedactedEvent() {
    Pdu message = message(state(), extremities(), "Hallo");
    ObjectNode changed = message.json().deepCopy();
    changed.with("content").put("body", "etwas anderes");
    assertThat(send(changed).get(message.eventId())).isEmpty();
    assertThat(find(message).orElseThrow().pdu().content()).isEmpty();
  }

  @Test
  void whatTheRulesRefuseIsRejected() {
    ObjectNode closed = Json.object().put("join_rule", "invite");
    Pdu pdu =
        fern.event(
            state(),
            room,
            extremities(),
            lock().depth() + 1,
            "@dora:fern.example",
            "m.room.join_rules",
            Optional.of(""),
            closed);
    List<EventId> head = extremities();
    assertThat(send(pdu)).isEmpty();
    assertThat(find(pdu).orElseThrow().rejected()).isTrue();
    assertThat(timeline()).doesNotContain(pdu.eventId());
    assertThat(extremities()).isEqualTo(head);
    // what rests on it and follows it is judged as if it were not there
    Pdu next = message(state(), List.of(pdu.eventId()), "weiter");
    assertThat(send(next)).isEmpty();
    assertThat(timeline()).contains(next.eventId());
    assertThat(state().joinRule()).isEqualTo("public");
  }

  /** A ban cannot be evaded by events that claim not to know of it. */
  @Test
  void eventsAroundABanAreSoftFailed() {
    List<EventId> head = extremities();
    RoomState joined = state();
    rooms.setState(ANNA, room, "m.room.member", CARL, RemoteServer.membership("ban"));
    Pdu evading = message(joined, head, "trotzdem");
    assertThat(send(evading)).isEmpty();
    assertThat(find(evading).orElseThrow().softFailed()).isTrue();
    assertThat(timeline()).doesNotContain(evading.eventId());
    assertThat(extremities()).doesNotContain(evading.eventId());
  }

  /**
   * Step 7: what the room's policy server does not sign is soft-failed, until the room drops it.
   */
  @Test
  void eventsThatThePolicyServerDoesNotRecommendAreSoftFailed() {
    SigningKey key = SigningKey.generate(new SecureRandom(), "policy_server");
    ObjectNode policy = Json.object().put("via", "fern.example");
    policy.putObject("public_keys").put("ed25519", key.publicKey().base64());
    rooms.setState(ANNA, room, "m.room.policy", "", policy);
    Pdu unsigned = message(state(), extremities(), "Hallo");
    assertThat(send(unsigned)).isEmpty();
    assertThat(find(unsigned).orElseThrow().softFailed()).isTrue();
    Pdu signed = message(state(), extremities(), "geprüft");
    ObjectNode json = signed.json().deepCopy();
    EventSigning.sign(signed.roomVersion(), json, fern.name, key);
    assertThat(send(json).get(signed.eventId())).isEmpty();
    assertThat(timeline()).endsWith(signed.eventId());
    // what lacks the signature is shown to the policy server first
    Pdu asked = message(state(), extremities(), "wird gefragt");
    ObjectNode answer =
        EventSigning.sign(asked.roomVersion(), asked.json().deepCopy(), fern.name, key);
    ObjectNode only = Json.object();
    only.putObject("fern.example")
        .set("ed25519:policy_server", answer.at("/signatures/fern.example/ed25519:policy_server"));
    net.answerAnywhere("/_matrix/policy/v1/sign", only);
    assertThat(send(asked)).isEmpty();
    assertThat(timeline()).endsWith(asked.eventId());
    rooms.setState(ANNA, room, "m.room.policy", "", Json.object());
    Pdu free = message(state(), extremities(), "ohne");
    assertThat(send(free)).isEmpty();
    assertThat(timeline()).endsWith(free.eventId());
  }

  @Test
  void aGapIsClosed() {
    Pdu first = message(state(), extremities(), "eins");
    Pdu second = message(state(), List.of(first.eventId()), "zwei");
    Pdu third = message(state(), List.of(second.eventId()), "drei");
    ArrayNode missing = Json.object().arrayNode().add(second.json()).add(first.json());
    net.answer("v1/get_missing_events", Json.object().set("events", missing));
    assertThat(send(third)).isEmpty();
    assertThat(timeline()).endsWith(third.eventId()).contains(first.eventId(), second.eventId());
    assertThat(extremities()).containsExactly(third.eventId());
  }

  /** Where the gap stays open, the state before the event is asked for. */
  @Test
  void aGapThatStaysOpenIsBridgedByTheState() {
    Pdu unknown = message(state(), extremities(), "nie gesehen");
    Pdu after = message(state(), List.of(unknown.eventId()), "danach");
    net.answer("v1/get_missing_events", Json.object());
    ObjectNode ids = Json.object();
    state().events().values().forEach(e -> ids.withArray("pdu_ids").add(e.pdu().eventId().value()));
    net.answer("v1/state_ids", ids);
    assertThat(send(after)).isEmpty();
    assertThat(timeline()).endsWith(after.eventId());
    assertThat(state().isJoined(UserId.parse(ANNA))).isTrue();
    // the late one is no new end of the room
    assertThat(send(unknown)).isEmpty();
    assertThat(extremities()).doesNotContain(unknown.eventId());
  }

  /** CVE-2022-39374: a rejected event does not come back by the state that a peer tells. */
  @Test
  void row21RejectedEventsStayOutOfTheState() {
    Pdu takeover =
        fern.event(
            state(),
            room,
            extremities(),
            lock().depth() + 1,
            CARL,
            "m.room.power_levels",
            Optional.of(""),
            (ObjectNode) Json.object().set("users", Json.object().put(CARL, 100)));
    send(takeover);
    assertThat(find(takeover).orElseThrow().rejected()).isTrue();
    Pdu unknown = message(state(), List.of(takeover.eventId()), "nie gesehen");
    Pdu after = message(state(), List.of(unknown.eventId()), "danach");
    net.answer("v1/get_missing_events", Json.object());
    ObjectNode ids = Json.object();
    state().events().values().stream()
        .filter(e -> !e.pdu().type().equals("m.room.power_levels"))
        .forEach(e -> ids.withArray("pdu_ids").add(e.pdu().eventId().value()));
    ids.withArray("pdu_ids").add(takeover.eventId().value());
    net.answer("v1/state_ids", ids);
    send(after);
    assertThat(state().powerLevels().ofUser(UserId.parse(CARL))).isEqualTo(50);
    assertThat(state().powerLevels().ofUser(UserId.parse(ANNA))).isEqualTo(100);
  }

  /** CVE-2025-49090: a room has one create event. */
  @Test
  void aSecondCreateEventIsRefused() {
    ObjectNode content = Json.object().put("creator", CARL).put("room_version", "10");
    Pdu create =
        fern.event(state(), room, List.of(), 1, CARL, "m.room.create", Optional.of(""), content);
    assertThat(send(create)).isPresent();
    assertThat(find(create)).isEmpty();
  }

  /** CVE-2025-30355, F12: no field of an event, whatever is in it, breaks the room. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "depth",
        "prev_events",
        "auth_events",
        "content",
        "type",
        "state_key",
        "sender",
        "hashes",
        "signatures",
        "origin_server_ts",
        "room_id",
        "unsigned",
        "redacts"
      })
  void row4FieldsOfAnyTypeAreSurvived(String field) {
    List<JsonNode> values = new ArrayList<>();
    for (String json :
        List.of(
            "null",
            "[]",
            "{}",
            "\"\"",
            "-1",
            "9007199254740991",
            "9007199254740993",
            "1.5",
            "true",
            "[[[[[]]]]]",
            "[\"$x\"]",
            "\"@\"",
            "[null,{}]")) {
      values.add(Json.parse(("{\"v\":" + json + "}").getBytes()).get("v"));
    }
    for (JsonNode value : values) {
      ObjectNode broken = message(state(), extremities(), "kaputt").json().deepCopy();
      broken.set(field, value);
      assertThatCode(() -> send(broken)).doesNotThrowAnyException();
      assertThatCode(() -> send(resigned(broken))).doesNotThrowAnyException();
    }
    Pdu good = message(state(), extremities(), "heil");
    assertThat(send(good)).isEmpty();
    rooms.send(ANNA, room, "t" + field, "und weiter");
  }

  private ObjectNode resigned(ObjectNode broken) {
    try {
      return EventSigning.hashAndSign(
          state().roomVersion(), broken.deepCopy(), fern.name, fern.key);
    } catch (RuntimeException unsignable) {
      return broken;
    }
  }
}
