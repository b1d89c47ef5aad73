package org.konsil.media;

import jakarta.ejb.Stateless;
import jakarta.ejb.TransactionAttribute;
import jakarta.ejb.TransactionAttributeType;
import jakarta.inject.Inject;
import java.io.InputStream;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.konsil.account.Requester;
import org.konsil.core.error.MatrixException;

/**
 * Uploads in parts, for networks that break: our own operations, since the specification has none.
 * What has come is kept for a day, so a part that was lost is all that is sent again. An upload is
 * its user's alone; for anybody else there is none.
 */
@Stateless
@TransactionAttribute(TransactionAttributeType.NOT_SUPPORTED)
public class ResumableUploadService {
  /** How long an upload may take, with all its breaks. */
  static final Duration LASTS = Duration.ofHours(24);

  /** Most uploads of one user that are under way. */
  static final int MOST = 20;

  private static final Duration RETRY = Duration.ofMinutes(1);

  @Inject private ResumableUploadStore store;
  @Inject private MediaStore media;
  @Inject private MediaFiles files;
  @Inject private MediaQuota quota;
  @Inject private MediaService uploads;
  @Inject private Clock clock;

  public ResumableUploadService() {}

  ResumableUploadService(
      ResumableUploadStore store,
      MediaStore media,
      MediaFiles files,
      MediaQuota quota,
      MediaService uploads,
      Clock clock) {
    this.store = store;
    this.media = media;
    this.files = files;
    this.quota = quota;
    this.uploads = uploads;
    this.clock = clock;
  }

  /**
   * @param upload with its length
   * @throws MatrixException M_MISSING_PARAM without a length; M_INVALID_PARAM for an empty file;
   *     M_TOO_LARGE; M_FORBIDDEN when it would be more than the user's quota; M_LIMIT_EXCEEDED when
   *     too many are under way
   */
  public ResumableUpload begin(Requester requester, Upload upload) {
    long size = upload.length().orElseThrow(() -> MatrixException.missingParam("size is missing"));
    if (size == 0) {
      throw MatrixException.invalidParam("An empty file needs no parts");
    }
    if (size > uploads.maxBytes()) {
      throw MatrixException.tooLarge("The upload is larger than " + uploads.maxBytes() + " bytes");
    }
    if (store.countOf(requester.user()) >= MOST) {
      throw MatrixException.limitExceeded(RETRY);
    }
    quota.require(requester, store.bytesOf(requester.user()) + size);
    Instant now = clock.instant();
    ResumableUploadStore.Begun begun =
        new ResumableUploadStore.Begun(
            files.newId(), requester.user(), upload, now.plus(LASTS), Optional.empty());
    store.insert(begun, now);
    return state(begun);
  }

  /** How far it is. {@code M_NOT_FOUND} for another user's, an unknown or an expired one. */
  public ResumableUpload get(Requester requester, String uploadId) {
    return state(find(requester, uploadId));
  }

  /**
   * Adds a part; with the last one the content has its address.
   *
   * @param offset how much has come before
   * @throws MatrixException M_NOT_FOUND; M_UNKNOWN with 409 when the offset is another or a part is
   *     just coming; M_TOO_LARGE for more than was announced; 507 without room on disk
   */
  public ResumableUpload append(
      Requester requester, String uploadId, long offset, InputStream content) {
    ResumableUploadStore.Begun begun = find(requester, uploadId);
    if (begun.mediaId().isEmpty()) {
      files.append(uploadId, offset, begun.size(), content);
      if (files.begunBytes(uploadId) == begun.size()) {
        finish(requester, begun);
      }
    }
    return get(requester, uploadId);
  }

  /** Gives it up. */
  public void cancel(Requester requester, String uploadId) {
    find(requester, uploadId);
    delete(uploadId);
  }

  /** Takes away what was not finished in time, and what is known of what was. */
  public void deleteExpired() {
    store.expired(clock.instant()).forEach(this::delete);
  }

  private void delete(String uploadId) {
    files.deleteBegun(uploadId);
    store.delete(uploadId);
  }

  private void finish(Requester requester, ResumableUploadStore.Begun begun) {
    MediaUri uri = new MediaUri(requester.domain(), files.newId());
    StoredFile file = files.finish(begun.uploadId());
    try {
      media.insert(uri, requester.user(), begun.upload(), file, clock.instant());
    } catch (RuntimeException e) {
      files.delete(file.fileId());
      throw e;
    }
    store.complete(begun.uploadId(), uri.mediaId());
  }

  private ResumableUploadStore.Begun find(Requester requester, String uploadId) {
    return store
        .find(uploadId)
        .filter(begun -> begun.user().equals(requester.user()))
        .filter(begun -> clock.instant().isBefore(begun.expiresAt()))
        .orElseThrow(() -> MatrixException.notFound("Unknown upload"));
  }

  private ResumableUpload state(ResumableUploadStore.Begun begun) {
    Optional<MediaUri> uri = begun.mediaId().map(id -> new MediaUri(begun.user().server(), id));
    return new ResumableUpload(
        begun.uploadId(),
        begun.size(),
        uri.isPresent() ? begun.size() : files.begunBytes(begun.uploadId()),
        begun.expiresAt().toEpochMilli(),
        uri.map(MediaUri::toString).orElse(null));
  }
}
