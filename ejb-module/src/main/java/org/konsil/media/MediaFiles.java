package org.konsil.media;

import jakarta.annotation.Resource;
import jakarta.enterprise.concurrent.ManagedExecutorService;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.event.TransactionPhase;
import jakarta.inject.Inject;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import java.util.concurrent.Executor;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.konsil.config.KonsilConfig;
import org.konsil.core.error.ErrorCode;
import org.konsil.core.error.MatrixException;

/**
 * The media directory. A file is written under tmp/ and moved to its place only when it is whole
 * and on disk; names are random and our own, so that no part of a request is ever part of a path.
 */
@ApplicationScoped
class MediaFiles {
  private static final int BUFFER = 64 * 1024;
  private static final int INSUFFICIENT_STORAGE = 507;

  /** Kept free, so that chat goes on when media would fill the disk (F8). */
  private static final long RESERVE = 64L * 1024 * 1024;

  private static final String TMP = "tmp";
  private static final String BEGUN = "begun";
  private static final int CONFLICT = 409;

  @Inject private KonsilConfig config;
  @Inject private SecureRandom random;

  private Executor executor;

  protected MediaFiles() {}

  MediaFiles(KonsilConfig config, SecureRandom random, Executor executor) {
    this.config = config;
    this.random = random;
    this.executor = executor;
  }

  @Resource
  void setExecutor(ManagedExecutorService managed) {
    executor = managed;
  }

  /**
   * Stores a stream.
   *
   * @param maxBytes M_TOO_LARGE as soon as the stream has more
   * @throws MatrixException M_TOO_LARGE; 507 when there is no room; 400 when the sender breaks off
   */
  StoredFile store(InputStream content, long maxBytes) {
    String fileId = newId();
    Path part = null;
    try {
      requireRoom();
      part = newPart();
      MessageDigest digest = sha256();
      long size = copy(content, part, maxBytes, digest);
      moveToPlace(part, fileId);
      return new StoredFile(fileId, size, digest.digest());
    } catch (IOException e) {
      throw noRoom(e);
    } finally {
      deleteQuietly(part);
    }
  }

  /** A file of its own for what is not yet whole. */
  Path part() {
    try {
      requireRoom();
      return newPart();
    } catch (IOException e) {
      throw noRoom(e);
    }
  }

  void deletePart(Path part) {
    deleteQuietly(part);
  }

  /** How much of an upload that may go on later has come, in bytes. */
  long begunBytes(String uploadId) {
    try {
      return Files.size(begun(uploadId));
    } catch (NoSuchFileException e) {
      return 0;
    } catch (IOException e) {
      throw noRoom(e);
    }
  }

