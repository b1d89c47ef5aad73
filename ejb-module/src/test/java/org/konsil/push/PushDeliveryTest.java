package org.konsil.push;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.konsil.core.event.Pdu;
import org.konsil.core.id.EventId;
import org.konsil.core.id.RoomId;
import org.konsil.core.id.UserId;
import org.konsil.core.json.Json;
import org.konsil.ephemeral.ReceiptService;
import org.konsil.outgoing.HttpAnswer;
import org.konsil.outgoing.OutgoingHttp;
import org.konsil.outgoing.OutgoingRequest;
import org.konsil.room.EventAppendService;
import org.konsil.room.LockedRoom;
import org.konsil.room.NewRoomEvent;
import org.konsil.room.OutsideMembership;
import org.konsil.room.RemoteServer;
import org.konsil.room.RoomReadService;
import org.konsil.room.TestRooms;
import org.konsil.room.state.RoomState;
import org.konsil.testing.TestClock;

/** From an event in a room to what a gateway is told, with a gateway that the test plays. */
class PushDeliveryTest {
  private static final String ALICE = "@alice:klinik.example";
  private static final String BOB = "@bob:praxis.example";

  /** A browser's key: any point of the curve, here of RFC 8291's example. */
  private static final byte[] POINT =
      Base64.getUrlDecoder()
          .decode(
              "BCVxsr7N_eNgVRqvHtD0zTZsEc6-VV-JvLexhqUzORcxaOzi6-AYWXvTBHm4bjyPjs7Vd8pZGH6SRpkNtoIAiw4");

  private static final String PATH = "/_matrix/push/v1/notify";

  private final TestRooms rooms = new TestRooms();
  private final TestClock clock = new TestClock();
  private final Gateway gateway = new Gateway();
  private RoomId room;

  @BeforeEach
  void aRoomOfTwo() {
    rooms.put(Clock.class, clock);
    rooms.put(OutgoingHttp.class, gateway);
    rooms.put(PushWorker.class, new NoWorker());
    room = rooms.createRoom(ALICE, "{\"preset\":\"private_chat\"}");
    rooms.invite(ALICE, room, BOB);
    rooms.join(BOB, room);
    rooms.told.clear();
  }

  @AfterEach
  void close() {
    rooms.close();
  }

  @Test
  void aMemberWithAPusherIsToldTheEventsIdAlone() {
    setPusher(BOB, "phone", "https://one.example" + PATH, true);
    EventId event = send(ALICE, "hello");
    deliverAll();
    assertThat(gateway.got).hasSize(1);
    ObjectNode told = gateway.got.get(0);
    assertThat(told.get("event_id").textValue()).isEqualTo(event.value());
    assertThat(told.get("room_id").textValue()).isEqualTo(room.value());
    assertThat(told.get("counts").get("unread").intValue()).isEqualTo(1);
    assertThat(told.has("content")).isFalse();
    assertThat(told.has("sender")).isFalse();
    ObjectNode device = (ObjectNode) told.get("devices").get(0);
    assertThat(device.get("pushkey").textValue()).isEqualTo("phone");
    assertThat(device.get("data").has("url")).isFalse();
    assertThat(due()).isEmpty();
  }

  @Test
  void moreIsToldOnlyWhenThePusherAndThePolicyWantIt() {
    setPusher(BOB, "phone", "https://one.example" + PATH, false);
    send(ALICE, "hello");
    deliverAll();
    assertThat(gateway.got.get(0).get("content").get("body").textValue()).isEqualTo("hello");
    rooms.settings.setProperty("konsil.policy", "tim");
    send(ALICE, "hello");
    deliverAll();
    assertThat(gateway.got.get(1).has("content")).isFalse();
  }

  @Test
  void anInvitationRingsToo() {
    setPusher("@carol:klinik.example", "phone", "https://one.example" + PATH, true);
    rooms.invite(ALICE, room, "@carol:klinik.example");
    queueTold();
    deliverAll();
    assertThat(gateway.got).hasSize(1);
  }

  @Test
  void anInvitationFromOutsideRingsUntilItIsDeclined() {
    setPusher(BOB, "phone", "https://one.example" + PATH, true);
    RoomId elsewhere = RoomId.parse("!fern:fern.example");
    outside(elsewhere, "invite");
    deliverAll();
    assertThat(gateway.got.get(0).path("room_id").textValue()).isEqualTo(elsewhere.value());
    outside(elsewhere, "invite");
    outside(elsewhere, "leave");
    deliverAll();
    assertThat(gateway.got).as("nobody wants to know of it any more").hasSize(1);
    assertThat(due()).isEmpty();
  }

