package org.konsil.room;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.konsil.core.event.Pdu;
import org.konsil.core.event.StateKey;
import org.konsil.core.id.EventId;
import org.konsil.core.id.RoomId;
import org.konsil.room.event.ClientTransaction;
import org.konsil.room.event.EventRow;
import org.konsil.room.event.StoredEvent;
import org.konsil.storage.Db;
import org.konsil.storage.Row;

/** The table event and what hangs on single events: redactions. */
@ApplicationScoped
class EventStore {
  private static final String SELECT =
      "SELECT " + EventRow.COLUMNS + " FROM event e JOIN room r ON r.room_nid = e.room_nid";

  /**
   * One value and not a join: a planner that knows there is one room reads the page from the end of
   * the index; else it sorts the whole room for every page.
   */
  private static final String IN_ROOM =
      " WHERE e.room_nid = (SELECT room_nid FROM room WHERE room_id = ?)";

  private static final String INSERT =
      "INSERT INTO event (event_nid, event_id, room_nid, stream_id, type, state_key, sender,"
          + " depth, origin_server_ts, received_at, pdu, prev_nids, auth_nids, state_group,"
          + " rejected, soft_failed, replaces_nid, redacted_by, txn_device, txn_id)"
          + " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)";

  private static final String SENT =
      "SELECT event_id FROM event"
          + " WHERE room_nid = ? AND sender = ? AND txn_device = ? AND txn_id = ? AND type = ?";

  @Inject Db db;

  /** What the graph says about an event, by our own numbers. */
  record Edges(long[] prevNids, long[] authNids) {}

  void insert(long roomNid, StoredEvent event, Edges edges, Instant receivedAt) {
    db.write(INSERT, values(roomNid, event, edges, receivedAt));
  }

  /** One event of {@link #insertAll}. */
  record NewRow(StoredEvent event, Edges edges) {}

  /** Many events at once. */
  void insertAll(long roomNid, List<NewRow> rows, Instant receivedAt) {
    db.batch(
        INSERT,
        rows.stream().map(row -> values(roomNid, row.event(), row.edges(), receivedAt)).toList());
  }

  private static Object[] values(long roomNid, StoredEvent event, Edges edges, Instant receivedAt) {
    Pdu pdu = event.pdu();
    return new Object[] {
      event.nid(),
      pdu.eventId(),
      roomNid,
      orNull(event.position()),
      pdu.type(),
      pdu.stateKey(),
      pdu.sender(),
      pdu.depth(),
      pdu.originServerTs(),
      receivedAt,
      pdu.bytes(),
      edges.prevNids(),
      edges.authNids(),
      orNull(event.stateGroup()),
      event.rejected(),
      event.softFailed(),
      orNull(event.replacesNid()),
      orNull(event.redactedByNid()),
      event.transaction().map(ClientTransaction::deviceId),
      event.transaction().map(ClientTransaction::txnId)
    };
  }

  /** An outlier gets its place in the graph and, unless it was refused, in the stream. */
  void place(StoredEvent event, long[] prevNids) {
    db.update(
        "UPDATE event SET stream_id = ?, prev_nids = ?, state_group = ?, rejected = ?,"
            + " soft_failed = ?, replaces_nid = ? WHERE event_nid = ?",
        orNull(event.position()),
        prevNids,
        orNull(event.stateGroup()),
        event.rejected(),
        event.softFailed(),
        orNull(event.replacesNid()),
        event.nid());
  }

  /** The redactions of this event that came before it. */
  List<StoredEvent> redactionsOf(EventId target) {
    return db.query(
        SELECT
            + " JOIN event_redaction x ON x.event_nid = e.event_nid"
            + " WHERE x.redacts = ? ORDER BY e.event_nid",
        EventRow::read,
        target);
  }

  /** Those of the requests that were answered before, with the event that they made. */
  Map<SentKey, EventId> findSent(List<SentKey> requests) {
    // each looks by itself, for no plan is as sure as that of one look-up
    List<Object[]> args =
        requests.stream()
            .map(
                key ->
                    new Object[] {
                      key.room().nid(),
                      key.sender(),
                      key.transaction().deviceId(),
                      key.transaction().txnId(),
                      key.type()
                    })
            .toList();
    List<Optional<EventId>> found = db.findEach(SENT, EventStore::sentId, args);
    Map<SentKey, EventId> sent = new HashMap<>();
    for (int i = 0; i < found.size(); i++) {
      SentKey key = requests.get(i);
      found.get(i).ifPresent(id -> sent.put(key, id));
    }
    return sent;
  }

