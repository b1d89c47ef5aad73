package org.konsil.federation.outbound;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.logging.Logger;
import org.konsil.config.KonsilConfig;
import org.konsil.core.error.MatrixException;
import org.konsil.core.event.Pdu;
import org.konsil.core.id.EventId;
import org.konsil.core.json.Json;
import org.konsil.federation.FederationClient;
import org.konsil.federation.RemoteServerException;
import org.konsil.room.RoomReadService;
import org.konsil.room.event.StoredEvent;

/**
 * Empties one queue: transactions of at most 50 PDUs and 100 EDUs, the next once the last was
 * answered.
 *
 * @see <a href="https://spec.matrix.org/v1.19/server-server-api/#transactions">Transactions</a>
 */
@ApplicationScoped
class OutboundDelivery {
  private static final Logger LOG = Logger.getLogger(OutboundDelivery.class.getName());
  private static final int MAX_PDUS = 50;
  private static final int MAX_EDUS = 100;

  /** Longer than a request may take; after it another node may send. */
  private static final Duration LEASE = Duration.ofSeconds(90);

  /** A server that was away longer than this, or missed more, gets the newest of each room. */
  private static final Duration LONG_SILENCE = Duration.ofHours(1);

  private static final int MANY = 500;

  /** What a dead server's queue may hold; messages to devices never expire by themselves. */
  static final int MAX_WAITING_EDUS = 20_000;

  @Inject private OutboundQueueStore queue;
  @Inject private DestinationStore destinations;
  @Inject private FederationClient client;
  @Inject private RoomReadService rooms;
  @Inject private BackOff backOff;
  @Inject private KonsilConfig config;
  @Inject private Clock clock;

  protected OutboundDelivery() {}

  OutboundDelivery(
      OutboundQueueStore queue,
      DestinationStore destinations,
      FederationClient client,
      RoomReadService rooms,
      BackOff backOff,
      KonsilConfig config,
      Clock clock) {
    this.queue = queue;
    this.destinations = destinations;
    this.client = client;
    this.rooms = rooms;
    this.backOff = backOff;
    this.config = config;
    this.clock = clock;
  }

  /**
   * Returns when the queue is empty, must wait, or belongs to another node.
   *
   * @return false when the destination failed
   */
  boolean deliver(Route route) {
    Instant now = clock.instant();
    if (!destinations.lease(route, config.node(), now, now.plus(LEASE))) {
      return true;
    }
    try {
      catchUp(route);
      int limit = MAX_EDUS;
      for (Batch next = next(route, limit); !next.isEmpty(); next = next(route, limit)) {
        limit = send(route, next);
        destinations.extend(route, clock.instant().plus(LEASE));
      }
      destinations.succeeded(route);
      return true;
    } catch (MatrixException e) {
      int failures = destinations.health(route).failures();
      Instant failed = clock.instant();
      destinations.failed(route, failed, failed.plus(backOff.after(failures)));
      bound(route);
      return false;
    }
  }

  private void bound(Route route) {
    int dropped = queue.keepNewestEdus(route, MAX_WAITING_EDUS);
    if (dropped > 0) {
      LOG.warning(() -> dropped + " EDUs that " + route.destination() + " missed are dropped");
    }
  }

  /** F11: the rest of what it missed the server asks for, as far back as it wants to go. */
  private void catchUp(Route route) {
    boolean wasAway =
        destinations
            .health(route)
            .failingSince()
            .filter(since -> since.plus(LONG_SILENCE).isBefore(clock.instant()))
            .isPresent();
    if (wasAway || queue.count(route) > MANY) {
      queue.keepNewestOfEachRoom(route);
    }
  }

  private Batch next(Route route, int limit) {
    Batch next = queue.next(route, Math.min(limit, MAX_PDUS), limit, clock.instant());
    boolean one = limit == 1 && next.size() > 1;
    return one ? new Batch(next.pdus(), List.of()) : next;
  }

  /** Sends the batch or drops it; returns how much the next one may have. */
  private int send(Route route, Batch batch) {
    try {
      client.put(
          route.origin(),
          route.destination(),
          "/_matrix/federation/v1/send/" + batch.txnId(),
          transaction(route, batch));
      queue.delete(batch);
      return MAX_EDUS;
    } catch (RemoteServerException e) {
      if (!isRefused(e)) {
        throw e;
      }
      // CVE-2023-32323, F33: something in it is not to be had there; find it and go on without
      if (batch.size() > 1) {
        return Math.max(1, Math.max(batch.pdus().size(), batch.edus().size()) / 2);
      }
      LOG.warning(() -> route.destination() + " refuses an item for good; it is dropped");
      queue.delete(batch);
      return MAX_EDUS;
    }
  }

  /** Whether the answer is about what was sent, not about who or when. */
  private static boolean isRefused(RemoteServerException e) {
    int status = e.remoteStatus();
    return status == 400 || status == 413 || status == 422;
  }

  private ObjectNode transaction(Route route, Batch batch) {
    ObjectNode transaction = Json.object();
    transaction.put("origin", route.origin().value());
    transaction.put("origin_server_ts", clock.millis());
    ArrayNode pdus = transaction.putArray("pdus");
    Map<EventId, Pdu> events = new HashMap<>();
    for (StoredEvent event :
        rooms.events(batch.pdus().stream().map(Batch.QueuedPdu::event).toList())) {
      events.put(event.pdu().eventId(), event.pdu());
    }
    for (Batch.QueuedPdu queued : batch.pdus()) {
      if (events.containsKey(queued.event())) {
        pdus.add(events.get(queued.event()).json());
      }
    }
    ArrayNode edus = transaction.putArray("edus");
    batch.edus().forEach(queued -> edus.add(queued.edu()));
    return transaction;
  }
}