  /** Bob's membership in a room that this server is not in, and what the container tells of it. */
  private void outside(RoomId elsewhere, String membership) {
    RemoteServer fern = new RemoteServer("fern.example");
    RoomState any = rooms.get(RoomReadService.class).state(room);
    Pdu event =
        fern.event(
            any,
            elsewhere,
            List.of(),
            7,
            "@carl:fern.example",
            "m.room.member",
            Optional.of(BOB),
            RemoteServer.membership(membership));
    rooms.transaction(
        () -> {
          EventAppendService append = rooms.get(EventAppendService.class);
          LockedRoom locked = append.lockOrMake(elsewhere, any.roomVersion());
          append.appendOutside(locked, event, Json.object().arrayNode());
          return null;
        });
    rooms
        .get(PushQueueing.class)
        .invitedElsewhere(
            new OutsideMembership(
                elsewhere, UserId.parse(BOB), membership, event.sender(), event.eventId()));
  }

  @Test
  void theSenderAndReadersAndTheMutedAreNotTold() {
    setPusher(ALICE, "a", "https://one.example" + PATH, true);
    setPusher(BOB, "b", "https://one.example" + PATH, true);
    for (Optional<String> thread : List.of(Optional.<String>empty(), Optional.of("main"))) {
      EventId read = send(ALICE, "read at once");
      rooms.transaction(
          () -> {
            rooms
                .get(ReceiptService.class)
                .postReceipt(TestRooms.requester(BOB), room, "m.read", read, thread);
            return null;
          });
      deliverAll();
      assertThat(gateway.got).isEmpty();
    }
    rooms.transaction(
        () -> {
          rooms
              .get(PushRuleService.class)
              .setEnabled(TestRooms.requester(BOB), "override", ".m.rule.master", true);
          return null;
        });
    send(ALICE, "muted");
    deliverAll();
    assertThat(gateway.got).isEmpty();
    assertThat(due()).as("and the queue is empty all the same").isEmpty();
  }

  @Test
  void aRoomWithoutPushersWritesNothing() {
    send(ALICE, "hello");
    assertThat(due()).isEmpty();
  }

  @Test
  void aDeadGatewayIsTriedLaterAndHoldsNobodyUp() {
    setPusher(BOB, "dead", "https://dead.example" + PATH, true);
    setPusher(BOB, "alive", "https://alive.example" + PATH, true);
    gateway.dead.add("dead.example");
    send(ALICE, "one");
    deliverAll();
    assertThat(gateway.got).hasSize(1);
    assertThat(gateway.calls).containsExactlyInAnyOrder("dead.example", "alive.example");
    send(ALICE, "two");
    deliverAll();
    assertThat(gateway.calls).as("not asked again so soon").hasSize(3);
    gateway.dead.clear();
    clock.advance(Duration.ofSeconds(31));
    deliverAll();
    assertThat(gateway.got).as("both events at both").hasSize(4);
    assertThat(due()).isEmpty();
  }

  @Test
  void afterADayAnEventIsNoNewsAnyMore() {
    setPusher(BOB, "dead", "https://dead.example" + PATH, true);
    gateway.dead.add("dead.example");
    send(ALICE, "one");
    for (int hours = 0; hours < 30; hours++) {
      deliverAll();
      clock.advance(Duration.ofHours(1));
    }
    gateway.dead.clear();
    deliverAll();
    assertThat(gateway.got).isEmpty();
    assertThat(gateway.calls.size()).isBetween(10, 30);
  }

  @Test
  void aRejectedPushkeyLosesItsPusher() {
    setPusher(BOB, "phone", "https://one.example" + PATH, true);
    gateway.answer = "{\"rejected\":[\"phone\"]}";
    send(ALICE, "hello");
    deliverAll();
    assertThat(rooms.get(PusherService.class).list(TestRooms.requester(BOB))).isEmpty();
    send(ALICE, "hello");
    assertThat(due()).isEmpty();
  }

