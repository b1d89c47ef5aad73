package org.konsil.rawdata;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * The files of raw data, {@code INSTANCE_START_END_perf.log} with times in milliseconds: one still
 * written to ends in {@code .part}, one that was delivered lies in the folder {@code delivered}.
 */
@ApplicationScoped
class RawDataFiles {
  /** What a file of an interval without an operation says. */
  static final String EMPTY = "leer";

  private static final String PART = ".part";
  private static final String DELIVERED = "delivered";
  private static final Pattern NAME = Pattern.compile(".+_(\\d+)_(\\d+)_perf\\.log(\\.part)?");

  @Inject private RawDataSettings settings;

  protected RawDataFiles() {}

  RawDataFiles(RawDataSettings settings) {
    this.settings = settings;
  }

  void append(Interval interval, String lines) throws IOException {
    Files.createDirectories(settings.directory());
    Files.writeString(
        settings.directory().resolve(name(interval) + PART),
        lines,
        StandardCharsets.UTF_8,
        StandardOpenOption.CREATE,
        StandardOpenOption.APPEND);
  }

  /** Nothing is added any more to what ended by then, also before the last start of the server. */
  void close(long end) throws IOException {
    for (Path file : list(settings.directory())) {
      String name = file.getFileName().toString();
      if (name.endsWith(PART) && end(file) <= end) {
        String closed = name.substring(0, name.length() - PART.length());
        Files.move(file, file.resolveSibling(closed), StandardCopyOption.ATOMIC_MOVE);
      }
    }
  }

  /** Says of an interval that nothing happened, unless it has a file. */
  void closeEmpty(Interval interval) throws IOException {
    Path file = settings.directory().resolve(name(interval));
    if (!Files.exists(file) && !Files.exists(delivered().resolve(name(interval)))) {
      Files.createDirectories(settings.directory());
      Files.writeString(file, EMPTY, StandardCharsets.UTF_8);
    }
  }

  /** What is complete and not delivered, the oldest first. */
  List<Path> waiting() throws IOException {
    return list(settings.directory()).stream()
        .filter(file -> !file.toString().endsWith(PART))
        .toList();
  }

  /** When the interval of the first of them ended. */
  Optional<Instant> oldestWaiting() throws IOException {
    return waiting().stream().findFirst().map(file -> Instant.ofEpochMilli(end(file)));
  }

  void markDelivered(Path file) throws IOException {
    Files.createDirectories(delivered());
    Files.move(file, delivered().resolve(file.getFileName()), StandardCopyOption.REPLACE_EXISTING);
  }

  /**
   * Deletes what ended before, and the oldest of the rest beyond the bound.
   *
   * @return how many files were deleted that nobody had taken
   */
  int expire(Instant before, long mostBytes) throws IOException {
    List<Path> all = new ArrayList<>(waiting());
    all.addAll(list(delivered()));
    all.sort(Comparator.comparingLong(RawDataFiles::end).reversed());
    long kept = 0;
    int lost = 0;
    for (Path file : all) {
      kept += Files.size(file);
      if (end(file) < before.toEpochMilli() || kept > mostBytes) {
        Files.delete(file);
        lost += file.startsWith(delivered()) ? 0 : 1;
      }
    }
    return lost;
  }

  private Path delivered() {
    return settings.directory().resolve(DELIVERED);
  }

  private String name(Interval interval) {
    return settings.instance() + "_" + interval.start() + "_" + interval.end() + "_perf.log";
  }

  private static long end(Path file) {
    Matcher matcher = NAME.matcher(file.getFileName().toString());
    return matcher.matches() ? Long.parseLong(matcher.group(2)) : Long.MAX_VALUE;
  }

  private static List<Path> list(Path folder) throws IOException {
    if (!Files.isDirectory(folder)) {
      return List.of();
    }
    try (Stream<Path> files = Files.list(folder)) {
      return files
          .filter(file -> NAME.matcher(file.getFileName().toString()).matches())
          .sorted(Comparator.comparingLong(RawDataFiles::end))
          .toList();
    } catch (UncheckedIOException e) {
      throw e.getCause();
    }
  }
}
