package org.konsil.login;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Instant;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.Optional;
import java.util.Set;
import org.konsil.core.id.UserId;
import org.konsil.storage.Db;

@ApplicationScoped
class UiaStore {
  private Db db;

  UiaStore() {}

  @Inject
  UiaStore(Db db) {
    this.db = db;
  }

  void insert(String session, Optional<UserId> user, String operation, Instant expiresAt) {
    db.update(
        "INSERT INTO uia_session (session_id, user_id, operation, completed, expires_at)"
            + " VALUES (?, ?, ?, ?, ?)",
        session,
        user.map(UserId::value),
        operation,
        "",
        expiresAt);
  }

  /**
   * The stages done so far, when the session is open, the same user's and for the same operation.
   */
  Optional<Set<String>> completed(
      String session, Optional<UserId> user, String operation, Instant now) {
    return db.find(
        "SELECT completed FROM uia_session WHERE session_id = ? AND operation = ?"
            + " AND COALESCE(user_id, '') = ? AND expires_at > ?",
        row -> split(row.string("completed")),
        session,
        operation,
        user.map(UserId::value).orElse(""),
        now);
  }

  /** A session as it stands: whose it is, empty for a registration, and the stages done so far. */
  record Open(Optional<UserId> user, Set<String> completed) {}

  Optional<Open> find(String session, Instant now) {
    return db.find(
        "SELECT user_id, completed FROM uia_session WHERE session_id = ? AND expires_at > ?",
        row ->
            new Open(row.findString("user_id").map(UserId::parse), split(row.string("completed"))),
        session,
        now);
  }

  boolean isOpen(String session, UserId user, Instant now) {
    return db.exists(
        "SELECT 1 FROM uia_session WHERE session_id = ? AND user_id = ? AND expires_at > ?",
        session,
        user,
        now);
  }

  void complete(String session, Set<String> stages) {
    db.update(
        "UPDATE uia_session SET completed = ? WHERE session_id = ?",
        String.join(" ", stages),
        session);
  }

  /** False when another request has finished the session before. */
  boolean delete(String session) {
    return db.update("DELETE FROM uia_session WHERE session_id = ?", session) == 1;
  }

  void deleteExpired(Instant now) {
    db.update("DELETE FROM uia_session WHERE expires_at <= ?", now);
  }

  private static Set<String> split(String stages) {
    return new LinkedHashSet<>(stages.isEmpty() ? Set.of() : Arrays.asList(stages.split(" ")));
  }
}
