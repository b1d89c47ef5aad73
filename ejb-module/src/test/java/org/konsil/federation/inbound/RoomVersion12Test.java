package org.konsil.federation.inbound;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.konsil.core.error.MatrixException;
import org.konsil.core.event.EventHashes;
import org.konsil.core.event.EventSigning;
import org.konsil.core.event.Pdu;
import org.konsil.core.event.StateKey;
import org.konsil.core.id.EventId;
import org.konsil.core.id.RoomId;
import org.konsil.core.id.UserId;
import org.konsil.core.json.Json;
import org.konsil.core.roomversion.RoomVersion;
import org.konsil.federation.FederationClient;
import org.konsil.federation.FederationRequester;
import org.konsil.federation.resident.InviteReceivingService;
import org.konsil.federation.resident.MembershipHandshakeService;
import org.konsil.room.EventAppendService;
import org.konsil.room.RemoteServer;
import org.konsil.room.RoomReadService;
import org.konsil.room.TestRooms;
import org.konsil.room.state.RoomState;

/**
 * A peer that signs correctly and lies about what room version 12 changed, by every door that an
 * event can come through: creators above all levels, the room id that is the create event's hash,
 * and no create event among the auth events.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class RoomVersion12Test {
  private static final RoomVersion V12 = RoomVersion.V12;
  private static final String ANNA = "@anna:klinik.example";
  private static final String DORA = "@dora:praxis.example";
  private static final String CARL = "@carl:fern.example";
  private static final String EVA = "@eva:evil.example";
  private static final String ROOM =
      "{\"preset\":\"public_chat\",\"room_version\":\"12\",\"power_level_content_override\":"
          + "{\"users\":{\"@eva:evil.example\":100}}}";

  /** In rooms with the peer, whose answers the test puts in. */
  private final LinkedServer klinik = new LinkedServer("klinik.example");

  /** Joins rooms of another server, through which the peer lies. */
  private final LinkedServer praxis = new LinkedServer("praxis.example");

  private final LinkedServer fern = new LinkedServer("fern.example");
  private final RemoteServer evil = new RemoteServer("evil.example");
  private final FakePeer net = new FakePeer();

  @BeforeAll
  void link() {
    praxis.link(fern);
    List.of(klinik, praxis, fern).forEach(server -> server.keys.put(evil.name, evil.key));
    klinik.rooms.put(FederationClient.class, net);
  }

  @BeforeEach
  void honest() {
    net.forget();
    fern.lie(UnaryOperator.identity());
  }

  @AfterAll
  void close() {
    klinik.close();
    praxis.close();
    fern.close();
  }

  /** What the peer lies about, in a room that somebody else created and where it has level 100. */
  private enum Lie {
    LEVELS_NAME_A_CREATOR {
      @Override
      Pdu of(Place place) {
        ObjectNode levels =
            place.state.pdu("m.room.power_levels", "").orElseThrow().content().deepCopy();
        levels.withObjectProperty("users").put(place.creator, 0);
        return place.state("m.room.power_levels", "", levels);
      }
    },
    A_CREATOR_IS_PUT_OUT {
      @Override
      Pdu of(Place place) {
        return place.state("m.room.member", place.creator, RemoteServer.membership("leave"));
      }
    },
    A_CREATOR_IS_BANNED {
      @Override
      Pdu of(Place place) {
        return place.state("m.room.member", place.creator, RemoteServer.membership("ban"));
      }
    },
    LEVELS_ABOVE_ONES_OWN {
      @Override
      Pdu of(Place place) {
        ObjectNode levels =
            place.state.pdu("m.room.power_levels", "").orElseThrow().content().deepCopy();
        levels.withObjectProperty("users").put(EVA, 101);
        return place.state("m.room.power_levels", "", levels);
      }
    },
    /** The default that our rooms set: above the level of an administrator. */
    AN_ADMINISTRATOR_ENDS_THE_ROOM {
      @Override
      Pdu of(Place place) {
        return place.state(
            "m.room.tombstone",
            "",
            Json.object().put("body", "Ende").put("replacement_room", "!x:evil.example"));
      }
    },
    THE_CREATE_EVENT_IS_AN_AUTH_EVENT {
      @Override
      Pdu of(Place place) {
        ObjectNode event =
            place.state("m.room.topic", "", Json.object().put("topic", "x")).json().deepCopy();
        event.withArray("auth_events").add(place.room.createEvent().orElseThrow().value());
        return place.resigned(event);
      }
    },
    A_SECOND_CREATE_EVENT_WITH_THE_ROOM_ID {
      @Override
      Pdu of(Place place) {
        return place.state("m.room.create", "", Json.object().put("room_version", "12"));
      }
    },
    A_SECOND_CREATE_EVENT {
      @Override
      Pdu of(Place place) {
        ObjectNode event =
            place
                .state("m.room.create", "", Json.object().put("room_version", "12"))
                .json()
                .deepCopy();
        event.remove("room_id");
        event.putArray("prev_events");
        return place.resigned(event);
      }
    },
    THE_ROOM_OF_NO_CREATE_EVENT {
      @Override
      Pdu of(Place place) {
        ObjectNode event =
            place.state("m.room.topic", "", Json.object().put("topic", "x")).json().deepCopy();
        event.put("room_id", "!" + "A".repeat(43));
        return place.resigned(event);
      }
    },
    A_ROOM_WITH_A_SERVER {
      @Override
      Pdu of(Place place) {
        ObjectNode event =
            place.state("m.room.topic", "", Json.object().put("topic", "x")).json().deepCopy();
        event.put("room_id", place.room.value() + ":klinik.example");
        return place.signedOnly(event);
      }
    };

    abstract Pdu of(Place place);
  }

  /** Where in a room the peer speaks. */
  private record Place(
      RemoteServer evil,
      RoomState state,
      RoomId room,
      String creator,
      List<EventId> prev,
      long depth) {
    Pdu state(String type, String key, ObjectNode content) {
      return evil.event(state, room, prev, depth, EVA, type, Optional.of(key), content);
    }

    Pdu message(List<EventId> after) {
      return evil.event(
          state,
          room,
          after,
          depth + 5,
          EVA,
          "m.room.message",
          Optional.empty(),
          RemoteServer.text("danach"));
    }

    Pdu resigned(ObjectNode event) {
      return Pdu.parse(V12, signed(event));
    }

    /** Of a form that no room version 12 event can have. */
    Pdu signedOnly(ObjectNode event) {
      ObjectNode signed = signed(event);
      return Pdu.trusted(V12, EventHashes.eventId(V12, signed), Json.bytes(signed));
    }

    private ObjectNode signed(ObjectNode event) {
      event.remove(List.of("hashes", "signatures"));
      return EventSigning.hashAndSign(V12, event, evil.name, evil.key);
    }
  }

  /** By which door the lie comes to a server that is in the room. */
  private enum Door {
    TRANSACTION {
      @Override
      void bring(RoomVersion12Test test, Place place, Pdu lie) {
        test.send(lie.json().deepCopy());
      }
    },
    MISSING_EVENTS {
      @Override
      void bring(RoomVersion12Test test, Place place, Pdu lie) {
        test.net.answer("v1/get_missing_events", list("events", lie));
        test.send(place.message(List.of(lie.eventId())).json().deepCopy());
      }
    },
    BACKFILL {
      @Override
      void bring(RoomVersion12Test test, Place place, Pdu lie) {
        Peer peer = new Peer(test.klinik.name, test.evil.name, place.room, V12);
        test.net.answer("v1/backfill", list("pdus", lie));
        List<Pdu> events =
            test.klinik.rooms.get(EventFetching.class).backfill(peer, place.prev, 10);
        test.klinik.rooms.get(RoomReceiving.class).backfill(peer, events);
      }
    },
    AUTH_CHAIN {
      @Override
      void bring(RoomVersion12Test test, Place place, Pdu lie) {
        test.net.answer("v1/event_auth", list("auth_chain", lie));
        ObjectNode resting = place.message(place.prev).json().deepCopy();
        resting.withArray("auth_events").add(lie.eventId().value());
        test.send(place.resigned(resting).json().deepCopy());
      }
    },
    STATE {
      @Override
      void bring(RoomVersion12Test test, Place place, Pdu lie) {
        Pdu unseen = place.message(place.prev);
        ObjectNode ids = Json.object();
        place.state.events().values().stream()
            .filter(event -> !event.pdu().asStateKey().equals(lie.asStateKey()))
            .forEach(event -> ids.withArray("pdu_ids").add(event.pdu().eventId().value()));
        ids.withArray("pdu_ids").add(lie.eventId().value());
        test.net.answer("v1/get_missing_events", Json.object());
        test.net.answer("v1/state_ids", ids);
        test.net.answer("v1/event/", list("pdus", lie));
        test.send(place.message(List.of(unseen.eventId())).json().deepCopy());
      }
    };

    abstract void bring(RoomVersion12Test test, Place place, Pdu lie);

    static ObjectNode list(String field, Pdu event) {
      ObjectNode answer = Json.object();
      answer.putArray(field).add(event.json().deepCopy());
      return answer;
    }
  }

  static Stream<Arguments> liesAtDoors() {
    return Stream.of(Lie.values())
        .flatMap(lie -> Stream.of(Door.values()).map(door -> Arguments.of(lie, door)));
  }

  @ParameterizedTest
  @MethodSource("liesAtDoors")
  void aLieChangesNothingInARoomThatWeAreIn(Lie lie, Door door) {
    RoomId room = klinik.rooms.createRoom(ANNA, ROOM);
    join(room);
    Map<StateKey, EventId> before = state(klinik, room);
    Place place = place(klinik, room, ANNA);
    Pdu event = lie.of(place);
    door.bring(this, place, event);
    assertThat(state(klinik, room)).isEqualTo(before);
    assertRefused(klinik, room, event);
    // and the room goes on, for the peer as well
    Pdu good = place(klinik, room, ANNA).message(reads(klinik).extremities(room));
    assertThat(send(good.json().deepCopy())).containsEntry(good.eventId(), Optional.empty());
    klinik.rooms.send(ANNA, room, "t", "und weiter");
    assertThat(state(klinik, room)).isEqualTo(before);
  }

  /** send_join: the state that a server answers with. */
  @ParameterizedTest
  @MethodSource("lies")
  void aLieInTheAnswerToAJoinIsLeftOut(Lie lie) {
    RoomId room = fern.rooms.createRoom(CARL, ROOM);
    Pdu join = membership(fern, room, CARL, "join");
    fern.rooms
        .get(PduReceivingService.class)
        .receive(evil.name, fern.name, List.of(join.json().deepCopy()));
    Map<StateKey, EventId> before = state(fern, room);
    Pdu event = lie.of(place(fern, room, CARL));
    fern.lie(answer -> answer.has("state") ? withLie(answer, event) : answer);
    praxis.entrance().join(TestRooms.requester(DORA), room, List.of(fern.name), Optional.empty());
    Map<StateKey, EventId> after = state(praxis, room);
    after.remove(new StateKey("m.room.member", DORA));
    // what the lie stood for is missing where the answer had it alone
    assertThat(before).containsAllEntriesOf(after);
    assertRefused(praxis, room, event);
  }

  static Stream<Lie> lies() {
    return Stream.of(Lie.values());
  }

  private static ObjectNode withLie(ObjectNode answer, Pdu lie) {
    // an event cannot take the place of the room's beginning, or there were nothing to enter
    answer.withArray("auth_chain").add(lie.json().deepCopy());
    answer.withArray("state").insert(0, lie.json().deepCopy());
    return answer;
  }

  /** send_join and send_knock: what a peer hands us. */
  @Test
  void handedMembershipsAreJudgedLikeAllElse() {
    RoomId room = klinik.rooms.createRoom(ANNA, ROOM.replace("public_chat", "private_chat"));
    klinik.rooms.setState(
        ANNA, room, "m.room.join_rules", "", Json.object().put("join_rule", "knock"));
    FederationRequester asking = new FederationRequester(evil.name, klinik.name);
    MembershipHandshakeService handshakes = klinik.rooms.get(MembershipHandshakeService.class);
    Pdu knock = withCreate(klinik, room, membership(klinik, room, ANNA, "knock"));
    assertThatThrownBy(() -> handshakes.sendKnock(asking, room, knock.eventId(), knock.json()))
        .isInstanceOf(MatrixException.class);
    klinik.rooms.setState(
        ANNA, room, "m.room.join_rules", "", Json.object().put("join_rule", "public"));
    Pdu join = withCreate(klinik, room, membership(klinik, room, ANNA, "join"));
    assertThatThrownBy(() -> handshakes.sendJoin(asking, room, join.eventId(), join.json()))
        .isInstanceOf(MatrixException.class);
    assertThat(reads(klinik).membership(room, UserId.parse(EVA))).isEmpty();
    Pdu right = membership(klinik, room, ANNA, "join");
    handshakes.sendJoin(asking, room, right.eventId(), right.json());
    assertThat(reads(klinik).isJoined(room, UserId.parse(EVA))).isTrue();
  }

  private Pdu withCreate(LinkedServer server, RoomId room, Pdu event) {
    ObjectNode json = event.json().deepCopy();
    json.withArray("auth_events").add(room.createEvent().orElseThrow().value());
    return place(server, room, ANNA).resigned(json);
  }

  /** An invite: a room of version 12 has no server in its id, one of version 11 has. */
  @Test
  void invitesIntoRoomsWithTheWrongFormOfIdAreRefused() {
    InviteReceivingService invites = klinik.rooms.get(InviteReceivingService.class);
    FederationRequester asking = new FederationRequester(evil.name, klinik.name);
    for (Map.Entry<String, String> wrong :
        Map.of("12", "!raum:evil.example", "11", "!" + "A".repeat(43)).entrySet()) {
      RoomVersion version = RoomVersion.get(wrong.getKey());
      ObjectNode invite = Json.object().put("type", "m.room.member").put("state_key", ANNA);
      invite
          .put("sender", EVA)
          .put("room_id", wrong.getValue())
          .put("depth", 5)
          .put("origin_server_ts", 1);
      invite.set("content", RemoteServer.membership("invite"));
      invite.putArray("prev_events");
      invite.putArray("auth_events");
      EventSigning.hashAndSign(version, invite, evil.name, evil.key);
      RoomId room = RoomId.parse(wrong.getValue());
      EventId id = EventHashes.eventId(version, invite);
      assertThatThrownBy(
              () ->
                  invites.invite(asking, room, id, version.id(), invite, Json.object().arrayNode()))
          .isInstanceOfSatisfying(
              MatrixException.class, e -> assertThat(e.code().name()).isEqualTo("M_INVALID_PARAM"));
      assertThat(reads(klinik).membership(room, UserId.parse(ANNA))).isEmpty();
    }
  }

  @Test
  void whatAnInviteTellsOfItsRoomIsChecked() {
    Pdu create = evilRoom("a");
    Pdu other = evilRoom("b");
    ObjectNode forged = create.json().deepCopy();
    forged.withObjectProperty("content").put("type", "m.space");

    assertThat(invited(create)).contains("M_INVALID_PARAM");
    assertThat(invited(create, other.json())).contains("M_INVALID_PARAM");
    assertThat(invited(create, create.json(), other.json())).contains("M_INVALID_PARAM");
    assertThat(invited(create, forged)).contains("M_INVALID_PARAM");
    assertThat(invited(create, create.json())).isEmpty();
    assertThat(reads(klinik).membership(create.roomId(), UserId.parse(ANNA))).contains("invite");
  }

  private Pdu evilRoom(String name) {
    RoomVersion version = RoomVersion.get("12");
    ObjectNode create = Json.object().put("type", "m.room.create").put("state_key", "");
    create.put("sender", EVA).put("depth", 1).put("origin_server_ts", 1);
    create.putObject("content").put("room_version", "12").put("name", name);
    create.putArray("prev_events");
    create.putArray("auth_events");
    EventSigning.hashAndSign(version, create, evil.name, evil.key);
    return Pdu.parse(version, create);
  }

  /** What is wrong with an invite into the room that comes with this state. */
  private Optional<String> invited(Pdu create, ObjectNode... state) {
    RoomVersion version = create.roomVersion();
    ObjectNode invite = Json.object().put("type", "m.room.member").put("state_key", ANNA);
    invite.put("sender", EVA).put("room_id", create.roomId().value());
    invite.put("depth", 5).put("origin_server_ts", 1);
    invite.set("content", RemoteServer.membership("invite"));
    invite.putArray("prev_events").add(create.eventId().value());
    invite.putArray("auth_events");
    EventSigning.hashAndSign(version, invite, evil.name, evil.key);
    try {
      klinik
          .rooms
          .get(InviteReceivingService.class)
          .invite(
              new FederationRequester(evil.name, klinik.name),
              create.roomId(),
              EventHashes.eventId(version, invite),
              version.id(),
              invite,
              Json.object().arrayNode().addAll(List.of(state)));
      return Optional.empty();
    } catch (MatrixException refused) {
      return Optional.of(refused.code().name());
    }
  }

  /** A creator needs no power levels event to be above all, wherever the creator's server is. */
  @Test
  void creatorsOfOtherServersStandAboveAllLevels() {
    RoomId room = fern.rooms.createRoom(CARL, ROOM.replace("@eva:evil.example", DORA));
    praxis.entrance().join(TestRooms.requester(DORA), room, List.of(fern.name), Optional.empty());
    assertThatThrownBy(
            () ->
                praxis.rooms.setState(
                    DORA, room, "m.room.member", CARL, RemoteServer.membership("leave")))
        .isInstanceOf(MatrixException.class);
    fern.rooms.setState(CARL, room, "m.room.member", DORA, RemoteServer.membership("leave"));
    assertThat(reads(fern).membership(room, UserId.parse(DORA))).contains("leave");
  }

  private void join(RoomId room) {
    Pdu join = membership(klinik, room, ANNA, "join");
    assertThat(send(join.json().deepCopy())).containsEntry(join.eventId(), Optional.empty());
  }

  private Pdu membership(LinkedServer server, RoomId room, String creator, String membership) {
    return place(server, room, creator)
        .state("m.room.member", EVA, RemoteServer.membership(membership));
  }

  private Place place(LinkedServer server, RoomId room, String creator) {
    long depth = server.rooms.get(EventAppendService.class).lock(room).depth() + 1;
    return new Place(
        evil, reads(server).state(room), room, creator, reads(server).extremities(room), depth);
  }

  private Map<EventId, Optional<String>> send(JsonNode pdu) {
    return klinik
        .rooms
        .get(PduReceivingService.class)
        .receive(evil.name, klinik.name, List.of(pdu));
  }

  private static RoomReadService reads(LinkedServer server) {
    return server.rooms.get(RoomReadService.class);
  }

  private static Map<StateKey, EventId> state(LinkedServer server, RoomId room) {
    Map<StateKey, EventId> state = new HashMap<>();
    reads(server).state(room).events().forEach((key, e) -> state.put(key, e.pdu().eventId()));
    return state;
  }

  private static void assertRefused(LinkedServer server, RoomId room, Pdu event) {
    assertThat(reads(server).findEvent(event.eventId()))
        .satisfiesAnyOf(
            found -> assertThat(found).isEmpty(),
            found -> assertThat(found.orElseThrow().rejected()).isTrue());
    ArrayNode timeline = Json.object().arrayNode();
    reads(server)
        .oldest(room, Long.MIN_VALUE, Long.MAX_VALUE, 1000)
        .forEach(shown -> timeline.add(shown.pdu().eventId().value()));
    assertThat(timeline.toString()).doesNotContain(event.eventId().value());
  }
}
