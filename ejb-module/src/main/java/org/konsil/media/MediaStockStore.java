package org.konsil.media;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.konsil.core.id.ServerName;
import org.konsil.core.id.UserId;
import org.konsil.storage.Db;
import org.konsil.storage.Row;

/** The rows of {@link MediaStore} as stock: who has how much, and what is to go. */
@ApplicationScoped
class MediaStockStore {
  private static final String URI = " WHERE server_name = ? AND media_id = ?";

  @Inject private Db db;

  /** The newest first. */
  List<MediaItem> page(UserId user, int first, int count) {
    return db.query(
        "SELECT server_name, media_id, created_at, content_type, size, quarantined_by FROM media"
            + " WHERE user_id = ? ORDER BY created_at DESC, media_id LIMIT ? OFFSET ?",
        MediaStockStore::item,
        user,
        count,
        first);
  }

  long count(UserId user) {
    return db.get(
        "SELECT COUNT(*) AS n FROM media WHERE user_id = ?", row -> row.number("n"), user);
  }

  /** Who has most first. */
  List<MediaUsage> usage(ServerName domain, int first, int count) {
    return db.query(
        "SELECT user_id, COUNT(*) AS files, SUM(size) AS bytes FROM media WHERE server_name = ?"
            + " GROUP BY user_id ORDER BY bytes DESC, user_id LIMIT ? OFFSET ?",
        row ->
            new MediaUsage(
                UserId.parse(row.string("user_id")), row.number("files"), row.number("bytes")),
        domain,
        count,
        first);
  }

  long countUsers(ServerName domain) {
    return db.get(
        "SELECT COUNT(DISTINCT user_id) AS n FROM media WHERE server_name = ?",
        row -> row.number("n"),
        domain);
  }

  /** Of all servers; what was fetched from others has an owner with an empty name. */
  MediaTotals totals() {
    return db.get(
        "SELECT COUNT(*) AS files, COALESCE(SUM(size), 0) AS bytes,"
            + " COALESCE(SUM(CASE WHEN user_id LIKE '@:%' THEN size ELSE 0 END), 0) AS fetched"
            + " FROM media WHERE uploaded_at IS NOT NULL",
        row -> new MediaTotals(row.number("files"), row.number("bytes"), row.number("fetched")));
  }

  long bytesOf(ServerName domain) {
    return db.get(
        "SELECT COALESCE(SUM(size), 0) AS total FROM media WHERE server_name = ?",
        row -> row.number("total"),
        domain);
  }

  /** False when there is no such content. */
  boolean quarantine(MediaUri uri, Optional<UserId> by) {
    return db.update("UPDATE media SET quarantined_by = ?" + URI, by, uri.server(), uri.mediaId())
        == 1;
  }

  /** The files of some content, its thumbnails' too. */
  List<String> files(MediaUri uri) {
    return db.query(
        "SELECT file_id FROM media"
            + URI
            + " AND file_id IS NOT NULL UNION ALL SELECT file_id FROM media_thumbnail"
            + URI,
        row -> row.string("file_id"),
        uri.server(),
        uri.mediaId(),
        uri.server(),
        uri.mediaId());
  }

  /** Its thumbnails go with it. False when there is no such content. */
  boolean delete(MediaUri uri) {
    return db.update("DELETE FROM media" + URI, uri.server(), uri.mediaId()) == 1;
  }

  /** Some of the domain's content. */
  List<MediaUri> some(ServerName domain, int most) {
    return db.query(
        "SELECT server_name, media_id FROM media WHERE server_name = ? LIMIT ?",
        MediaStockStore::uri,
        domain,
        most);
  }

  private static MediaItem item(Row row) {
    return new MediaItem(
        uri(row),
        Instant.ofEpochMilli(row.number("created_at")),
        row.findString("content_type"),
        row.number("size"),
        row.findString("quarantined_by"));
  }

  private static MediaUri uri(Row row) {
    return new MediaUri(ServerName.parse(row.string("server_name")), row.string("media_id"));
  }
}
