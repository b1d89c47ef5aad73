package org.konsil.room;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.konsil.core.id.EventId;
import org.konsil.core.id.RoomId;
import org.konsil.core.id.UserId;
import org.konsil.core.json.Json;
import org.konsil.room.event.StoredEvent;
import org.konsil.storage.Db;
import org.konsil.storage.Row;

/** Who is what in which room, now and in the order of the stream. */
@ApplicationScoped
class MembershipStore {
  private static final String PRESENT =
      "SELECT r.room_id, m.user_id, m.membership, e.event_id, m.stream_id, m.forgotten, m.sender"
          + " FROM room_member m JOIN room r ON r.room_nid = m.room_nid"
          + " JOIN event e ON e.event_nid = m.event_nid";

  @Inject Db db;

  /** Writes a membership and its change; a new one is never forgotten. */
  void put(
      long roomNid,
      UserId user,
      String membership,
      StoredEvent event,
      Optional<ArrayNode> stripped) {
    Optional<byte[]> shown = stripped.map(Json::bytes);
    db.upsert(
        "UPDATE room_member SET membership = ?, event_nid = ?, sender = ?, stream_id = ?,"
            + " forgotten = FALSE, stripped_state = ? WHERE room_nid = ? AND user_id = ?",
        new Object[] {
          membership, event.nid(), event.pdu().sender(), event.position(), shown, roomNid, user
        },
        "INSERT INTO room_member (membership, event_nid, sender, stream_id, stripped_state, room_nid,"
            + " user_id, forgotten) VALUES (?, ?, ?, ?, ?, ?, ?, FALSE)",
        new Object[] {
          membership, event.nid(), event.pdu().sender(), event.position(), shown, roomNid, user
        });
    db.write(
        "INSERT INTO room_member_change (user_id, stream_id, room_nid, membership, event_nid)"
            + " VALUES (?, ?, ?, ?, ?)",
        user,
        event.position(),
        roomNid,
        membership,
        event.nid());
  }

  /** What {@link #putAll} writes of one user. */
  record NewMembership(
      UserId user, String membership, StoredEvent event, Optional<ArrayNode> stripped) {}

  /** Many memberships and their changes, all at one place of the stream. */
  void putAll(long roomNid, long position, List<NewMembership> members) {
    String[] users = members.stream().map(member -> member.user().value()).toArray(String[]::new);
    db.update("DELETE FROM room_member WHERE room_nid = ? AND user_id = ANY(?)", roomNid, users);
    Map<String, List<NewMembership>> unseen =
        members.stream()
            .filter(member -> member.stripped().isEmpty())
            .collect(Collectors.groupingBy(NewMembership::membership));
    unseen.forEach((membership, some) -> insert(position, membership, some));
    db.batch(
        "INSERT INTO room_member (membership, event_nid, sender, stream_id, stripped_state, room_nid,"
            + " user_id, forgotten) VALUES (?, ?, ?, ?, ?, ?, ?, FALSE)",
        members.stream()
            .filter(member -> member.stripped().isPresent())
            .map(
                member ->
                    new Object[] {
                      member.membership(),
                      member.event().nid(),
                      member.event().pdu().sender(),
                      position,
                      member.stripped().map(Json::bytes),
                      roomNid,
                      member.user()
                    })
            .toList());
    db.update(
        "INSERT INTO room_member_change (user_id, stream_id, room_nid, membership, event_nid)"
            + " SELECT user_id, stream_id, room_nid, membership, event_nid FROM room_member"
            + " WHERE room_nid = ? AND user_id = ANY(?)",
        roomNid,
        users);
  }

  /** Each from its event, for a room has thousands; none of them shows the room from outside. */
  private void insert(long position, String membership, List<NewMembership> members) {
    db.update(
        "INSERT INTO room_member (membership, event_nid, sender, stream_id, room_nid, user_id,"
            + " forgotten) SELECT CAST(? AS VARCHAR), event_nid, sender, CAST(? AS BIGINT),"
            + " room_nid, state_key, FALSE FROM event WHERE event_nid = ANY(?)",
        membership,
        position,
        members.stream().mapToLong(member -> member.event().nid()).toArray());
  }

  List<RoomMembership> ofUser(UserId user) {
    return db.query(PRESENT + " WHERE m.user_id = ?", MembershipStore::membership, user);
  }

  Optional<RoomMembership> find(RoomId room, UserId user) {
    return db.find(
        PRESENT + " WHERE r.room_id = ? AND m.user_id = ?",
        MembershipStore::membership,
        room,
        user);
  }

  /** Changes of the user's memberships after a position and up to another, oldest first. */
  List<RoomMembership> changes(UserId user, long after, long upTo) {
    return db.query(
        "SELECT r.room_id, m.user_id, m.membership, e.event_id, m.stream_id, FALSE AS forgotten,"
            + " e.sender FROM room_member_change m JOIN room r ON r.room_nid = m.room_nid"
            + " JOIN event e ON e.event_nid = m.event_nid"
            + " WHERE m.user_id = ? AND m.stream_id > ? AND m.stream_id <= ? ORDER BY m.stream_id",
        MembershipStore::membership,
        user,
        after,
        upTo);
  }

  /** The newest change of a user's membership in a room, at or before the position. */
  Optional<RoomMembership> at(RoomId room, UserId user, long position) {
    return db.find(
        "SELECT r.room_id, m.user_id, m.membership, e.event_id, m.stream_id, FALSE AS forgotten,"
            + " e.sender FROM room_member_change m JOIN room r ON r.room_nid = m.room_nid"
            + " JOIN event e ON e.event_nid = m.event_nid WHERE m.user_id = ? AND r.room_id = ?"
            + " AND m.stream_id <= ? ORDER BY m.stream_id DESC LIMIT 1",
        MembershipStore::membership,
        user,
        room,
        position);
  }

