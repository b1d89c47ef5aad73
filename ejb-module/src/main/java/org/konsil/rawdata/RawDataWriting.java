package org.konsil.rawdata;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.konsil.core.id.ServerName;

/**
 * Brings what was measured into the file of the interval in which it began, and closes the files.
 * Called by one thread at a time.
 */
@ApplicationScoped
class RawDataWriting {
  private static final Logger LOG = Logger.getLogger(RawDataWriting.class.getName());

  /** Longer than any measured operation may take, so that its line finds its file open. */
  private static final Duration GRACE = Duration.ofMinutes(2);

  /** After a clock that jumped, not a file for each interval of a year. */
  private static final int MOST_AT_ONCE = 1000;

  private static final Organisations.Owner NOBODY = new Organisations.Owner("", "");

  @Inject private RawDataService measured;
  @Inject private RawDataFiles files;
  @Inject private RawDataSettings settings;
  @Inject private Organisations organisations;
  @Inject private Clock clock;

  private Interval open;

  /** Writes what came, and closes what is over. */
  void write() {
    List<Measurement> taken = measured.drain();
    Interval oldest = Interval.at(clock.instant().minus(GRACE), settings.interval());
    try {
      append(taken, open == null ? oldest : open);
      files.close(oldest.start());
      fillGaps(oldest);
    } catch (IOException e) {
      LOG.log(Level.WARNING, e, () -> taken.size() + " lines of raw data could not be written");
    }
  }

  private void append(List<Measurement> taken, Interval notClosed) throws IOException {
    Map<ServerName, Organisations.Owner> owners = new HashMap<>();
    Map<Interval, StringBuilder> lines = new TreeMap<>();
    for (Measurement one : taken) {
      Interval began = Interval.at(Instant.ofEpochMilli(one.startMillis()), settings.interval());
      Interval target = began.compareTo(notClosed) < 0 ? notClosed : began;
      Organisations.Owner owner =
          one.owner()
              .or(() -> one.domain().map(domain -> owners.computeIfAbsent(domain, this::owner)))
              .orElse(NOBODY);
      lines
          .computeIfAbsent(target, interval -> new StringBuilder())
          .append(RawDataLine.of(one, settings.instance(), owner));
    }
    for (Map.Entry<Interval, StringBuilder> entry : lines.entrySet()) {
      files.append(entry.getKey(), entry.getValue().toString());
    }
  }

  private Organisations.Owner owner(ServerName domain) {
    return organisations.of(domain).orElse(NOBODY);
  }

  /** An interval in which this server ran and nothing happened has a file that says so. */
  private void fillGaps(Interval oldest) throws IOException {
    Interval next = open == null ? oldest : open;
    for (int i = 0; i < MOST_AT_ONCE && next.compareTo(oldest) < 0; i++) {
      files.closeEmpty(next);
      next = next.next();
    }
    open = oldest;
  }
}
