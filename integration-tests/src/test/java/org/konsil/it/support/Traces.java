package org.konsil.it.support;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** Looks for a word in all that a server has kept. */
public final class Traces {
  private static final int WINDOW = 1 << 20;

  private Traces() {}

  /** The files of its home that hold the word: database, media, logs, session data, dumps. */
  public static List<Path> filesWith(Path home, String word) {
    byte[] needle = word.getBytes(StandardCharsets.UTF_8);
    byte[] wideNeedle = word.getBytes(StandardCharsets.UTF_16BE);
    try (Stream<Path> all = Files.walk(home)) {
      return all.filter(Files::isRegularFile)
          .filter(file -> !file.toString().endsWith(".jar") && !file.toString().endsWith(".ear"))
          .filter(file -> contains(file, needle) || contains(file, wideNeedle))
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static boolean contains(Path file, byte[] needle) {
    try (InputStream in = Files.newInputStream(file)) {
      byte[] window = new byte[WINDOW];
      int kept = 0;
      for (int read = in.read(window, kept, window.length - kept);
          read > 0;
          read = in.read(window, kept, window.length - kept)) {
        int filled = kept + read;
        for (int i = 0; i + needle.length <= filled; i++) {
          int j = 0;
          while (j < needle.length && window[i + j] == needle[j]) {
            j++;
          }
          if (j == needle.length) {
            return true;
          }
        }
        kept = Math.min(needle.length - 1, filled);
        System.arraycopy(window, filled - kept, window, 0, kept);
      }
      return false;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
