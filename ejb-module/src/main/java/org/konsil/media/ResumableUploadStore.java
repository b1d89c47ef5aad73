package org.konsil.media;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.konsil.core.id.UserId;
import org.konsil.storage.Db;

/** Uploads that were begun; what has come of them is in the media directory. */
@ApplicationScoped
class ResumableUploadStore {
  @Inject private Db db;

  protected ResumableUploadStore() {}

  ResumableUploadStore(Db db) {
    this.db = db;
  }

  /**
   * @param mediaId empty until it is whole
   */
  record Begun(
      String uploadId, UserId user, Upload upload, Instant expiresAt, Optional<String> mediaId) {
    long size() {
      return upload.length().orElseThrow();
    }
  }

  void insert(Begun begun, Instant now) {
    db.update(
        "INSERT INTO resumable_upload (upload_id, user_id, content_type, file_name, size,"
            + " created_at, expires_at) VALUES (?, ?, ?, ?, ?, ?, ?)",
        begun.uploadId(),
        begun.user(),
        begun.upload().contentType(),
        begun.upload().fileName(),
        begun.size(),
        now,
        begun.expiresAt());
  }

  Optional<Begun> find(String uploadId) {
    return db.find(
        "SELECT user_id, content_type, file_name, size, expires_at, media_id"
            + " FROM resumable_upload WHERE upload_id = ?",
        row ->
            new Begun(
                uploadId,
                new UserId(row.string("user_id")),
                new Upload(
                    row.string("content_type"),
                    row.findString("file_name"),
                    Optional.of(row.number("size"))),
                Instant.ofEpochMilli(row.number("expires_at")),
                row.findString("media_id")),
        uploadId);
  }

  /** Says what it has become; false when another request was faster. */
  boolean complete(String uploadId, String mediaId) {
    return db.update(
            "UPDATE resumable_upload SET media_id = ? WHERE upload_id = ? AND media_id IS NULL",
            mediaId,
            uploadId)
        == 1;
  }

  void delete(String uploadId) {
    db.update("DELETE FROM resumable_upload WHERE upload_id = ?", uploadId);
  }

  /** How many of a user's are under way. */
  long countOf(UserId user) {
    return db.get(
        "SELECT COUNT(*) AS n FROM resumable_upload WHERE user_id = ? AND media_id IS NULL",
        row -> row.number("n"),
        user);
  }

  /** What a user's will take when they are whole, in bytes. */
  long bytesOf(UserId user) {
    return db.get(
        "SELECT COALESCE(SUM(size), 0) AS total FROM resumable_upload"
            + " WHERE user_id = ? AND media_id IS NULL",
        row -> row.number("total"),
        user);
  }

  List<String> expired(Instant now) {
    return db.query(
        "SELECT upload_id FROM resumable_upload WHERE expires_at <= ?",
        row -> row.string("upload_id"),
        now);
  }
}
