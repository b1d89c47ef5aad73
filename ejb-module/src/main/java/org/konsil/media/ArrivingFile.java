package org.konsil.media;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;

/**
 * A file that is put on disk while it still comes, so that its end has little left to wait for. For
 * one thread; another one waits for the disk.
 */
final class ArrivingFile implements AutoCloseable {
  /** Short files are not worth a second thread. */
  private static final long STEP = 16L * 1024 * 1024;

  private final FileChannel file;
  private final Executor executor;
  private CompletableFuture<Void> flush = CompletableFuture.completedFuture(null);
  private long unflushed;

  /**
   * @param file stays the caller's to close, after this
   */
  ArrivingFile(FileChannel file, Executor executor) {
    this.file = file;
    this.executor = executor;
  }

  /**
   * @throws IOException also for what came earlier and the disk would not take
   */
  void write(ByteBuffer bytes) throws IOException {
    unflushed += bytes.remaining();
    while (bytes.hasRemaining()) {
      file.write(bytes);
    }
    if (unflushed >= STEP && flush.isDone()) {
      await();
      begin();
    }
  }

  /** All of it is on disk afterwards. A failure of earlier parts is told: the system forgets it. */
  void finish() throws IOException {
    await();
    file.force(true);
  }

  /** Nothing uses the file any more. */
  @Override
  public void close() {
    flush.handle((done, failure) -> null).join();
  }

  private void begin() {
    try {
      flush = CompletableFuture.runAsync(this::force, executor);
      unflushed = 0;
    } catch (RejectedExecutionException e) {
      // nobody has the time now; there is the next step and the end
      return;
    }
  }

  private void force() {
    try {
      file.force(false);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void await() throws IOException {
    try {
      flush.join();
    } catch (CompletionException e) {
      throw new IOException("The disk did not take a part of the file", e);
    }
  }
}
