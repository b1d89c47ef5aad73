package org.konsil.room.state;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.konsil.core.event.StateKey;
import org.konsil.core.id.RoomId;
import org.konsil.room.event.EventRow;
import org.konsil.room.event.StoredEvent;
import org.konsil.storage.Db;
import org.konsil.storage.Row;

/** Current state, how it came to be, and the states that events were made in. */
@ApplicationScoped
class StateStore {
  private static final String INSERT_DELTA =
      "INSERT INTO current_state_delta (room_nid, stream_id, type, state_key, event_nid,"
          + " prev_event_nid) VALUES (?, ?, ?, ?, ?, ?)";

  private static final String INSERT_ENTRY =
      "INSERT INTO state_group_entry (state_group, type, state_key, event_nid)"
          + " VALUES (?, ?, ?, ?)";

  @Inject Db db;

  /** One entry of a state group; the event number is 0 when the key is gone. */
  record Entry(long group, StateKey key, long nid) {}

  Map<StateKey, StoredEvent> current(long roomNid) {
    Map<StateKey, StoredEvent> state = new HashMap<>();
    db.query(
            "SELECT "
                + EventRow.COLUMNS
                + " FROM current_state c JOIN event e ON e.event_nid = c.event_nid"
                + " JOIN room r ON r.room_nid = c.room_nid WHERE c.room_nid = ?",
            EventRow::read,
            roomNid)
        .forEach(event -> state.put(event.pdu().asStateKey().orElseThrow(), event));
    return state;
  }

  /**
   * @param known whether the key has an event already
   */
  void setCurrent(long roomNid, StateKey key, long nid, boolean known) {
    db.write(
        known
            ? "UPDATE current_state SET event_nid = ? WHERE room_nid = ? AND type = ?"
                + " AND state_key = ?"
            : "INSERT INTO current_state (event_nid, room_nid, type, state_key)"
                + " VALUES (?, ?, ?, ?)",
        nid,
        roomNid,
        key.type(),
        key.key());
  }

  /**
   * Many entries of the current state at once: those that changed and that are gone, and events
   * that are new, each for its own key.
   */
  void changeCurrent(
      long roomNid, Collection<Long> added, Map<StateKey, Long> changed, Set<StateKey> gone) {
    db.batch(
        "DELETE FROM current_state WHERE room_nid = ? AND type = ? AND state_key = ?",
        gone.stream().map(key -> new Object[] {roomNid, key.type(), key.key()}).toList());
    db.batch(
        "UPDATE current_state SET event_nid = ? WHERE room_nid = ? AND type = ? AND state_key = ?",
        rows(roomNid, changed));
    if (!added.isEmpty()) {
      db.update(
          "INSERT INTO current_state (event_nid, room_nid, type, state_key)"
              + " SELECT event_nid, room_nid, type, state_key FROM event WHERE event_nid = ANY(?)",
          (Object) numbers(added));
    }
  }

  private static List<Object[]> rows(long roomNid, Map<StateKey, Long> entries) {
    List<Object[]> rows = new ArrayList<>();
    entries.forEach((key, nid) -> rows.add(new Object[] {nid, roomNid, key.type(), key.key()}));
    return rows;
  }

  void insertDeltas(long roomNid, List<StateDelta> deltas) {
    db.batch(
        INSERT_DELTA, deltas.stream().map(delta -> StateStore.values(roomNid, delta)).toList());
  }

  /** That events came to be the first of their keys. */
  void insertDeltas(long position, Collection<Long> added) {
    if (!added.isEmpty()) {
      db.update(
          "INSERT INTO current_state_delta (room_nid, stream_id, type, state_key, event_nid)"
              + " SELECT room_nid, CAST(? AS BIGINT), type, state_key, event_nid FROM event"
              + " WHERE event_nid = ANY(?)",
          position,
          numbers(added));
    }
  }

  void insertDelta(long roomNid, StateDelta delta) {
    db.write(INSERT_DELTA, values(roomNid, delta));
  }

