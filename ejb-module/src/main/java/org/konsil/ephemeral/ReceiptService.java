package org.konsil.ephemeral;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import jakarta.ejb.Stateless;
import jakarta.ejb.TransactionAttribute;
import jakarta.ejb.TransactionAttributeType;
import jakarta.enterprise.event.Event;
import jakarta.inject.Inject;
import java.time.Clock;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.konsil.account.Requester;
import org.konsil.accountdata.AccountDataService;
import org.konsil.core.error.MatrixException;
import org.konsil.core.id.EventId;
import org.konsil.core.id.RoomId;
import org.konsil.core.id.UserId;
import org.konsil.core.json.Json;
import org.konsil.room.RoomReadService;
import org.konsil.room.event.StoredEvent;
import org.konsil.storage.StreamPositions;
import org.konsil.storage.WakeKey;

/**
 * Receipts and the fully-read marker (client-server API, "Receipts", "Read and unread markers").
 */
@Stateless
public class ReceiptService {
  private static final Set<String> TYPES =
      Set.of(Receipt.READ, Receipt.READ_PRIVATE, Receipt.FULLY_READ);
  private static final int MAX_THREAD_ID = 255;
  private static final String MAIN = "main";

  @Inject private ReceiptStore store;
  @Inject private RoomReadService rooms;
  @Inject private AccountDataService accountData;
  @Inject private StreamPositions positions;
  @Inject private Clock clock;
  @Inject private Event<ReceiptStored> stored;

  /**
   * Stores a receipt of the caller. 403 when the caller is not in the room (CVE-2023-42453), {@code
   * M_NOT_FOUND} for an event that is not there; an older event than the one stored is ignored.
   */
  public void postReceipt(
      Requester requester, RoomId room, String type, EventId event, Optional<String> threadId) {
    if (!TYPES.contains(type)) {
      throw MatrixException.invalidParam("Unknown receipt type");
    }
    if (threadId.isPresent()
        && (type.equals(Receipt.FULLY_READ)
            || threadId.get().isEmpty()
            || threadId.get().length() > MAX_THREAD_ID)) {
      throw MatrixException.invalidParam("thread_id is not valid for this receipt");
    }
    if (!rooms.isJoined(room, requester.user())) {
      throw MatrixException.forbidden("You are not in this room");
    }
    if (type.equals(Receipt.FULLY_READ)) {
      accountData.write(
          requester.user(), Optional.of(room), type, Json.object().put("event_id", event.value()));
    } else {
      store(new Receipt(room, requester.user(), type, threadId, event, clock.millis()));
    }
  }

  /** Moves any of the three markers at once; an absent one stays. */
  public void setReadMarkers(Requester requester, RoomId room, Map<String, EventId> markers) {
    markers.forEach((type, event) -> postReceipt(requester, room, type, event, Optional.empty()));
  }

  /** The content of one {@code m.receipt} event a room that has news for the reader. */
  @TransactionAttribute(TransactionAttributeType.SUPPORTS)
  public Map<RoomId, ObjectNode> changes(
      Collection<RoomId> roomIds, UserId reader, long after, long upTo) {
    if (roomIds.isEmpty()) {
      return Map.of();
    }
    Map<RoomId, ObjectNode> contents = new LinkedHashMap<>();
    for (Receipt receipt : store.changes(roomIds, reader, after, upTo)) {
      receipt.putInto(contents.computeIfAbsent(receipt.room(), room -> Json.object()));
    }
    return contents;
  }

  /** Whether what {@link #readUpTo} says of the user and the room may be new after a position. */
  @TransactionAttribute(TransactionAttributeType.SUPPORTS)
  public boolean changedAfter(UserId user, RoomId room, long position) {
    return positions.changedAfter(WakeKey.receipts(room), position)
        || positions.changedAfter(WakeKey.user(user), position);
  }

  /** How far the user has read each of the rooms; rooms without a receipt are absent. */
  @TransactionAttribute(TransactionAttributeType.SUPPORTS)
  public Map<RoomId, ReadUpTo> readUpTo(UserId user, Collection<RoomId> roomIds) {
    return store.readUpTo(user, roomIds);
  }

  private void store(Receipt receipt) {
    StoredEvent read =
        rooms
            .findEvent(receipt.room(), receipt.event())
            .orElseThrow(() -> MatrixException.notFound("Unknown event"));
    receipt.threadId().ifPresent(thread -> requireInThread(read, thread));
    long position = read.position();
    if (position <= store.findPosition(receipt)) {
      return;
    }
    put(receipt, position);
  }

  private void put(Receipt receipt, long position) {
    long streamId =
        receipt.isPrivate()
            ? positions.next(WakeKey.user(receipt.user()))
            : positions.next(WakeKey.room(receipt.room()), WakeKey.receipts(receipt.room()));
    store.put(receipt, streamId, position);
    stored.fire(new ReceiptStored(receipt));
  }

  /**
   * What another server says of its user. Passed over unless the user is in the room and the event
   * is there (CVE-2023-42453), or when it is older than what is known.
   */
  public void received(Receipt receipt) {
    if (!rooms.isJoined(receipt.room(), receipt.user())) {
      return;
    }
    long position =
        rooms
            .findEvent(receipt.room(), receipt.event())
            .map(StoredEvent::position)
            .orElse(Long.MIN_VALUE);
    if (position > store.findPosition(receipt)) {
      put(receipt, position);
    }
  }

  /**
   * The root of a thread is in the main timeline and in the thread; reactions and edits belong to
   * where their target is, which may be far from here, so they pass.
   */
  private static void requireInThread(StoredEvent read, String thread) {
    JsonNode relation = read.pdu().content().path("m.relates_to");
    String type = relation.path("rel_type").asText("");
    boolean inThread =
        type.equals("m.thread")
            ? relation.path("event_id").asText().equals(thread)
            : !type.isEmpty() || thread.equals(MAIN) || read.pdu().eventId().value().equals(thread);
    if (!inThread) {
      throw MatrixException.invalidParam("The event is not in this thread");
    }
  }
}
