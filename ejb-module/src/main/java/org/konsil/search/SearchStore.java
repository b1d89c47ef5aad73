package org.konsil.search;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import org.konsil.core.id.RoomId;
import org.konsil.storage.Db;

/** The tables event_text and event_text_room. */
@ApplicationScoped
class SearchStore {
  @Inject Db db;

  /** A text of an event. {@code field}: content.body, content.name or content.topic. */
  record Text(long nid, RoomId room, long position, String field, String words) {}

  /** An event that has all the words. */
  record Hit(long nid, String words) {}

  long writtenUpTo(RoomId room) {
    return db.find(
            "SELECT stream_id FROM event_text_room WHERE room_id = ?",
            row -> row.number("stream_id"),
            room)
        .orElse(0L);
  }

  /** Writes a piece of a room; what another node wrote at the same time stays. */
  void write(RoomId room, List<Text> texts, long upTo) {
    for (Text text : texts) {
      db.update(
          "INSERT INTO event_text (event_nid, room_id, stream_id, field, words)"
              + " VALUES (?, ?, ?, ?, ?) ON CONFLICT DO NOTHING",
          text.nid(),
          text.room(),
          text.position(),
          text.field(),
          text.words());
    }
    db.update(
        "INSERT INTO event_text_room (room_id, stream_id) VALUES (?, 0) ON CONFLICT DO NOTHING",
        room);
    db.update(
        "UPDATE event_text_room SET stream_id = ? WHERE room_id = ? AND stream_id < ?",
        upTo,
        room,
        upTo);
  }

  void delete(long eventNid) {
    db.update("DELETE FROM event_text WHERE event_nid = ?", eventNid);
  }

  /** The newest first. */
  List<Hit> find(
      Collection<RoomId> rooms, Collection<String> fields, List<String> words, int limit) {
    StringBuilder sql =
        new StringBuilder(
            "SELECT event_nid, words FROM event_text WHERE room_id = ANY(?) AND field = ANY(?)");
    List<Object> args = new ArrayList<>();
    args.add(rooms.stream().map(RoomId::value).toArray(String[]::new));
    args.add(fields.toArray(String[]::new));
    for (String word : words) {
      sql.append(" AND words LIKE ?");
      args.add("% " + word + " %");
    }
    args.add(limit);
    return db.query(
        sql.append(" ORDER BY stream_id DESC LIMIT ?").toString(),
        row -> new Hit(row.number("event_nid"), row.string("words")),
        args.toArray());
  }
}
