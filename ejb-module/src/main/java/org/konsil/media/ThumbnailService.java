package org.konsil.media;

import jakarta.ejb.Stateless;
import jakarta.ejb.TransactionAttribute;
import jakarta.ejb.TransactionAttributeType;
import jakarta.inject.Inject;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.time.Clock;
import java.util.Optional;
import org.konsil.core.error.MatrixException;
import org.konsil.core.id.ServerName;

/**
 * Small images, made when they are first asked for and kept.
 *
 * @see <a href="https://spec.matrix.org/v1.19/client-server-api/#thumbnails">Thumbnails</a>
 */
@Stateless
@TransactionAttribute(TransactionAttributeType.NOT_SUPPORTED)
public class ThumbnailService {
  /** Most thumbnails of one image; further sizes get the largest scaled one. */
  static final int MAX_KEPT = 24;

  private static final Optional<String> FILE_NAME = Optional.of("thumbnail");

  @Inject private MediaLookup lookup;
  @Inject private MediaStore store;
  @Inject private MediaFiles files;
  @Inject private ThumbnailSlots slots;
  @Inject private Clock clock;
  @Inject private RemoteMediaCache remote;

  public ThumbnailService() {}

  ThumbnailService(
      MediaLookup lookup,
      MediaStore store,
      MediaFiles files,
      ThumbnailSlots slots,
      Clock clock,
      RemoteMediaCache remote) {
    this.remote = remote;
    this.lookup = lookup;
    this.store = store;
    this.files = files;
    this.slots = slots;
    this.clock = clock;
  }

  /**
   * A thumbnail of at least this size, or the image itself when it is no larger.
   *
   * @throws MatrixException as {@link MediaService#download(MediaUri)}; M_UNKNOWN (400) for content
   *     that is not decoded; M_TOO_LARGE; M_LIMIT_EXCEEDED when too many are made at once
   */
  public MediaContent thumbnail(MediaUri uri, ThumbnailSize size) {
    return thumbnail(uri, size, lookup.find(uri));
  }

  /** As {@link MediaService#download(ServerName, MediaUri)}, for thumbnails. */
  public MediaContent thumbnail(ServerName domain, MediaUri uri, ThumbnailSize size) {
    remote.ensure(domain, uri);
    return thumbnail(uri, size, lookup.findFetched(uri));
  }

  /** As {@link MediaService#downloadUnauthenticated}, for thumbnails. */
  public MediaContent thumbnailUnauthenticated(MediaUri uri, ThumbnailSize size) {
    return thumbnail(uri, size, lookup.requireBeforeFreeze(lookup.find(uri)));
  }

  private MediaContent thumbnail(MediaUri uri, ThumbnailSize asked, MediaStore.StoredMedia source) {
    ThumbnailSize size = asked.kept();
    return store
        .findThumbnail(uri, size)
        .map(this::content)
        .orElseGet(() -> make(uri, asked, size, source));
  }

  private MediaContent make(
      MediaUri uri, ThumbnailSize asked, ThumbnailSize kept, MediaStore.StoredMedia source) {
    MediaContent original = lookup.content(source);
    ImageKind.Detected image = detect(original);
    if (asked.exceedsAll() && !image.animated()) {
      return named(original, image.kind());
    }
    ThumbnailSize size =
        store.thumbnailsOf(uri) < MAX_KEPT
            ? kept
            : new ThumbnailSize(ThumbnailSize.Method.SCALE, Integer.MAX_VALUE, Integer.MAX_VALUE)
                .kept();
    Optional<byte[]> made =
        slots.within(() -> new ImageScaling(clock).thumbnail(original.file(), image, size));
    return made.map(bytes -> keep(uri, size, image.kind().ofThumbnail(), bytes))
        .orElseGet(() -> named(original, image.kind()));
  }

  private static ImageKind.Detected detect(MediaContent content) {
    try {
      return ImageKind.detect(content.file())
          .orElseThrow(() -> MatrixException.unknown("No thumbnail can be made of this content"));
    } catch (IOException e) {
      throw MediaLookup.unknown();
    }
  }

  private MediaContent keep(MediaUri uri, ThumbnailSize size, ImageKind kind, byte[] bytes) {
    StoredFile file = files.store(new ByteArrayInputStream(bytes), bytes.length);
    MediaStore.StoredThumbnail thumbnail =
        new MediaStore.StoredThumbnail(kind.contentType(), file.size(), file.fileId());
    if (store.insertThumbnail(uri, size, thumbnail)) {
      return content(thumbnail);
    }
    files.delete(file.fileId());
    return store.findThumbnail(uri, size).map(this::content).orElseThrow(MediaLookup::unknown);
  }

  private MediaContent content(MediaStore.StoredThumbnail thumbnail) {
    return new MediaContent(
        thumbnail.contentType(),
        FILE_NAME,
        thumbnail.size(),
        thumbnail.fileId(),
        files.path(thumbnail.fileId()));
  }

  /** The original as a thumbnail, under the type that its bytes have and not the one it claims. */
  private static MediaContent named(MediaContent original, ImageKind kind) {
    return new MediaContent(
        kind.contentType(), FILE_NAME, original.size(), original.tag(), original.file());
  }
}
