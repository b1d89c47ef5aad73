package org.konsil.appservicequeue;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.konsil.appservice.AppService;
import org.konsil.appservice.AppServices;
import org.konsil.core.id.EventId;
import org.konsil.core.id.RoomId;
import org.konsil.core.id.UserId;
import org.konsil.core.json.Json;
import org.konsil.ephemeral.Presence;
import org.konsil.ephemeral.PresenceChanged;
import org.konsil.ephemeral.Receipt;
import org.konsil.ephemeral.ReceiptStored;
import org.konsil.ephemeral.TypingChanged;
import org.konsil.ephemeral.TypingService;
import org.konsil.room.TestRooms;
import org.konsil.storage.Db;
import org.konsil.storage.StoreTest;
import org.konsil.testing.TestClock;

/** What passes reaches the services that want it and that it concerns, and no others. */
class EphemeralQueueingTest extends StoreTest {
  private static final String ANNA = "@anna:klinik.example";
  private static final String FAX = "@_fax_1:klinik.example";
  private static final UserId CARL = UserId.parse("@carl:klinik.example");
  private static final EventId FIRST = EventId.parse("$first:klinik.example");
  private static final EventId SECOND = EventId.parse("$second:klinik.example");

  @TempDir static Path directory;
  private final Map<Db, TestRooms> wired = new HashMap<>();
  private final TestClock clock = new TestClock();
  private final List<UserId> typing = new ArrayList<>();

  Stream<TestRooms> rooms() {
    return allDatabases().map(db -> wired.computeIfAbsent(db, this::wire));
  }

  private TestRooms wire(Db db) {
    TestRooms rooms = new TestRooms(db);
    rooms.settings.setProperty("konsil.domains", TestRooms.KLINIK.value());
    rooms.settings.setProperty(
        "konsil.appservices",
        String.join(
            ",",
            registration("fax", "@_fax_.*", true),
            registration("deaf", "@_fax_.*", false),
            registration("other", "@_other_.*", true)));
    rooms.put(Clock.class, clock);
    rooms.put(AppServiceWorker.class, new Idle());
    rooms.put(TypingService.class, new Typing());
    return rooms;
  }

  private static String registration(String id, String users, boolean ephemeral) {
    String yaml =
        """
        id: %s
        url: http://127.0.0.1:9
        as_token: asks %s
        hs_token: tells
        sender_localpart: _bot_%s
        receive_ephemeral: %s
        namespaces:
          users: [{exclusive: false, regex: "%s"}]
        """
            .formatted(id, id, id, ephemeral, users);
    try {
      return Files.writeString(directory.resolve(id + ".yaml"), yaml).toString();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static RoomId roomWithFax(TestRooms rooms) {
    RoomId room = rooms.createRoom(ANNA, "{}");
    rooms.invite(ANNA, room, FAX);
    rooms.join(FAX, room);
    return room;
  }

  private static ReceiptStored read(RoomId room, String user, String type, EventId event) {
    return new ReceiptStored(
        new Receipt(room, UserId.parse(user), type, Optional.empty(), event, 17));
  }

  /** What the service would be sent now, which it then accepts. */
  private static List<JsonNode> told(TestRooms rooms, String id) {
    AppService service = rooms.get(AppServices.class).find(id).orElseThrow();
    AppServiceOutboxService outbox = rooms.get(AppServiceOutboxService.class);
    List<JsonNode> told = new ArrayList<>();
    outbox
        .take(service)
        .ifPresent(
            transaction -> {
              Json.parse(transaction.body()).path("ephemeral").forEach(told::add);
              outbox.accepted(service, transaction.txnId());
            });
    return told;
  }

  @BeforeEach
  void nobodyTypes() {
    typing.clear();
  }

  @ParameterizedTest
  @MethodSource("rooms")
  void receiptsAreToldAndTheNewestOfEachIsEnough(TestRooms rooms) {
    EphemeralQueueing queueing = rooms.get(EphemeralQueueing.class);
    RoomId room = roomWithFax(rooms);
    queueing.receipt(read(room, ANNA, Receipt.READ, FIRST));
    queueing.receipt(read(room, ANNA, Receipt.READ, SECOND));
    assertThat(told(rooms, "deaf")).isEmpty();
    assertThat(told(rooms, "other")).isEmpty();
    assertThat(told(rooms, "fax"))
        .singleElement()
        .satisfies(
            receipt -> {
              assertThat(receipt.path("type").asText()).isEqualTo("m.receipt");
              assertThat(receipt.path("room_id").asText()).isEqualTo(room.value());
              JsonNode read = receipt.path("content").path(SECOND.value()).path("m.read");
              assertThat(read.path(ANNA).path("ts").asLong()).isEqualTo(17);
            });
    assertThat(told(rooms, "fax")).isEmpty();
  }

  @ParameterizedTest
  @MethodSource("rooms")
  void privateReceiptsAreToldOfTheServicesOwnUsersOnly(TestRooms rooms) {
    EphemeralQueueing queueing = rooms.get(EphemeralQueueing.class);
    RoomId room = roomWithFax(rooms);
    queueing.receipt(read(room, ANNA, Receipt.READ_PRIVATE, FIRST));
    assertThat(told(rooms, "fax")).isEmpty();
    queueing.receipt(read(room, FAX, Receipt.READ_PRIVATE, FIRST));
    assertThat(told(rooms, "fax")).hasSize(1);
  }

  @ParameterizedTest
  @MethodSource("rooms")
  void typingIsToldWhereTheServiceHasAUserAndWhileItMatters(TestRooms rooms) {
    EphemeralQueueing queueing = rooms.get(EphemeralQueueing.class);
    typing.add(UserId.parse(ANNA));
    queueing.typing(new TypingChanged(rooms.createRoom(ANNA, "{}"), UserId.parse(ANNA), true));
    assertThat(told(rooms, "fax")).isEmpty();

    TypingChanged news = new TypingChanged(roomWithFax(rooms), UserId.parse(ANNA), true);
    queueing.typing(news);
    assertThat(told(rooms, "fax"))
        .extracting(JsonNode::toString)
        .containsExactly(
            Json.object()
                .put("type", "m.typing")
                .put("room_id", news.room().value())
                .set("content", Json.parse("{\"user_ids\":[\"%s\"]}".formatted(ANNA).getBytes()))
                .toString());
    queueing.typing(news);
    clock.advance(Duration.ofMinutes(2));
    assertThat(told(rooms, "fax")).isEmpty();
  }

  @ParameterizedTest
  @MethodSource("rooms")
  void presenceIsToldOfWhoSharesARoomAndOfTheServicesOwnUsers(TestRooms rooms) {
    EphemeralQueueing queueing = rooms.get(EphemeralQueueing.class);
    roomWithFax(rooms);
    for (UserId user : List.of(UserId.parse(ANNA), UserId.parse(FAX), CARL)) {
      queueing.presence(
          new PresenceChanged(user, new Presence(Presence.ONLINE, Optional.empty(), 1)));
    }
    assertThat(told(rooms, "fax"))
        .extracting(event -> event.path("sender").asText())
        .containsExactlyInAnyOrder(ANNA, FAX);
    assertThat(told(rooms, "other")).isEmpty();
  }

  private final class Typing extends TypingService {
    @Override
    public List<UserId> typing(RoomId room) {
      return typing;
    }
  }

  private static final class Idle extends AppServiceWorker {
    @Override
    void nudge(String id) {
      // the tests take what is due themselves
    }
  }
}
