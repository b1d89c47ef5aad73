package org.konsil.appservicequeue;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import jakarta.ejb.Stateless;
import jakarta.ejb.TransactionAttribute;
import jakarta.ejb.TransactionAttributeType;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.konsil.account.Requester;
import org.konsil.appservice.AppService;
import org.konsil.appservicequeue.AppServiceQueueStore.Slot;
import org.konsil.core.json.Json;
import org.konsil.room.RoomReadService;
import org.konsil.room.event.StoredEvent;
import org.konsil.timeline.ClientEventService;

/**
 * Makes the transactions of a service, one at a time: the next one only when the last was accepted
 * (application service API, "Pushing events").
 */
@Stateless
public class AppServiceOutboxService {
  private static final int MAX_EVENTS = 100;
  private static final int MAX_EPHEMERAL = 100;

  /** Longer than a service may take to answer; after it another node tries. */
  private static final Duration CLAIMED = Duration.ofMinutes(1);

  private static final Duration FIRST_PAUSE = Duration.ofSeconds(1);
  private static final int LONGEST_PAUSE_DOUBLINGS = 9;

  @Inject AppServiceQueueStore queue;
  @Inject RoomReadService rooms;
  @Inject ClientEventService clientEvents;
  @Inject Clock clock;

  /** What is to be sent, the same bytes at every attempt. */
  public record Transaction(long txnId, byte[] body) {}

  /** Takes the transaction that is due, or a new one; empty when nothing is to be sent now. */
  @TransactionAttribute(TransactionAttributeType.REQUIRES_NEW)
  public Optional<Transaction> take(AppService service) {
    Slot slot = queue.lock(service.id());
    Instant now = clock.instant();
    if (slot.nextAttemptAt().isAfter(now)) {
      return Optional.empty();
    }
    Instant claimed = now.plus(CLAIMED);
    if (slot.body().isPresent()) {
      queue.write(service.id(), new Slot(slot.txnId(), slot.body(), slot.attempts(), claimed));
      return Optional.of(new Transaction(slot.txnId(), slot.body().get()));
    }
    List<Long> nids = queue.waiting(service.id(), MAX_EVENTS);
    List<byte[]> ephemeral = queue.takeEphemeral(service.id(), now, MAX_EPHEMERAL);
    if (nids.isEmpty() && ephemeral.isEmpty()) {
      return Optional.empty();
    }
    Transaction made = new Transaction(slot.txnId() + 1, body(service, nids, ephemeral));
    queue.write(service.id(), new Slot(made.txnId(), Optional.of(made.body()), 0, claimed));
    queue.remove(service.id(), nids);
    return Optional.of(made);
  }

  /** The service has accepted the transaction. */
  @TransactionAttribute(TransactionAttributeType.REQUIRES_NEW)
  public void accepted(AppService service, long txnId) {
    Slot slot = queue.lock(service.id());
    if (slot.txnId() == txnId) {
      queue.write(service.id(), new Slot(txnId, Optional.empty(), 0, Instant.EPOCH));
    }
  }

  /** The service did not accept it: the next attempt comes later each time, within nine minutes. */
  @TransactionAttribute(TransactionAttributeType.REQUIRES_NEW)
  public void failed(AppService service, long txnId) {
    Slot slot = queue.lock(service.id());
    if (slot.txnId() == txnId && slot.body().isPresent()) {
      int doublings = Math.min(slot.attempts(), LONGEST_PAUSE_DOUBLINGS);
      Instant next = clock.instant().plus(FIRST_PAUSE.multipliedBy(1L << doublings));
      queue.write(service.id(), new Slot(txnId, slot.body(), slot.attempts() + 1, next));
    }
  }

  private byte[] body(AppService service, List<Long> nids, List<byte[]> ephemeral) {
    Requester sender = new Requester(service.sender(), "", service.domain(), false, 0);
    List<StoredEvent> events =
        rooms.eventsByNid(nids).stream().sorted(Comparator.comparing(StoredEvent::nid)).toList();
    ObjectNode body = Json.object();
    ArrayNode list = body.putArray("events");
    clientEvents.formatState(sender, events).forEach(list::add);
    if (!ephemeral.isEmpty()) {
      ArrayNode passed = body.putArray("ephemeral");
      ephemeral.forEach(event -> passed.add(Json.parse(event)));
    }
    return Json.bytes(body);
  }
}