  /** The position of the user's last join of the room; 0 when there was none. */
  long lastJoin(RoomId room, UserId user) {
    return lastJoin(room, user, Long.MAX_VALUE);
  }

  private long lastJoin(RoomId room, UserId user, long upTo) {
    return db.get(
        "SELECT COALESCE(MAX(m.stream_id), 0) AS last_join FROM room_member_change m"
            + " JOIN room r ON r.room_nid = m.room_nid"
            + " WHERE m.user_id = ? AND r.room_id = ? AND m.membership = 'join'"
            + " AND m.stream_id <= ?",
        row -> row.number("last_join"),
        user,
        room,
        upTo);
  }

  /**
   * Where the user last ceased to be joined, as it was at that position; empty when joined then or
   * never before.
   */
  Optional<Long> partedAt(RoomId room, UserId user, long upTo) {
    long joined = lastJoin(room, user, upTo);
    return joined == 0
        ? Optional.empty()
        : db.get(
            "SELECT MIN(m.stream_id) AS parted FROM room_member_change m"
                + " JOIN room r ON r.room_nid = m.room_nid"
                + " WHERE m.user_id = ? AND r.room_id = ? AND m.stream_id > ?"
                + " AND m.stream_id <= ?",
            row -> row.findNumber("parted"),
            user,
            room,
            joined,
            upTo);
  }

  Optional<ArrayNode> findStrippedState(RoomId room, UserId user) {
    return db.find(
        "SELECT m.stripped_state FROM room_member m JOIN room r ON r.room_nid = m.room_nid"
            + " WHERE r.room_id = ? AND m.user_id = ? AND m.stripped_state IS NOT NULL",
        row -> (ArrayNode) json(row.bytes("stripped_state")),
        room,
        user);
  }

  /** Everyone who is joined to a room that the user is joined to, without the user. */
  Set<UserId> sharingARoom(UserId user) {
    return new LinkedHashSet<>(
        db.query(
            "SELECT DISTINCT o.user_id FROM room_member m"
                + " JOIN room_member o ON o.room_nid = m.room_nid WHERE m.user_id = ?"
                + " AND m.membership = 'join' AND o.membership = 'join' AND o.user_id <> ?",
            row -> new UserId(row.string("user_id")),
            user,
            user));
  }

  /**
   * Everyone who came to or went from a room that the user is joined to, and the members of rooms
   * that the user came to or went from. Invitations and knocks do not count.
   */
  Set<UserId> movedAround(UserId user, long after, long upTo) {
    String moved =
        " c.stream_id > ? AND c.stream_id <= ? AND c.membership NOT IN ('invite', 'knock')";
    return new LinkedHashSet<>(
        db.query(
            "SELECT c.user_id FROM room_member m JOIN room_member_change c"
                + " ON c.room_nid = m.room_nid WHERE m.user_id = ? AND m.membership = 'join' AND"
                + moved
                + " UNION SELECT o.user_id FROM room_member_change c JOIN room_member o"
                + " ON o.room_nid = c.room_nid WHERE c.user_id = ? AND o.membership = 'join' AND"
                + moved,
            row -> new UserId(row.string("user_id")),
            user,
            after,
            upTo,
            user,
            after,
            upTo));
  }

  /** The rooms that both are joined to. */
  List<RoomId> mutualRooms(UserId one, UserId other) {
    return db.query(
        "SELECT r.room_id FROM room_member m JOIN room_member o ON o.room_nid = m.room_nid"
            + " JOIN room r ON r.room_nid = m.room_nid WHERE m.user_id = ? AND o.user_id = ?"
            + " AND m.membership = 'join' AND o.membership = 'join' ORDER BY r.room_nid",
        row -> new RoomId(row.string("room_id")),
        one,
        other);
  }

  boolean shareARoom(UserId one, UserId other) {
    return db.exists(
        "SELECT 1 FROM room_member m JOIN room_member o ON o.room_nid = m.room_nid"
            + " WHERE m.user_id = ? AND o.user_id = ?"
            + " AND m.membership = 'join' AND o.membership = 'join' LIMIT 1",
        one,
        other);
  }

  /** Marks a room as forgotten; false when the user has no membership of it. */
  boolean forget(RoomId room, UserId user) {
    return db.update(
            "UPDATE room_member SET forgotten = TRUE WHERE user_id = ?"
                + " AND room_nid = (SELECT room_nid FROM room WHERE room_id = ?)",
            user,
            room)
        > 0;
  }

  /** Everyone who has or had a membership. */
  List<UserId> users(long roomNid) {
    return db.query(
        "SELECT user_id FROM room_member WHERE room_nid = ?",
        row -> new UserId(row.string("user_id")),
        roomNid);
  }

  /** Takes the room from these users' memberships, as if there had been none. */
  void delete(long roomNid, List<UserId> users) {
    String[] ids = users.stream().map(UserId::value).toArray(String[]::new);
    for (String table : List.of("room_member", "room_member_change")) {
      db.update("DELETE FROM " + table + " WHERE room_nid = ? AND user_id = ANY(?)", roomNid, ids);
    }
  }

  private static RoomMembership membership(Row row) {
    return new RoomMembership(
        new RoomId(row.string("room_id")),
        new UserId(row.string("user_id")),
        row.string("membership"),
        new EventId(row.string("event_id")),
        row.number("stream_id"),
        row.flag("forgotten"),
        new UserId(row.string("sender")));
  }

  private static JsonNode json(byte[] bytes) {
    return Json.parse(bytes);
  }
}
