package org.konsil.federation.edu;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.konsil.config.DomainService;
import org.konsil.core.id.EventId;
import org.konsil.core.id.RoomId;
import org.konsil.core.id.UserId;
import org.konsil.core.json.Json;
import org.konsil.ephemeral.Receipt;
import org.konsil.ephemeral.ReceiptService;
import org.konsil.ephemeral.ReceiptStored;
import org.konsil.federation.FederationRequester;
import org.konsil.federation.outbound.FederationQueueService;
import org.konsil.room.RoomReadService;
import org.konsil.room.state.ServerAclService;

/** Server-server API, "Receipts". Private receipts stay here. */
@ApplicationScoped
class ReceiptEdus implements EduReceiver {
  private static final String RECEIPT = "m.receipt";
  private static final Duration OF_INTEREST = Duration.ofDays(7);
  private static final int MAX_THREAD_ID = 255;

  @Inject private ReceiptService receipts;
  @Inject private RoomReadService rooms;
  @Inject private ServerAclService acl;
  @Inject private FederationQueueService queue;
  @Inject private DomainService domains;
  @Inject private Clock clock;

  void stored(@Observes ReceiptStored news) {
    Receipt receipt = news.receipt();
    if (receipt.isPrivate() || !domains.isLocal(receipt.user().server())) {
      return;
    }
    String thread = receipt.threadId().orElse("");
    rooms
        .findState(receipt.room())
        .ifPresent(
            state ->
                queue.sendLatestEdu(
                    receipt.user().server(),
                    state.joinedServers(),
                    "receipt:" + receipt.room() + ":" + receipt.user() + ":" + thread,
                    clock.instant().plus(OF_INTEREST),
                    RECEIPT,
                    content(receipt)));
  }

  private static ObjectNode content(Receipt receipt) {
    ObjectNode content = Json.object();
    ObjectNode one =
        content
            .putObject(receipt.room().value())
            .putObject(receipt.type())
            .putObject(receipt.user().value());
    one.putArray("event_ids").add(receipt.event().value());
    ObjectNode data = one.putObject("data").put("ts", receipt.receivedAt());
    receipt.threadId().ifPresent(thread -> data.put("thread_id", thread));
    return content;
  }

  @Override
  public Set<String> types() {
    return Set.of(RECEIPT);
  }

  @Override
  public void receive(FederationRequester peer, String type, ObjectNode content) {
    for (Map.Entry<String, JsonNode> ofRoom : content.properties()) {
      RoomId room = RoomId.parse(ofRoom.getKey());
      boolean welcome =
          rooms.findState(room).filter(state -> acl.allows(state, peer.origin())).isPresent();
      if (welcome) {
        for (Map.Entry<String, JsonNode> read : ofRoom.getValue().path(Receipt.READ).properties()) {
          UserId user = EduFields.ownUser(peer, read.getKey());
          receive(room, user, read.getValue());
        }
      }
    }
  }

  private void receive(RoomId room, UserId user, JsonNode read) {
    EventId event = EventId.parse(EduFields.text(read.path("event_ids").path(0)));
    Optional<String> thread =
        Optional.ofNullable(read.path("data").path("thread_id").textValue())
            .filter(id -> !id.isEmpty() && id.length() <= MAX_THREAD_ID);
    long ts = read.path("data").path("ts").asLong(clock.millis());
    receipts.received(new Receipt(room, user, Receipt.READ, thread, event, ts));
  }
}
