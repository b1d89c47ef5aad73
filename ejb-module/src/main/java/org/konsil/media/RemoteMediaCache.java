package org.konsil.media;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Instance;
import jakarta.inject.Inject;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.concurrent.Semaphore;
import org.konsil.config.DomainService;
import org.konsil.config.KonsilConfig;
import org.konsil.core.id.ServerName;
import org.konsil.core.id.UserId;
import org.konsil.storage.StorageException;

/**
 * Content of other servers, fetched when a user of ours first asks for it and kept. It belongs to
 * nobody here: its owner is the server's empty user name. All of it together stays below a quota;
 * what was fetched first goes first (CVE-2024-37302). A few are fetched at a time.
 */
@ApplicationScoped
class RemoteMediaCache {
  private static final int AT_A_TIME = 8;

  private final Semaphore slots = new Semaphore(AT_A_TIME);

  @Inject private MediaStore store;
  @Inject private MediaFiles files;
  @Inject private DomainService domains;
  @Inject private KonsilConfig config;
  @Inject private Clock clock;
  @Inject private Instance<RemoteMedia> remote;

  protected RemoteMediaCache() {}

  RemoteMediaCache(
      MediaStore store,
      MediaFiles files,
      DomainService domains,
      KonsilConfig config,
      Clock clock,
      Instance<RemoteMedia> remote) {
    this.store = store;
    this.files = files;
    this.domains = domains;
    this.config = config;
    this.clock = clock;
    this.remote = remote;
  }

  /** Sees to it that content of another server is here; of our own nothing is done. */
  void ensure(ServerName from, MediaUri uri) {
    if (domains.isLocal(uri.server()) || store.find(uri).isPresent() || !remote.isResolvable()) {
      return;
    }
    slots.acquireUninterruptibly();
    try {
      fetch(from, uri);
    } finally {
      slots.release();
    }
  }

  private void fetch(ServerName from, MediaUri uri) {
    Path answer = files.part();
    try {
      int max = (int) Math.min(Integer.MAX_VALUE, config.mediaMaxBytes());
      RemoteMedia.Fetched fetched = remote.get().fetch(from, uri, answer, max);
      makeRoom(fetched.length());
      keep(uri, fetched, answer);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } finally {
      files.deletePart(answer);
    }
  }

  private void keep(MediaUri uri, RemoteMedia.Fetched fetched, Path answer) throws IOException {
    StoredFile file;
    try (InputStream in = new BufferedInputStream(Files.newInputStream(answer))) {
      in.skipNBytes(fetched.offset());
      file = files.store(new LimitedStream(in, fetched.length()), fetched.length());
    }
    Upload upload = Upload.of(fetched.contentType(), fetched.fileName().orElse(null), null);
    try {
      store.insert(uri, ownerOf(uri.server()), upload, file, clock.instant());
    } catch (StorageException e) {
      files.delete(file.fileId());
      if (!e.isConstraintViolation()) {
        throw e;
      }
      // another request has fetched the same meanwhile
    }
  }

  private void makeRoom(long length) {
    long quota = config.mediaRemoteQuotaBytes();
    for (long used = store.remoteBytes(); used + length > quota; used = store.remoteBytes()) {
      if (store.deleteOldestRemote() == 0) {
        return;
      }
    }
  }

  private static UserId ownerOf(ServerName server) {
    return new UserId("@:" + server);
  }
}
