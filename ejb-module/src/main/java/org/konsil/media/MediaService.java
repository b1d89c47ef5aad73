package org.konsil.media;

import jakarta.ejb.Stateless;
import jakarta.ejb.TransactionAttribute;
import jakarta.ejb.TransactionAttributeType;
import jakarta.inject.Inject;
import java.io.InputStream;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import org.konsil.account.Requester;
import org.konsil.config.KonsilConfig;
import org.konsil.core.error.ErrorCode;
import org.konsil.core.error.MatrixException;
import org.konsil.core.id.ServerName;

/**
 * Uploads and downloads. An upload may take minutes, so no transaction is held: the file comes
 * first, then one statement writes its row.
 *
 * @see <a href="https://spec.matrix.org/v1.19/client-server-api/#content-repository">Content
 *     repository</a>
 */
@Stateless
@TransactionAttribute(TransactionAttributeType.NOT_SUPPORTED)
public class MediaService {
  /** How long a created id waits for its content. */
  static final Duration PENDING = Duration.ofHours(24);

  /** Most ids of one user that wait. */
  static final int MAX_PENDING = 50;

  private static final Duration PENDING_RETRY = Duration.ofMinutes(1);

  @Inject private MediaStore store;
  @Inject private MediaFiles files;
  @Inject private MediaLookup lookup;
  @Inject private MediaQuota quota;
  @Inject private KonsilConfig config;
  @Inject private Clock clock;
  @Inject private RemoteMediaCache remote;

  public MediaService() {}

  MediaService(
      MediaStore store,
      MediaFiles files,
      MediaLookup lookup,
      MediaQuota quota,
      KonsilConfig config,
      Clock clock,
      RemoteMediaCache remote) {
    this.remote = remote;
    this.store = store;
    this.files = files;
    this.lookup = lookup;
    this.quota = quota;
    this.config = config;
    this.clock = clock;
  }

  /** The largest upload in bytes. */
  public long maxBytes() {
    return config.mediaMaxBytes();
  }

  /**
   * Stores content under a new id.
   *
   * @throws MatrixException M_TOO_LARGE; M_FORBIDDEN when the user's quota is used up; 507 without
   *     room on disk
   */
  public MediaUri upload(Requester requester, Upload upload, InputStream content) {
    long limit = allowedBytes(requester, upload);
    MediaUri uri = newUri(requester.domain());
    StoredFile file = files.store(content, limit);
    try {
      store.insert(uri, requester.user(), upload, file, clock.instant());
      return uri;
    } catch (RuntimeException e) {
      files.delete(file.fileId());
      throw e;
    }
  }

  /** Makes an id whose content comes later. {@code M_LIMIT_EXCEEDED} when too many wait. */
  public PendingMedia create(Requester requester) {
    Instant now = clock.instant();
    if (store.pendingOf(requester.user(), now) >= MAX_PENDING) {
      throw MatrixException.limitExceeded(PENDING_RETRY);
    }
    MediaUri uri = newUri(requester.domain());
    Instant expiresAt = now.plus(PENDING);
    store.insertPending(uri, requester.user(), now, expiresAt);
    return new PendingMedia(uri.toString(), expiresAt.toEpochMilli());
  }

  /**
   * Stores the content of an id that was created before.
   *
   * @throws MatrixException M_NOT_FOUND for an unknown or expired id; M_FORBIDDEN for somebody
   *     else's; M_CANNOT_OVERWRITE_MEDIA when it has content; and those of {@link #upload}
   */
  public void uploadTo(Requester requester, MediaUri uri, Upload upload, InputStream content) {
    MediaStore.StoredMedia pending = store.find(uri).orElseThrow(MediaLookup::unknown);
    if (!pending.user().equals(requester.user())) {
      throw MatrixException.forbidden("The media id was created by another user");
    }
    if (pending.fileId().isPresent()) {
      throw cannotOverwrite();
    }
    if (pending.expiresAt().filter(clock.instant()::isBefore).isEmpty()) {
      throw MediaLookup.unknown();
    }
    StoredFile file = files.store(content, allowedBytes(requester, upload));
    if (!complete(uri, upload, file)) {
      files.delete(file.fileId());
      throw cannotOverwrite();
    }
  }

  private boolean complete(MediaUri uri, Upload upload, StoredFile file) {
    try {
      return store.complete(uri, upload, file, clock.instant());
    } catch (RuntimeException e) {
      files.delete(file.fileId());
      throw e;
    }
  }

  /**
   * Content for a user of this deployment, fetched from its server when it is not here.
   *
   * @param domain the user's
   * @throws MatrixException as {@link #download(MediaUri)}, and the other server's refusal
   */
  public MediaContent download(ServerName domain, MediaUri uri) {
    remote.ensure(domain, uri);
    return lookup.content(lookup.findFetched(uri));
  }

  /**
   * Content of a hosted domain.
   *
   * @throws MatrixException M_NOT_FOUND; M_NOT_YET_UPLOADED; M_FORBIDDEN for a server outside the
   *     federation (A_26328)
   */
  public MediaContent download(MediaUri uri) {
    return lookup.content(lookup.find(uri));
  }

  /**
   * Content for anybody who knows the URI, of before the freeze of unauthenticated access (A_26262,
   * A_26263). {@code M_NOT_FOUND} for what came later.
   */
  public MediaContent downloadUnauthenticated(MediaUri uri) {
    return lookup.content(lookup.requireBeforeFreeze(lookup.find(uri)));
  }

  private long allowedBytes(Requester requester, Upload upload) {
    long limit = config.mediaMaxBytes();
    if (upload.length().filter(length -> length > limit).isPresent()) {
      throw MatrixException.tooLarge("The upload is larger than " + limit + " bytes");
    }
    quota.require(requester, upload.length().orElse(0L));
    return limit;
  }

  private MediaUri newUri(ServerName domain) {
    return new MediaUri(domain, files.newId());
  }

  private static MatrixException cannotOverwrite() {
    return MatrixException.of(
        ErrorCode.M_CANNOT_OVERWRITE_MEDIA, "The media id already has content");
  }
}
