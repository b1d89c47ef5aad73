package org.konsil.federation.inbound;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.konsil.core.auth.AuthEventsNeeded;
import org.konsil.core.event.EventBuilder;
import org.konsil.core.event.Pdu;
import org.konsil.core.event.StateKey;
import org.konsil.core.id.EventId;
import org.konsil.core.id.RoomId;
import org.konsil.core.id.UserId;
import org.konsil.core.json.Json;
import org.konsil.core.roomversion.RoomVersion;
import org.konsil.federation.FederationClient;
import org.konsil.room.RemoteServer;
import org.konsil.room.RoomReadService;
import org.konsil.room.TestDatabase;
import org.konsil.room.TestRooms;
import org.konsil.room.state.RoomState;

/**
 * A large room of other servers is joined. How long that takes is printed; {@code
 * -Dkonsil.test.members=10000 -Dkonsil.test.joins=5} makes it a measurement.
 */
class LargeJoinTest {
  private static final int MEMBERS = Integer.getInteger("konsil.test.members", 300);
  private static final int JOINS = Integer.getInteger("konsil.test.joins", 1);
  private static final int SERVERS = 10;
  private static final String ANNA = "@anna:klinik.example";

  static Stream<TestDatabase> databases() {
    String postgres = System.getProperty("konsil.test.postgres", "");
    return postgres.isEmpty()
        ? Stream.of(new TestDatabase())
        : Stream.of(new TestDatabase(), TestDatabase.postgres(postgres));
  }

  @ParameterizedTest
  @MethodSource("databases")
  void aLargeRoomIsEnteredWhole(TestDatabase database) {
    try (LinkedServer klinik = new LinkedServer("klinik.example", new TestRooms(database))) {
      FakePeer net = new FakePeer();
      klinik.rooms.put(FederationClient.class, net);
      for (int i = 0; i < JOINS; i++) {
        LargeRoom large = new LargeRoom("!gross%d:s0.example".formatted(i));
        large.servers.forEach(server -> klinik.keys.put(server.name, server.key));
        net.forget();
        large.answerOn(net);
        join(klinik, large);
        check(klinik, large);
      }
    }
  }

  private static void join(LinkedServer klinik, LargeRoom large) {
    long before = System.nanoTime();
    klinik.rooms.transaction(
        () -> {
          klinik
              .entrance()
              .join(
                  TestRooms.requester(ANNA),
                  large.id,
                  List.of(large.servers.get(0).name),
                  Optional.empty());
          return null;
        });
    System.out.printf("%d members: %d ms%n", MEMBERS, (System.nanoTime() - before) / 1_000_000);
  }

  private static void check(LinkedServer klinik, LargeRoom large) {
    RoomReadService reads = klinik.rooms.get(RoomReadService.class);
    RoomState state = reads.state(large.id);
    assertThat(state.isJoined(UserId.parse(ANNA))).isTrue();
    large.state.forEach((key, event) -> assertThat(state.pdu(key)).contains(event));
    assertThat(state.events()).hasSize(large.state.size() + 1);
    // the same, read from the tables
    assertThat(reads.stateAfter(state.find("m.room.member", ANNA).orElseThrow()).events())
        .isEqualTo(state.events());
  }

  /** As the servers of its members know it. */
  private static final class LargeRoom {
    final List<RemoteServer> servers = new ArrayList<>();
    final Map<StateKey, Pdu> state = new HashMap<>();
    final List<Pdu> events = new ArrayList<>();
    final RoomId id;
    private final RoomVersion version = RoomVersion.find("10").orElseThrow();
    private EventId last;

    LargeRoom(String id) {
      this.id = RoomId.parse(id);
      for (int i = 0; i < SERVERS; i++) {
        servers.add(new RemoteServer("s%d.example".formatted(i)));
      }
      String creator = "@u0:s0.example";
      ObjectNode create = Json.object().put("creator", creator).put("room_version", "10");
      add(0, "m.room.create", "", creator, create);
      add(0, "m.room.member", creator, creator, RemoteServer.membership("join"));
      ObjectNode levels = Json.object();
      levels.putObject("users").put(creator, 100);
      add(0, "m.room.power_levels", "", creator, levels);
      add(0, "m.room.join_rules", "", creator, Json.object().put("join_rule", "public"));
      for (int i = 1; i < MEMBERS; i++) {
        String user = "@u%d:s%d.example".formatted(i, i % SERVERS);
        ObjectNode content = RemoteServer.membership("join").put("displayname", "Mitglied " + i);
        add(i % SERVERS, "m.room.member", user, user, content);
      }
    }

    private void add(int server, String type, String key, String sender, ObjectNode content) {
      UserId user = UserId.parse(sender);
      EventBuilder builder =
          new EventBuilder(version)
              .roomId(id)
              .sender(user)
              .type(type)
              .stateKey(key)
              .content(content)
              .prevEvents(last == null ? List.of() : List.of(last))
              .authEvents(authEvents(type, key, user, content))
              .depth(events.size() + 1)
              .originServerTs(1_700_000_000_000L + events.size());
      Pdu event = builder.build(servers.get(server).name, servers.get(server).key);
      state.put(event.asStateKey().orElseThrow(), event);
      events.add(event);
      last = event.eventId();
    }

    private List<EventId> authEvents(String type, String key, UserId sender, ObjectNode content) {
      return AuthEventsNeeded.of(version, type, Optional.of(key), sender, content).stream()
          .flatMap(needed -> Optional.ofNullable(state.get(needed)).stream())
          .map(Pdu::eventId)
          .toList();
    }

    void answerOn(FakePeer net) {
      ObjectNode template = Json.object().put("type", "m.room.member").put("room_id", id.value());
      template
          .put("sender", ANNA)
          .put("state_key", ANNA)
          .put("origin_server_ts", 1)
          .put("depth", events.size() + 1);
      template.set("content", RemoteServer.membership("join"));
      template.putArray("prev_events").add(last.value());
      ArrayNode auth = template.putArray("auth_events");
      authEvents("m.room.member", ANNA, UserId.parse(ANNA), RemoteServer.membership("join"))
          .forEach(event -> auth.add(event.value()));
      ObjectNode offer = Json.object().put("room_version", "10");
      offer.set("event", template);
      net.answer("v1/make_join/", offer);
      ObjectNode answer = Json.object();
      ArrayNode told = answer.putArray("state");
      state.values().forEach(event -> told.add(event.json()));
      answer.putArray("auth_chain");
      net.answer("v2/send_join/", answer);
    }
  }
}
