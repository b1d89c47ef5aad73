package org.konsil.sync;

import com.fasterxml.jackson.databind.node.ObjectNode;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.Optional;
import org.konsil.core.id.UserId;
import org.konsil.storage.Db;

@ApplicationScoped
class FilterStore {
  @Inject private Db db;

  /** For the container. */
  protected FilterStore() {}

  FilterStore(Db db) {
    this.db = db;
  }

  Optional<Long> findId(UserId user, String hash) {
    return db.find(
        "SELECT filter_id FROM sync_filter WHERE user_id = ? AND hash = ?",
        row -> row.number("filter_id"),
        user,
        hash);
  }

  /** Gives the filter the user's next number; a lost race is a constraint violation. */
  long insert(UserId user, String hash, ObjectNode json) {
    long id =
        db.get(
            "SELECT COALESCE(MAX(filter_id), -1) + 1 AS id FROM sync_filter WHERE user_id = ?",
            row -> row.number("id"),
            user);
    db.update(
        "INSERT INTO sync_filter (user_id, filter_id, hash, json) VALUES (?, ?, ?, ?)",
        user,
        id,
        hash,
        json);
    return id;
  }

  Optional<ObjectNode> find(UserId user, long id) {
    return db.find(
        "SELECT json FROM sync_filter WHERE user_id = ? AND filter_id = ?",
        row -> row.json("json"),
        user,
        id);
  }
}
