package org.konsil.media;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.RejectedExecutionException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ArrivingFileTest {
  private static final int MEBIBYTE = 1024 * 1024;

  @TempDir Path directory;
  private final List<Runnable> flushes = new ArrayList<>();
  private FileChannel file;

  @BeforeEach
  void open() throws IOException {
    file =
        FileChannel.open(
            directory.resolve("file"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
  }

  @AfterEach
  void close() throws IOException {
    file.close();
  }

  @Test
  void allOfItArrives() throws IOException {
    byte[] content = new byte[40 * MEBIBYTE + 17];
    new Random(1).nextBytes(content);
    try (ArrivingFile arriving = new ArrivingFile(file, Runnable::run)) {
      for (int from = 0; from < content.length; from += MEBIBYTE) {
        int length = Math.min(MEBIBYTE, content.length - from);
        arriving.write(ByteBuffer.wrap(content, from, length));
      }
      arriving.finish();
    }
    assertArrayEquals(content, Files.readAllBytes(directory.resolve("file")));
  }

  @Test
  void aShortFileNeedsNoSecondThread() throws IOException {
    ArrivingFile arriving = new ArrivingFile(file, flushes::add);
    arriving.write(ByteBuffer.allocate(MEBIBYTE));
    arriving.finish();
    assertTrue(flushes.isEmpty());
  }

  @Test
  void oneThreadAtATimeWaitsForTheDisk() throws IOException {
    ArrivingFile arriving = new ArrivingFile(file, flushes::add);
    for (int i = 0; i < 64; i++) {
      arriving.write(ByteBuffer.allocate(MEBIBYTE));
    }
    assertEquals(1, flushes.size());
    flushes.get(0).run();
    arriving.write(ByteBuffer.allocate(MEBIBYTE));
    assertEquals(2, flushes.size());
  }

  @Test
  void whatTheDiskDidNotTakeIsToldAtTheEndAtLatest() throws IOException {
    ArrivingFile arriving = new ArrivingFile(file, flushes::add);
    for (int i = 0; i < 16; i++) {
      arriving.write(ByteBuffer.allocate(MEBIBYTE));
    }
    file.close();
    flushes.get(0).run();
    assertThrows(IOException.class, arriving::finish);
  }

  @Test
  void nobodyHasTheTime() throws IOException {
    ArrivingFile arriving =
        new ArrivingFile(
            file,
            task -> {
              throw new RejectedExecutionException();
            });
    for (int i = 0; i < 20; i++) {
      arriving.write(ByteBuffer.allocate(MEBIBYTE));
    }
    arriving.finish();
    assertFalse(file.size() < 20L * MEBIBYTE);
  }
}