  @Test
  void aBrowserIsToldByItsPushServiceAndForgottenWhenItIsGone() {
    String key = Base64.getUrlEncoder().encodeToString(POINT);
    ObjectNode data = Json.object().put("endpoint", "https://browser.example/abc");
    data.put("auth", Base64.getUrlEncoder().encodeToString(new byte[16]));
    rooms.transaction(
        () -> {
          rooms
              .get(PusherService.class)
              .set(
                  TestRooms.requester(BOB),
                  new SetPusherRequest(
                      key,
                      TextNode.valueOf("org.konsil.webpush"),
                      "app",
                      "App",
                      "Web",
                      null,
                      "de",
                      data,
                      null));
          return null;
        });
    send(ALICE, "hello");
    deliverAll();
    OutgoingRequest sent = gateway.sent.get(0);
    assertThat(sent.uri()).hasToString("https://browser.example/abc");
    assertThat(sent.headers().get("Authorization")).startsWith("vapid t=");
    assertThat(sent.headers()).containsEntry("Content-Encoding", "aes128gcm").containsKey("TTL");
    assertThat(due()).isEmpty();
    gateway.status = 410;
    send(ALICE, "hello");
    deliverAll();
    assertThat(rooms.get(PusherService.class).list(TestRooms.requester(BOB))).isEmpty();
  }

  @Test
  void aPusherThatHasJustGoneFailsNothing() {
    setPusher(BOB, "phone", "https://one.example" + PATH, true);
    rooms.get(PusherStore.class).delete(UserId.parse(BOB), "app", "phone");
    send(ALICE, "another node deleted it");
    assertThat(due()).hasSize(1);
    deliverAll();
    assertThat(due()).isEmpty();
    assertThat(gateway.got).isEmpty();
  }

  @Test
  void theListOfNotificationsGoesBackPageByPage() {
    List<String> sent = new ArrayList<>();
    for (int i = 0; i < 120; i++) {
      sent.add(0, send(ALICE, "n" + i).value());
      send(BOB, "own " + i);
    }
    NotificationListService list = rooms.get(NotificationListService.class);
    List<String> seen = new ArrayList<>();
    String from = null;
    int pages = 0;
    do {
      ObjectNode page = list.list(TestRooms.requester(BOB), from, "15", false);
      page.get("notifications").forEach(n -> seen.add(n.get("event").get("event_id").textValue()));
      from = page.path("next_token").textValue();
      pages++;
    } while (from != null && pages < 50);
    assertThat(seen).isEqualTo(sent);
    assertThat(list.list(TestRooms.requester(BOB), null, null, true).get("notifications"))
        .as("none highlighted")
        .isEmpty();
  }

  private void setPusher(String user, String key, String url, boolean idOnly) {
    ObjectNode data = Json.object().put("url", url);
    if (idOnly) {
      data.put("format", "event_id_only");
    }
    rooms.transaction(
        () -> {
          rooms
              .get(PusherService.class)
              .set(
                  TestRooms.requester(user),
                  new SetPusherRequest(
                      key,
                      TextNode.valueOf("http"),
                      "app",
                      "App",
                      "Phone",
                      null,
                      "de",
                      data,
                      null));
          return null;
        });
  }

  private EventId send(String user, String text) {
    EventId event =
        rooms.send(user, room, "t" + System.identityHashCode(new Object()) + text, text);
    queueTold();
    return event;
  }

  /** What the container does in the event's transaction. */
  private void queueTold() {
    for (NewRoomEvent event : List.copyOf(rooms.told)) {
      rooms.get(PushQueueing.class).added(event);
    }
    rooms.told.clear();
  }

  private void deliverAll() {
    due().forEach(rooms.get(PushDelivery.class)::deliver);
  }

  private List<PushQueueStore.Item> due() {
    return rooms.get(PushQueueStore.class).due(clock.instant(), 100);
  }

  private static final class NoWorker extends PushWorker {
    @Override
    void nudge() {
      // the test delivers itself
    }
  }

  private static final class Gateway extends OutgoingHttp {
    private final List<ObjectNode> got = new ArrayList<>();
    private final List<String> calls = new ArrayList<>();
    private final Set<String> dead = new HashSet<>();
    private final List<OutgoingRequest> sent = new ArrayList<>();
    private int status = 201;
    private String answer = "{\"rejected\":[]}";

    @Override
    public HttpAnswer send(OutgoingRequest request) {
      sent.add(request);
      return new HttpAnswer(status, Map.of(), new byte[0]);
    }

    @Override
    public HttpAnswer post(URI target, byte[] json) throws IOException {
      calls.add(target.getHost());
      if (dead.contains(target.getHost())) {
        throw new IOException("dead");
      }
      got.add((ObjectNode) Json.parseObject(json).get("notification"));
      return new HttpAnswer(200, Map.of(), answer.getBytes(StandardCharsets.UTF_8));
    }
  }
}
