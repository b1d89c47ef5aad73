package org.konsil.directoryentry;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Instant;
import org.konsil.core.id.UserId;
import org.konsil.storage.Db;

@ApplicationScoped
class OwnEntryStore {
  @Inject private Db db;

  OwnEntry find(UserId user) {
    return db.find(
            "SELECT published, hidden, running, failure FROM own_directory_entry"
                + " WHERE user_id = ?",
            row ->
                new OwnEntry(
                    row.flag("published"),
                    row.flag("hidden"),
                    row.flag("running"),
                    row.findString("failure")),
            user)
        .orElse(OwnEntry.NONE);
  }

  /** Whether the caller may begin: nothing runs that began after the given time. */
  boolean begin(UserId user, Instant now, Instant since) {
    db.update(
        "INSERT INTO own_directory_entry (user_id, published, hidden, running, changed_at)"
            + " SELECT CAST(? AS VARCHAR(255)), FALSE, FALSE, FALSE, 0"
            + " WHERE NOT EXISTS (SELECT 1 FROM own_directory_entry WHERE user_id = ?)",
        user,
        user);
    return db.update(
            "UPDATE own_directory_entry SET running = TRUE, failure = NULL, changed_at = ?"
                + " WHERE user_id = ? AND (running = FALSE OR changed_at < ?)",
            now,
            user,
            since)
        > 0;
  }

  void done(UserId user, boolean published, boolean hidden, Instant now) {
    db.update(
        "UPDATE own_directory_entry SET published = ?, hidden = ?, running = FALSE,"
            + " changed_at = ? WHERE user_id = ?",
        published,
        hidden,
        now,
        user);
  }

  void failed(UserId user, String failure, Instant now) {
    db.update(
        "UPDATE own_directory_entry SET running = FALSE, failure = ?, changed_at = ?"
            + " WHERE user_id = ?",
        failure,
        now,
        user);
  }
}
