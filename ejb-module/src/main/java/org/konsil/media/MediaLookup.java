package org.konsil.media;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Optional;
import org.konsil.config.DomainService;
import org.konsil.config.KonsilConfig;
import org.konsil.core.error.ErrorCode;
import org.konsil.core.error.MatrixException;

/** Finds what is behind a URI, or says why the reader does not get it. */
@ApplicationScoped
class MediaLookup {
  @Inject private MediaStore store;
  @Inject private MediaFiles files;
  @Inject private DomainService domains;
  @Inject private KonsilConfig config;

  protected MediaLookup() {}

  MediaLookup(MediaStore store, MediaFiles files, DomainService domains, KonsilConfig config) {
    this.store = store;
    this.files = files;
    this.domains = domains;
    this.config = config;
  }

  /** Content of a hosted domain. */
  MediaStore.StoredMedia find(MediaUri uri) {
    if (!domains.isLocal(uri.server())) {
      throw config.timPolicy()
          ? MatrixException.forbidden("The server is not part of the federation")
          : unknown();
    }
    return findHere(uri);
  }

  /** As {@link #find}, of other servers what has been fetched. */
  MediaStore.StoredMedia findFetched(MediaUri uri) {
    boolean here = !domains.isLocal(uri.server()) && store.find(uri).isPresent();
    return here ? findHere(uri) : find(uri);
  }

  private MediaStore.StoredMedia findHere(MediaUri uri) {
    MediaStore.StoredMedia media = store.find(uri).orElseThrow(MediaLookup::unknown);
    if (media.quarantined()) {
      throw unknown();
    }
    if (media.fileId().isEmpty()) {
      throw MatrixException.of(
          ErrorCode.M_NOT_YET_UPLOADED, "The content has not been uploaded yet");
    }
    return media;
  }

  MediaStore.StoredMedia requireBeforeFreeze(MediaStore.StoredMedia media) {
    Optional<Instant> freeze = config.mediaFreeze();
    if (freeze.isPresent() && !media.uploadedAt().isBefore(freeze.get())) {
      throw unknown();
    }
    return media;
  }

  MediaContent content(MediaStore.StoredMedia media) {
    String fileId = media.fileId().orElseThrow();
    Path file = files.path(fileId);
    if (!Files.isRegularFile(file)) {
      throw unknown();
    }
    return new MediaContent(media.contentType(), media.fileName(), media.size(), fileId, file);
  }

  static MatrixException unknown() {
    return MatrixException.notFound("Unknown media");
  }
}
