package org.konsil.roomdirectory;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.konsil.core.id.RoomAlias;
import org.konsil.core.id.RoomId;
import org.konsil.core.id.ServerName;
import org.konsil.core.id.UserId;
import org.konsil.storage.Db;

/** The tables room_alias, published_room and appservice_published_room. */
@ApplicationScoped
class RoomAliasStore {
  @Inject Db db;

  /** A name and who gave it. */
  record Named(RoomId room, UserId creator) {}

  Optional<Named> find(RoomAlias alias) {
    return db.find(
        "SELECT room_id, creator FROM room_alias WHERE alias = ?",
        row -> new Named(new RoomId(row.string("room_id")), new UserId(row.string("creator"))),
        alias);
  }

  /** False when the name is taken. */
  boolean insert(RoomAlias alias, RoomId room, UserId creator, Instant now) {
    return db.update(
            "INSERT INTO room_alias (alias, room_id, creator, created_at) VALUES (?, ?, ?, ?)"
                + " ON CONFLICT DO NOTHING",
            alias,
            room,
            creator,
            now)
        > 0;
  }

  void delete(RoomAlias alias) {
    db.update("DELETE FROM room_alias WHERE alias = ?", alias);
  }

  /** All names of a domain, and its list of rooms. */
  void deleteOf(ServerName domain) {
    db.update("DELETE FROM room_alias WHERE alias LIKE ? ESCAPE '!'", "#%:" + literal(domain));
    db.update("DELETE FROM published_room WHERE domain_name = ?", domain);
    db.update("DELETE FROM appservice_published_room WHERE domain_name = ?", domain);
  }

  /** As it is meant, not as a pattern. */
  private static String literal(ServerName domain) {
    return domain.value().replace("!", "!!").replace("_", "!_").replace("%", "!%");
  }

  List<RoomAlias> ofRoom(RoomId room) {
    return db.query(
        "SELECT alias FROM room_alias WHERE room_id = ? ORDER BY created_at, alias",
        row -> new RoomAlias(row.string("alias")),
        room);
  }

  void move(RoomId from, RoomId to) {
    db.update("UPDATE room_alias SET room_id = ? WHERE room_id = ?", to, from);
    db.update("UPDATE published_room SET room_id = ? WHERE room_id = ?", to, from);
  }

  void publish(ServerName domain, RoomId room) {
    db.update(
        "INSERT INTO published_room (domain_name, room_id) VALUES (?, ?) ON CONFLICT DO NOTHING",
        domain,
        room);
  }

  void unpublish(ServerName domain, RoomId room) {
    db.update("DELETE FROM published_room WHERE domain_name = ? AND room_id = ?", domain, room);
  }

  /** As {@link #publish}, in the list of a third-party network. */
  void publish(ServerName domain, String instanceId, RoomId room) {
    db.update(
        "INSERT INTO appservice_published_room (domain_name, instance_id, room_id)"
            + " VALUES (?, ?, ?) ON CONFLICT DO NOTHING",
        domain,
        instanceId,
        room);
  }

  void unpublish(ServerName domain, String instanceId, RoomId room) {
    db.update(
        "DELETE FROM appservice_published_room"
            + " WHERE domain_name = ? AND instance_id = ? AND room_id = ?",
        domain,
        instanceId,
        room);
  }

  List<RoomId> published(ServerName domain, String instanceId) {
    return db.query(
        "SELECT room_id FROM appservice_published_room WHERE domain_name = ? AND instance_id = ?"
            + " ORDER BY room_id",
        row -> new RoomId(row.string("room_id")),
        domain,
        instanceId);
  }

  /** The domain's own list and those of all networks. */
  List<RoomId> publishedAnywhere(ServerName domain) {
    return db.query(
        "SELECT room_id FROM published_room WHERE domain_name = ? UNION"
            + " SELECT room_id FROM appservice_published_room WHERE domain_name = ?"
            + " ORDER BY room_id",
        row -> new RoomId(row.string("room_id")),
        domain,
        domain);
  }

  boolean isPublished(ServerName domain, RoomId room) {
    return db.exists(
        "SELECT 1 FROM published_room WHERE domain_name = ? AND room_id = ?", domain, room);
  }

  List<RoomId> published(ServerName domain) {
    return db.query(
        "SELECT room_id FROM published_room WHERE domain_name = ? ORDER BY room_id",
        row -> new RoomId(row.string("room_id")),
        domain);
  }
}
