package org.konsil.mail;

import com.fasterxml.jackson.databind.node.ArrayNode;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.konsil.core.json.Json;
import org.konsil.storage.Db;
import org.konsil.storage.Row;

@ApplicationScoped
class MailStore {
  @Inject private Db db;

  /** A mail that waits. */
  record Waiting(
      long id,
      MailKind kind,
      String recipient,
      List<String> values,
      Optional<Long> linkOf,
      Instant queuedAt,
      int tries) {}

  void insert(
      MailKind kind, String recipient, List<String> values, Optional<Long> linkOf, Instant now) {
    ArrayNode details = Json.mapper().createArrayNode();
    values.forEach(details::add);
    db.update(
        "INSERT INTO mail_queue (kind, recipient, details, link_of, queued_at, next_try_at, tries)"
            + " VALUES (?, ?, ?, ?, ?, ?, 0)",
        kind,
        recipient,
        new String(Json.bytes(details), StandardCharsets.UTF_8),
        linkOf,
        now,
        now);
  }

  long count() {
    return db.get("SELECT COUNT(*) AS n FROM mail_queue", row -> row.number("n"));
  }

  List<Waiting> due(Instant now, int most) {
    return db.query(
        "SELECT id, kind, recipient, details, link_of, queued_at, tries FROM mail_queue"
            + " WHERE next_try_at <= ? ORDER BY next_try_at, id LIMIT "
            + most,
        MailStore::map,
        now);
  }

  /** Whether the caller is the one to send it now; nobody else tries before the given time. */
  boolean claim(Waiting mail, Instant now, Instant next) {
    return db.update(
            "UPDATE mail_queue SET next_try_at = ?, tries = tries + 1"
                + " WHERE id = ? AND tries = ? AND next_try_at <= ?",
            next,
            mail.id(),
            (long) mail.tries(),
            now)
        == 1;
  }

  void delete(Waiting mail) {
    db.update("DELETE FROM mail_queue WHERE id = ?", mail.id());
  }

  private static Waiting map(Row row) {
    List<String> values = new ArrayList<>();
    Json.parse(row.string("details").getBytes(StandardCharsets.UTF_8))
        .forEach(value -> values.add(value.asText()));
    return new Waiting(
        row.number("id"),
        MailKind.valueOf(row.string("kind")),
        row.string("recipient"),
        values,
        row.findNumber("link_of"),
        Instant.ofEpochMilli(row.number("queued_at")),
        (int) row.number("tries"));
  }
}
