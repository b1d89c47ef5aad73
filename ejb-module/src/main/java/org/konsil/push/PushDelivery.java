package org.konsil.push;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.io.IOException;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.konsil.config.KonsilConfig;
import org.konsil.core.error.MatrixException;
import org.konsil.core.id.RoomId;
import org.konsil.core.id.UserId;
import org.konsil.core.json.Json;
import org.konsil.core.push.PushAction;
import org.konsil.ephemeral.ReadUpTo;
import org.konsil.ephemeral.ReceiptService;
import org.konsil.outgoing.DoublingWait;
import org.konsil.outgoing.HttpAnswer;
import org.konsil.outgoing.OutgoingHttp;
import org.konsil.room.RoomMembership;
import org.konsil.room.RoomReadService;
import org.konsil.room.event.StoredEvent;
import org.konsil.room.state.RoomState;
import org.konsil.storage.StreamPositions;
import org.konsil.webpush.WebPushService;

/**
 * Tells one gateway of one event, if the user's rules want it and it has not been read meanwhile.
 */
@ApplicationScoped
class PushDelivery {
  /** Older events are not told any more. */
  static final Duration MAX_AGE = Duration.ofHours(24);

  private static final DoublingWait WAIT =
      new DoublingWait(Duration.ofSeconds(30), Duration.ofMinutes(64));

  /** RFC 8030, 7.3. */
  private static final Set<Integer> GONE = Set.of(404, 410);

  @Inject private PusherStore pushers;
  @Inject private PusherIndex index;
  @Inject private PushQueueStore queue;
  @Inject private GatewayHealth health;
  @Inject private OutgoingHttp http;
  @Inject private WebPushService webPush;
  @Inject private PushRuleService rules;
  @Inject private NotificationCountService counts;
  @Inject private RoomReadService rooms;
  @Inject private ReceiptService receipts;
  @Inject private StreamPositions positions;
  @Inject private KonsilConfig config;
  @Inject private Clock clock;

  /**
   * Ends with the item told, dropped or put off; never with an exception of the gateway's making.
   */
  void deliver(PushQueueStore.Item item) {
    Optional<PusherStore.StoredPusher> pusher = pushers.find(item.pusherId());
    Optional<URI> gateway = pusher.flatMap(p -> PusherService.target(p.pusher()));
    Optional<ObjectNode> message = pusher.flatMap(p -> message(p, item));
    if (gateway.isEmpty() || message.isEmpty()) {
      queue.delete(item);
      return;
    }
    Optional<Instant> paused = health.pausedUntil(gateway.get());
    if (paused.isPresent()) {
      queue.retry(item, item.attempts(), paused.get());
    } else {
      send(item, pusher.get(), gateway.get(), message.get());
    }
  }

  private void send(
      PushQueueStore.Item item, PusherStore.StoredPusher pusher, URI gateway, ObjectNode message) {
    try {
      boolean gone =
          PusherService.subscription(pusher.pusher()).isPresent()
              ? isBrowserGone(pusher, message)
              : isRejected(succeeded(http.post(gateway, Json.bytes(message))), pusher);
      health.answered(gateway);
      queue.delete(item);
      if (gone) {
        pushers.delete(pusher.id());
        index.changed(pusher.user());
      }
    } catch (IOException e) {
      health.failed(gateway);
      putOff(item);
    }
  }

  /**
   * Tells a browser, under either policy nothing of the content; whether its subscription is no
   * more.
   */
  private boolean isBrowserGone(PusherStore.StoredPusher pusher, ObjectNode message)
      throws IOException {
    ObjectNode told = (ObjectNode) message.get("notification");
    told.retain(PushMessage.WITHOUT_CONTENT);
    boolean urgent = told.path("prio").asText().equals("high");
    HttpAnswer answer =
        webPush.send(
            PusherService.subscription(pusher.pusher()).orElseThrow(), Json.bytes(told), urgent);
    if (GONE.contains(answer.status())) {
      return true;
    }
    succeeded(answer);
    return false;
  }

  private static HttpAnswer succeeded(HttpAnswer answer) throws IOException {
    if (!answer.isSuccess()) {
      throw new IOException("status " + answer.status());
    }
    return answer;
  }

  private void putOff(PushQueueStore.Item item) {
    Instant now = clock.instant();
    if (item.createdAt().plus(MAX_AGE).isBefore(now)) {
      queue.delete(item);
      return;
    }
    queue.retry(item, item.attempts() + 1, now.plus(WAIT.after(item.attempts())));
  }

  private static boolean isRejected(HttpAnswer answer, PusherStore.StoredPusher pusher) {
    try {
      for (JsonNode rejected : Json.parse(answer.body()).path("rejected")) {
        if (rejected.asText().equals(pusher.pusher().pushkey())) {
          return true;
        }
      }
      return false;
    } catch (MatrixException e) {
      return false;
    }
  }

  private Optional<ObjectNode> message(PusherStore.StoredPusher pusher, PushQueueStore.Item item) {
    UserId user = pusher.user();
    Optional<StoredEvent> event =
        rooms.findEvent(item.room(), item.event()).filter(e -> !e.isRedacted());
    Optional<RoomState> state = rooms.findState(item.room());
    if (event.isEmpty() || state.isEmpty() || !isNews(user, item.room(), event.get())) {
      return Optional.empty();
    }
    Optional<PushAction> action =
        counts
            .evaluate(rules.rules(user), user, event.get().pdu(), state.get())
            .filter(PushAction::notifies);
    return action.map(
        a ->
            PushMessage.of(
                pusher, event.get().pdu(), state.get(), a, unread(user), !config.timPolicy()));
  }

  private boolean isNews(UserId user, RoomId room, StoredEvent event) {
    return event.isShown() ? !isRead(user, room, event) : isOpenInvite(user, room, event);
  }

  /** In a room that this server is not in an invite has no place in the timeline. */
  private boolean isOpenInvite(UserId user, RoomId room, StoredEvent event) {
    return rooms
        .findMembership(room, user)
        .filter(present -> present.membership().equals("invite"))
        .filter(present -> present.eventId().equals(event.pdu().eventId()))
        .isPresent();
  }

  private boolean isRead(UserId user, RoomId room, StoredEvent event) {
    ReadUpTo read = receipts.readUpTo(user, List.of(room)).getOrDefault(room, ReadUpTo.NOTHING);
    return counts.isRead(read, event);
  }

  private long unread(UserId user) {
    List<RoomId> joined =
        rooms.memberships(user).stream()
            .filter(RoomMembership::isJoin)
            .map(RoomMembership::room)
            .toList();
    Map<RoomId, NotificationCounts> perRoom = counts.counts(user, joined, positions.current());
    return perRoom.values().stream().mapToLong(NotificationCounts::total).sum();
  }
}
