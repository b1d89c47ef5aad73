package org.konsil.media;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Instant;
import java.util.Collection;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import org.konsil.core.id.ServerName;
import org.konsil.core.id.UserId;
import org.konsil.storage.Db;

/** What is known about media files. */
@ApplicationScoped
class MediaStore {
  private static final String URI = " WHERE server_name = ? AND media_id = ?";

  @Inject private Db db;

  protected MediaStore() {}

  MediaStore(Db db) {
    this.db = db;
  }

  /**
   * @param fileId empty as long as nothing was uploaded
   * @param uploadedAt the epoch while nothing was uploaded
   */
  record StoredMedia(
      UserId user,
      Instant uploadedAt,
      Optional<Instant> expiresAt,
      String contentType,
      Optional<String> fileName,
      long size,
      Optional<String> fileId,
      boolean quarantined) {}

  record StoredThumbnail(String contentType, long size, String fileId) {}

  Optional<StoredMedia> find(MediaUri uri) {
    return db.find(
        "SELECT user_id, uploaded_at, expires_at, content_type, file_name, size, file_id,"
            + " quarantined_by FROM media"
            + URI,
        row ->
            new StoredMedia(
                new UserId(row.string("user_id")),
                Instant.ofEpochMilli(row.number("uploaded_at")),
                row.findNumber("expires_at").map(Instant::ofEpochMilli),
                row.string("content_type"),
                row.findString("file_name"),
                row.number("size"),
                row.findString("file_id"),
                row.findString("quarantined_by").isPresent()),
        uri.server(),
        uri.mediaId());
  }

  void insert(MediaUri uri, UserId user, Upload upload, StoredFile file, Instant now) {
    db.update(
        "INSERT INTO media (server_name, media_id, user_id, created_at, uploaded_at, content_type,"
            + " file_name, size, sha256, file_id) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
        uri.server(),
        uri.mediaId(),
        user,
        now,
        now,
        upload.contentType(),
        upload.fileName(),
        file.size(),
        file.sha256(),
        file.fileId());
  }

  void insertPending(MediaUri uri, UserId user, Instant now, Instant expiresAt) {
    db.update(
        "INSERT INTO media (server_name, media_id, user_id, created_at, expires_at, size)"
            + " VALUES (?, ?, ?, ?, ?, 0)",
        uri.server(),
        uri.mediaId(),
        user,
        now,
        expiresAt);
  }

  /** Gives a pending id its content; false when another request was faster. */
  boolean complete(MediaUri uri, Upload upload, StoredFile file, Instant now) {
    return db.update(
            "UPDATE media SET uploaded_at = ?, expires_at = NULL, content_type = ?, file_name = ?,"
                + " size = ?, sha256 = ?, file_id = ?"
                + URI
                + " AND uploaded_at IS NULL",
            now,
            upload.contentType(),
            upload.fileName(),
            file.size(),
            file.sha256(),
            file.fileId(),
            uri.server(),
            uri.mediaId())
        == 1;
  }

  long bytesOf(UserId user) {
    return db.get(
        "SELECT COALESCE(SUM(size), 0) AS total FROM media WHERE user_id = ?",
        row -> row.number("total"),
        user);
  }

  /** What was uploaded under the server name. */
  long bytesOfDomain(ServerName domain) {
    return db.get(
        "SELECT COALESCE(SUM(size), 0) AS total FROM media WHERE server_name = ?",
        row -> row.number("total"),
        domain);
  }

  /** What other servers' content takes; its owner has an empty name. */
  long remoteBytes() {
    return db.get(
        "SELECT COALESCE(SUM(size), 0) AS total FROM media WHERE user_id LIKE '@:%'",
        row -> row.number("total"));
  }

  /** Forgets the content of another server that was fetched first; its file goes with the sweep. */
  int deleteOldestRemote() {
    return db.update(
        "DELETE FROM media WHERE (server_name, media_id) IN (SELECT server_name, media_id FROM media"
            + " WHERE user_id LIKE '@:%' AND quarantined_by IS NULL ORDER BY uploaded_at LIMIT 1)");
  }

  long pendingOf(UserId user, Instant now) {
    return db.get(
        "SELECT COUNT(*) AS n FROM media"
            + " WHERE user_id = ? AND uploaded_at IS NULL AND expires_at > ?",
        row -> row.number("n"),
        user,
        now);
  }

  int deleteExpired(Instant now) {
    return db.update("DELETE FROM media WHERE uploaded_at IS NULL AND expires_at <= ?", now);
  }

  Optional<StoredThumbnail> findThumbnail(MediaUri uri, ThumbnailSize size) {
    return db.find(
        "SELECT content_type, size, file_id FROM media_thumbnail"
            + URI
            + " AND method = ? AND width = ? AND height = ?",
        row ->
            new StoredThumbnail(
                row.string("content_type"), row.number("size"), row.string("file_id")),
        uri.server(),
        uri.mediaId(),
        size.method().text(),
        size.width(),
        size.height());
  }

  long thumbnailsOf(MediaUri uri) {
    return db.get(
        "SELECT COUNT(*) AS n FROM media_thumbnail" + URI,
        row -> row.number("n"),
        uri.server(),
        uri.mediaId());
  }

  /** False when another request has made the same thumbnail meanwhile. */
  boolean insertThumbnail(MediaUri uri, ThumbnailSize size, StoredThumbnail thumbnail) {
    return db.update(
            "INSERT INTO media_thumbnail (server_name, media_id, method, width, height,"
                + " content_type, size, file_id) VALUES (?, ?, ?, ?, ?, ?, ?, ?)"
                + " ON CONFLICT DO NOTHING",
            uri.server(),
            uri.mediaId(),
            size.method().text(),
            size.width(),
            size.height(),
            thumbnail.contentType(),
            thumbnail.size(),
            thumbnail.fileId())
        == 1;
  }

  /** Of these files the ones that a row refers to. */
  Set<String> known(Collection<String> fileIds) {
    String[] ids = fileIds.toArray(String[]::new);
    return new HashSet<>(
        db.query(
            "SELECT file_id FROM media WHERE file_id = ANY(?)"
                + " UNION ALL SELECT file_id FROM media_thumbnail WHERE file_id = ANY(?)",
            row -> row.string("file_id"),
            ids,
            ids));
  }
}