  private static EventId sentId(Row row) {
    return new EventId(row.string("event_id"));
  }

  Optional<StoredEvent> find(RoomId room, EventId event) {
    return db.find(SELECT + " WHERE e.event_id = ? AND r.room_id = ?", EventRow::read, event, room);
  }

  List<StoredEvent> byId(Collection<EventId> events) {
    return events.isEmpty()
        ? List.of()
        : db.query(
            SELECT + " WHERE e.event_id = ANY(?)",
            EventRow::read,
            (Object) events.stream().map(EventId::value).toArray(String[]::new));
  }

  List<StoredEvent> byNid(Collection<Long> nids) {
    return nids.isEmpty()
        ? List.of()
        : db.query(
            SELECT + " WHERE e.event_nid = ANY(?)",
            EventRow::read,
            nids.stream().mapToLong(Long::longValue).toArray());
  }

  /** The newest first: events after a position and up to another. */
  List<StoredEvent> newest(RoomId room, long after, long upTo, int limit) {
    return db.query(
        SELECT
            + IN_ROOM
            + " AND e.stream_id > ? AND e.stream_id <= ?"
            + " ORDER BY e.stream_id DESC LIMIT ?",
        EventRow::read,
        room,
        after,
        upTo,
        limit);
  }

  /** The oldest first: events after a position and up to another. */
  List<StoredEvent> oldest(RoomId room, long after, long upTo, int limit) {
    return db.query(
        SELECT
            + IN_ROOM
            + " AND e.stream_id > ? AND e.stream_id <= ?"
            + " ORDER BY e.stream_id LIMIT ?",
        EventRow::read,
        room,
        after,
        upTo,
        limit);
  }

  /** Events near a time, the nearest first: at or after it, or at or before it. */
  List<StoredEvent> near(RoomId room, long millis, boolean backwards, int limit) {
    return db.query(
        SELECT
            + IN_ROOM
            + " AND e.stream_id IS NOT NULL AND e.origin_server_ts "
            + (backwards
                ? "<= ? ORDER BY e.origin_server_ts DESC, e.stream_id DESC LIMIT ?"
                : ">= ? ORDER BY e.origin_server_ts, e.stream_id LIMIT ?"),
        EventRow::read,
        room,
        millis,
        limit);
  }

  /** Puts what the redaction left in the event's place; nothing else of it is kept. */
  void redact(long nid, byte[] remains, long redactionNid) {
    db.update(
        "UPDATE event SET pdu = ?, redacted_by = ? WHERE event_nid = ?",
        remains,
        redactionNid,
        nid);
  }

  void insertRedaction(EventId target, long redactionNid) {
    db.write(
        "INSERT INTO event_redaction (redacts, event_nid) VALUES (?, ?)", target, redactionNid);
  }

  /** Those of the events that we have. */
  List<EventId> known(Collection<EventId> events) {
    return List.copyOf(numbers(events).keySet());
  }

  /** The numbers of those events that we have, by their ids. */
  Map<EventId, Long> numbers(Collection<EventId> events) {
    Map<EventId, Long> found = new HashMap<>();
    if (!events.isEmpty()) {
      db.query(
              "SELECT event_id, event_nid FROM event WHERE event_id = ANY(?)",
              row -> Map.entry(new EventId(row.string("event_id")), row.number("event_nid")),
              (Object) events.stream().map(EventId::value).toArray(String[]::new))
          .forEach(entry -> found.put(entry.getKey(), entry.getValue()));
    }
    return found;
  }

  /** The state that these events make, those left out that were rejected or are no state events. */
  Map<StateKey, Long> stateEntries(Collection<EventId> events) {
    Map<StateKey, Long> entries = new HashMap<>();
    db.query(
        "SELECT type, state_key, event_nid FROM event"
            + " WHERE event_id = ANY(?) AND state_key IS NOT NULL AND NOT rejected",
        row ->
            entries.put(
                new StateKey(row.string("type"), row.string("state_key")), row.number("event_nid")),
        (Object) events.stream().map(EventId::value).toArray(String[]::new));
    return entries;
  }

  /** The numbers of those events that we have. */
  long[] nids(Collection<EventId> events) {
    return db
        .query(
            "SELECT event_nid FROM event WHERE event_id = ANY(?)",
            row -> row.number("event_nid"),
            (Object) events.stream().map(EventId::value).toArray(String[]::new))
        .stream()
        .mapToLong(Long::longValue)
        .toArray();
  }

  private static Long orNull(long number) {
    return number == 0 ? null : number;
  }
}
