package org.konsil.account;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Instant;
import org.konsil.core.id.UserId;
import org.konsil.storage.Db;

/** When accounts were last active, to a day: their tokens know more, but go when they log out. */
@ApplicationScoped
class AccountActivityStore {
  @Inject private Db db;

  void note(UserId user, Instant now) {
    if (db.update("UPDATE account_activity SET active_at = ? WHERE user_id = ?", now, user) == 0) {
      db.update(
          "INSERT INTO account_activity (user_id, active_at) VALUES (?, ?) ON CONFLICT DO NOTHING",
          user,
          now);
    }
  }

  void forget(UserId user) {
    db.update("DELETE FROM account_activity WHERE user_id = ?", user);
  }

  long countSince(Instant since) {
    return db.get(
        "SELECT COUNT(*) AS n FROM account_activity WHERE active_at >= ?",
        row -> row.number("n"),
        since);
  }
}