  private static Object[] values(long roomNid, StateDelta delta) {
    return new Object[] {
      roomNid,
      delta.position(),
      delta.key().type(),
      delta.key().key(),
      orNull(delta.nid()),
      orNull(delta.previousNid())
    };
  }

  /** Changes of the current state after a position and up to another, oldest first. */
  List<StateDelta> deltas(RoomId room, long after, long upTo) {
    return db.query(
        "SELECT d.stream_id, d.type, d.state_key, d.event_nid, d.prev_event_nid"
            + " FROM current_state_delta d JOIN room r ON r.room_nid = d.room_nid"
            + " WHERE r.room_id = ? AND d.stream_id > ? AND d.stream_id <= ? ORDER BY d.stream_id",
        row ->
            new StateDelta(
                row.number("stream_id"),
                key(row),
                row.number("event_nid"),
                row.number("prev_event_nid")),
        room,
        after,
        upTo);
  }

  void insertGroup(long group, long roomNid, long previous, long[] chain) {
    db.write(
        "INSERT INTO state_group (state_group, room_nid, prev_group, chain) VALUES (?, ?, ?, ?)",
        group,
        roomNid,
        orNull(previous),
        chain);
  }

  /** Each of the events for its own key; 0 for a key that is gone. */
  void insertEntries(long group, Map<StateKey, Long> entries) {
    if (entries.size() == 1) {
      entries.forEach((key, nid) -> db.write(INSERT_ENTRY, values(group, key, nid)));
      return;
    }
    List<Object[]> gone = new ArrayList<>();
    List<Long> present = new ArrayList<>();
    entries.forEach(
        (key, nid) -> {
          if (nid == 0) {
            gone.add(values(group, key, nid));
          } else {
            present.add(nid);
          }
        });
    db.batch(INSERT_ENTRY, gone);
    db.update(
        "INSERT INTO state_group_entry (state_group, type, state_key, event_nid)"
            + " SELECT CAST(? AS BIGINT), type, state_key, event_nid FROM event"
            + " WHERE event_nid = ANY(?)",
        group,
        numbers(present));
  }

  private static Object[] values(long group, StateKey key, long nid) {
    return new Object[] {group, key.type(), key.key(), orNull(nid)};
  }

  List<StateGroup> groups(Collection<Long> groups) {
    return db.query(
        "SELECT state_group, prev_group, chain FROM state_group WHERE state_group = ANY(?)",
        row ->
            new StateGroup(
                row.number("state_group"), row.number("prev_group"), row.numbers("chain")),
        numbers(groups));
  }

  /** All entries of these groups. */
  List<Entry> entries(Collection<Long> groups) {
    return db.query(
        "SELECT state_group, type, state_key, event_nid FROM state_group_entry"
            + " WHERE state_group = ANY(?)",
        StateStore::entry,
        numbers(groups));
  }

  /** The entries of these groups for one key. */
  List<Entry> entries(Collection<Long> groups, StateKey key) {
    return db.query(
        "SELECT state_group, type, state_key, event_nid FROM state_group_entry"
            + " WHERE state_group = ANY(?) AND type = ? AND state_key = ?",
        StateStore::entry,
        numbers(groups),
        key.type(),
        key.key());
  }

  /** The entries of these groups for one type and several state keys. */
  List<Entry> entries(Collection<Long> groups, String type, Collection<String> keys) {
    return db.query(
        "SELECT state_group, type, state_key, event_nid FROM state_group_entry"
            + " WHERE state_group = ANY(?) AND type = ? AND state_key = ANY(?)",
        StateStore::entry,
        numbers(groups),
        type,
        keys.toArray(String[]::new));
  }

  private static Entry entry(Row row) {
    return new Entry(row.number("state_group"), key(row), row.number("event_nid"));
  }

  private static StateKey key(Row row) {
    return new StateKey(row.string("type"), row.string("state_key"));
  }

  private static long[] numbers(Collection<Long> numbers) {
    return numbers.stream().mapToLong(Long::longValue).toArray();
  }

  private static Long orNull(long number) {
    return number == 0 ? null : number;
  }
}