  /**
   * Adds to what has come of an upload. What came before a sender broke off stays.
   *
   * @param offset where the bytes belong: as much as has come already
   * @param size of the whole, in bytes
   * @throws MatrixException M_UNKNOWN with 409 when the offset is another or somebody else adds;
   *     M_TOO_LARGE beyond the size; 507 when there is no room; 400 when the sender breaks off
   */
  void append(String uploadId, long offset, long size, InputStream content) {
    try {
      requireRoom();
      Files.createDirectories(begun(uploadId).getParent());
      try (FileChannel file =
              FileChannel.open(
                  begun(uploadId), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
          FileLock lock = file.tryLock()) {
        if (lock == null || file.size() != offset) {
          throw elsewhere();
        }
        transfer(content, file.position(offset), size - offset, sha256());
      }
    } catch (OverlappingFileLockException e) {
      throw elsewhere();
    } catch (IOException e) {
      throw noRoom(e);
    }
  }

  /** Moves an upload that is whole to its place. */
  StoredFile finish(String uploadId) {
    Path whole = begun(uploadId);
    MessageDigest digest = sha256();
    try (InputStream in = new DigestInputStream(Files.newInputStream(whole), digest)) {
      long size = in.transferTo(OutputStream.nullOutputStream());
      String fileId = newId();
      moveToPlace(whole, fileId);
      return new StoredFile(fileId, size, digest.digest());
    } catch (IOException e) {
      throw noRoom(e);
    }
  }

  void deleteBegun(String uploadId) {
    deleteQuietly(begun(uploadId));
  }

  /** Every node may go on with it. */
  private Path begun(String uploadId) {
    return directory().resolve(BEGUN).resolve(uploadId);
  }

  private static MatrixException elsewhere() {
    return MatrixException.unknown("The upload goes on elsewhere; ask how far it is")
        .status(CONFLICT);
  }

  /** Where a stored file is. */
  Path path(String fileId) {
    return directory()
        .resolve(fileId.substring(0, 2))
        .resolve(fileId.substring(2, 4))
        .resolve(fileId);
  }

  /** Deletes a file; a failure leaves an orphan, which the next sweep takes. */
  void delete(String fileId) {
    deleteQuietly(path(fileId));
  }

  /** Once it is certain that no row refers to them. */
  void deleteAll(@Observes(during = TransactionPhase.AFTER_SUCCESS) MediaDeleted deleted) {
    deleted.fileIds().forEach(this::delete);
  }

  /** Names every stored file that was last changed before the given time. */
  void forEachOlderThan(Instant time, Consumer<String> visitor) throws IOException {
    if (!Files.isDirectory(directory())) {
      return;
    }
    try (Stream<Path> files = Files.walk(directory(), 3)) {
      files
          .filter(file -> isStoredFile(file) && isOlder(file, time))
          .forEach(file -> visitor.accept(file.getFileName().toString()));
    }
  }

  /** Deletes unfinished uploads: all of this node at its start, others' when they are old. */
  int deleteParts(boolean ownAtStart, Instant olderThan) throws IOException {
    Path tmp = directory().resolve(TMP);
    if (!Files.isDirectory(tmp)) {
      return 0;
    }
    try (Stream<Path> files = Files.walk(tmp, 2)) {
      List<Path> dead =
          files
              .filter(Files::isRegularFile)
              .filter(
                  file ->
                      isOlder(file, olderThan) || ownAtStart && file.getParent().equals(ownTmp()))
              .toList();
      dead.forEach(MediaFiles::deleteQuietly);
      return dead.size();
    }
  }

  /** A fresh unguessable name. */
  String newId() {
    byte[] bytes = new byte[16];
    random.nextBytes(bytes);
    return HexFormat.of().formatHex(bytes);
  }

  private long copy(InputStream content, Path part, long maxBytes, MessageDigest digest)
      throws IOException {
    try (FileChannel file =
        FileChannel.open(part, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE)) {
      return transfer(content, file, maxBytes, digest);
    }
  }

  /** Writes the stream where the channel stands, and on disk; returns how many bytes came. */
  private long transfer(InputStream content, FileChannel file, long maxBytes, MessageDigest digest)
      throws IOException {
    byte[] buffer = new byte[BUFFER];
    long size = 0;
    try (ArrivingFile arriving = new ArrivingFile(file, executor)) {
      for (int read = read(content, buffer); read >= 0; read = read(content, buffer)) {
        size += read;
        if (size > maxBytes) {
          throw MatrixException.tooLarge("The upload is larger than " + maxBytes + " bytes");
        }
        digest.update(buffer, 0, read);
        arriving.write(ByteBuffer.wrap(buffer, 0, read));
      }
      arriving.finish();
    }
    return size;
  }

  private static int read(InputStream content, byte[] buffer) {
    try {
      return content.read(buffer);
    } catch (IOException e) {
      throw MatrixException.unknown("The upload was broken off");
    }
  }

  private void moveToPlace(Path part, String fileId) throws IOException {
    Path place = path(fileId);
    Files.createDirectories(place.getParent());
    Files.move(part, place, StandardCopyOption.ATOMIC_MOVE);
    try (FileChannel folder = FileChannel.open(place.getParent(), StandardOpenOption.READ)) {
      folder.force(true);
    } catch (IOException e) {
      // not every file system can; then the move is as durable as it makes it
      return;
    }
  }

  private void requireRoom() throws IOException {
    Files.createDirectories(directory());
    if (Files.getFileStore(directory()).getUsableSpace() < RESERVE) {
      throw noRoom(null);
    }
  }

  private Path newPart() throws IOException {
    Files.createDirectories(ownTmp());
    return ownTmp().resolve(newId());
  }

  private Path ownTmp() {
    return directory().resolve(TMP).resolve(config.nodeName());
  }

  private Path directory() {
    return config.mediaDirectory();
  }

  private boolean isStoredFile(Path file) {
    return Files.isRegularFile(file)
        && !file.startsWith(directory().resolve(TMP))
        && file.equals(path(file.getFileName().toString()));
  }

  private static boolean isOlder(Path file, Instant time) {
    try {
      return Files.getLastModifiedTime(file).toInstant().isBefore(time);
    } catch (IOException e) {
      return false;
    }
  }

  private static void deleteQuietly(Path file) {
    if (file != null) {
      try {
        Files.deleteIfExists(file);
      } catch (IOException e) {
        // the next sweep takes it
        return;
      }
    }
  }

  private static MatrixException noRoom(IOException cause) {
    return new MatrixException(ErrorCode.M_UNKNOWN, "There is no room for media", cause)
        .status(INSUFFICIENT_STORAGE);
  }

  private static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JDK has SHA-256", e);
    }
  }
}
