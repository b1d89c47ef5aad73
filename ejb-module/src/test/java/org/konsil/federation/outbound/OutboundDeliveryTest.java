package org.konsil.federation.outbound;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Properties;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.konsil.config.KonsilConfig;
import org.konsil.core.event.Pdu;
import org.konsil.core.id.EventId;
import org.konsil.core.id.RoomId;
import org.konsil.core.id.ServerName;
import org.konsil.core.json.Json;
import org.konsil.core.roomversion.RoomVersion;
import org.konsil.federation.FederationClient;
import org.konsil.federation.TestAnswers;
import org.konsil.room.RoomReadService;
import org.konsil.room.event.StoredEvent;
import org.konsil.storage.Db;
import org.konsil.storage.StoreTest;
import org.konsil.testing.TestClock;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class OutboundDeliveryTest extends StoreTest {
  private static final ServerName OURS = ServerName.parse("ours.example");
  private static final RoomId ROOM = RoomId.parse("!r:ours.example");
  private static final RoomId OTHER = RoomId.parse("!o:ours.example");

  private final TestClock clock = new TestClock();
  private final Peer peer = new Peer();
  private int servers;
  private ServerName there;
  private Route route;
  private OutboundQueueStore queue;
  private DestinationStore destinations;

  @BeforeEach
  void anotherServer() {
    there = ServerName.parse("s" + servers++ + ".example");
    route = new Route(OURS, there);
    peer.reset();
  }

  @ParameterizedTest
  @MethodSource("allDatabases")
  void everythingArrivesInOrderInTransactionsOfTheRightSize(Db db) {
    OutboundDelivery delivery = delivery(db, "a");
    queuePdus(ROOM, 120);
    IntStream.range(0, 130).forEach(i -> queueEdu("x" + i, Optional.empty()));
    delivery.deliver(route);
    assertThat(peer.sizes).containsExactly("50+100", "50+30", "20+0");
    assertThat(peer.events).containsExactlyElementsOf(ids(0, 120));
    assertThat(queue.due(clock.instant())).doesNotContain(route);
  }

  @ParameterizedTest
  @MethodSource("allDatabases")
  void aServerThatDoesNotAnswerIsLeftInPeaceForLongerAndLonger(Db db) {
    OutboundDelivery delivery = delivery(db, "a");
    queuePdus(ROOM, 1);
    peer.status = 0;
    delivery.deliver(route);
    delivery.deliver(route);
    assertThat(peer.calls).isEqualTo(1);
    assertThat(queue.due(clock.instant())).doesNotContain(route);
    clock.advance(Duration.ofSeconds(7));
    delivery.deliver(route);
    clock.advance(Duration.ofSeconds(7));
    delivery.deliver(route);
    assertThat(peer.calls).isEqualTo(2);
    assertThat(destinations.wake(there, clock.instant())).containsExactly(route);
    peer.status = 200;
    delivery.deliver(route);
    assertThat(peer.events).containsExactlyElementsOf(ids(0, 1));
    assertThat(destinations.health(route).failures()).isZero();
  }

  @ParameterizedTest
  @MethodSource("allDatabases")
  void whatWaitsForAServerIsShownWithItsFailures(Db db) {
    OutboundDelivery delivery = delivery(db, "a");
    queuePdus(ROOM, 3);
    queueEdu("x", Optional.empty());
    peer.status = 503;
    delivery.deliver(route);
    Destination waiting = waiting().orElseThrow();
    assertThat(waiting)
        .extracting(Destination::origin, Destination::events, Destination::edus)
        .containsExactly(OURS, 3L, 1L);
    assertThat(waiting.failures()).isEqualTo(1);
    assertThat(waiting.failingSince()).contains(clock.instant());
    assertThat(waiting.retryAt().orElseThrow()).isAfter(clock.instant());
    peer.status = 200;
    destinations.wake(there, clock.instant());
    delivery.deliver(route);
    assertThat(waiting()).isEmpty();
  }

  private Optional<Destination> waiting() {
    return queue.destinations(0, 100).stream()
        .filter(destination -> destination.server().equals(there))
        .findFirst();
  }

  /** CVE-2023-32323, F33. */
  @ParameterizedTest
  @MethodSource("allDatabases")
  void oneDeadPduDoesNotBlockTheOthers(Db db) {
    OutboundDelivery delivery = delivery(db, "a");
    queuePdus(ROOM, 60);
    queueEdu("poison", Optional.empty());
    peer.refused.add("$e17");
    peer.refused.add("poison");
    delivery.deliver(route);
    List<String> expected = new ArrayList<>(ids(0, 60));
    expected.remove("$e17");
    assertThat(peer.events).containsExactlyElementsOf(expected);
    assertThat(queue.due(clock.instant())).doesNotContain(route);
  }

  /** What never expires must not grow without end while a server is dead. */
  @ParameterizedTest
  @MethodSource("allDatabases")
  void ofEdusForADeadServerTheNewestAreKept(Db db) {
    OutboundDelivery delivery = delivery(db, "a");
    IntStream.range(0, 30).forEach(i -> queueEdu("x" + i, Optional.empty()));
    assertThat(queue.keepNewestEdus(route, 30)).isZero();
    assertThat(queue.keepNewestEdus(route, 12)).isEqualTo(18);
    delivery.deliver(route);
    assertThat(peer.edus)
        .containsExactlyElementsOf(IntStream.range(18, 30).mapToObj(i -> "x" + i).toList());
    assertThat(queue.keepNewestEdus(route, 12)).isZero();
  }

  /** F11. */
  @ParameterizedTest
  @MethodSource("allDatabases")
  void afterALongSilenceTheNewestOfEachRoomIsSent(Db db) {
    OutboundDelivery delivery = delivery(db, "a");
    queuePdus(ROOM, 10);
    peer.status = 503;
    delivery.deliver(route);
    clock.advance(Duration.ofHours(5));
    queue.insertPdu(OURS, List.of(there), OTHER, new EventId("$o"));
    peer.status = 200;
    delivery.deliver(route);
    assertThat(peer.events).containsExactly("$e9", "$o");
  }

  @ParameterizedTest
  @MethodSource("allDatabases")
  void aNodeLeavesAloneWhatAnotherSendsUntilThatOneIsGone(Db db) {
    OutboundDelivery delivery = delivery(db, "b");
    queuePdus(ROOM, 1);
    destinations.lease(route, "a", clock.instant(), clock.instant().plusSeconds(90));
    delivery.deliver(route);
    assertThat(peer.calls).isZero();
    clock.advance(Duration.ofSeconds(91));
    delivery.deliver(route);
    assertThat(peer.calls).isEqualTo(1);
  }

  @ParameterizedTest
  @MethodSource("allDatabases")
  void ofTheSameOnlyTheLastIsToldAndNothingThatIsOver(Db db) {
    OutboundDelivery delivery = delivery(db, "a");
    queueEdu("first", Optional.of("k"));
    queueEdu("last", Optional.of("k"));
    delivery.deliver(route);
    assertThat(peer.edus).containsExactly("last");
    queueEdu("late", Optional.of("k"));
    clock.advance(Duration.ofMinutes(2));
    delivery.deliver(route);
    assertThat(peer.edus).containsExactly("last");
    queue.deleteExpired(clock.instant());
    assertThat(queue.due(clock.instant())).doesNotContain(route);
  }

  private void queuePdus(RoomId room, int count) {
    IntStream.range(0, count)
        .forEach(i -> queue.insertPdu(OURS, List.of(there), room, new EventId("$e" + i)));
  }

  private void queueEdu(String name, Optional<String> key) {
    ObjectNode edu = Json.object().put("edu_type", name);
    queue.insertEdu(OURS, List.of(there), key, key.map(k -> clock.instant().plusSeconds(60)), edu);
  }

  private static List<String> ids(int from, int to) {
    return IntStream.range(from, to).mapToObj(i -> "$e" + i).toList();
  }

  private OutboundDelivery delivery(Db db, String node) {
    queue = new OutboundQueueStore(db);
    destinations = new DestinationStore(db);
    Properties settings = new Properties();
    settings.setProperty("konsil.node", node);
    return new OutboundDelivery(
        queue,
        destinations,
        peer,
        new AllEvents(),
        new BackOff(new SecureRandom()),
        new KonsilConfig(settings),
        (Clock) clock);
  }

  private static final class AllEvents extends RoomReadService {
    @Override
    public List<StoredEvent> events(Collection<EventId> ids) {
      return ids.stream()
          .map(
              id -> {
                byte[] bytes = ("{\"id\":\"" + id + "\"}").getBytes();
                Pdu pdu = Pdu.trusted(RoomVersion.get("10"), id, bytes);
                return new StoredEvent(1, 1, pdu, 1, false, false, 0, 0, Optional.empty());
              })
          .toList();
    }
  }

  /** A server that takes transactions, refuses some contents, or does not answer at all. */
  private static final class Peer extends FederationClient {
    private final List<String> events = new ArrayList<>();
    private final List<String> edus = new ArrayList<>();
    private final List<String> sizes = new ArrayList<>();
    private final Set<String> refused = new HashSet<>();
    private int status;
    private int calls;

    void reset() {
      events.clear();
      edus.clear();
      sizes.clear();
      refused.clear();
      status = 200;
      calls = 0;
    }

    @Override
    public ObjectNode put(ServerName from, ServerName to, String path, ObjectNode body) {
      calls++;
      if (status != 200) {
        throw TestAnswers.failure(status);
      }
      for (JsonNode pdu : body.get("pdus")) {
        if (refused.contains(pdu.path("id").asText())) {
          throw TestAnswers.failure(400);
        }
      }
      for (JsonNode edu : body.get("edus")) {
        if (refused.contains(edu.get("edu_type").asText())) {
          throw TestAnswers.failure(400);
        }
      }
      body.get("pdus").forEach(pdu -> events.add(pdu.path("id").asText()));
      body.get("edus").forEach(edu -> edus.add(edu.get("edu_type").asText()));
      sizes.add(body.get("pdus").size() + "+" + body.get("edus").size());
      return Json.object();
    }
  }
}
