package org.konsil.rawdata;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.konsil.outgoing.DoublingWait;
import org.konsil.outgoing.HttpAnswer;
import org.konsil.outgoing.OutgoingHttp;
import org.konsil.outgoing.OutgoingRequest;

/**
 * Delivers files to I_OpsData_Update::fileUpload (A_17733-01), the oldest first. One that is not
 * taken stays and is offered again, later each time, up to an hour.
 */
@ApplicationScoped
class RawDataDelivery {
  private static final Logger LOG = Logger.getLogger(RawDataDelivery.class.getName());
  private static final Duration TIMEOUT = Duration.ofSeconds(30);
  private static final int MAX_ANSWER = 64 * 1024;
  private static final int MOST_AT_ONCE = 50;
  private static final DoublingWait WAIT =
      new DoublingWait(Duration.ofMinutes(1), Duration.ofHours(1));

  @Inject private RawDataFiles files;
  @Inject private RawDataSettings settings;
  @Inject private OutgoingHttp http;
  @Inject private Clock clock;

  private Instant notBefore = Instant.EPOCH;
  private int failures;

  /** Offers what waits, when it is time to. */
  void deliver() {
    URI to = settings.url().orElse(null);
    if (to == null || clock.instant().isBefore(notBefore)) {
      return;
    }
    try {
      for (Path file : files.waiting().stream().limit(MOST_AT_ONCE).toList()) {
        upload(to, file);
        files.markDelivered(file);
        failures = 0;
      }
    } catch (IOException e) {
      Duration wait = WAIT.after(failures++);
      notBefore = clock.instant().plus(wait);
      LOG.log(Level.WARNING, e, () -> "raw data were not delivered; again in " + wait);
    }
  }

  /**
   * How many seconds ago the interval ended of which the oldest file waits; 0 when none waits or
   * there is nowhere to deliver to, not a number when the folder cannot be read.
   */
  double behind() {
    if (settings.url().isEmpty()) {
      return 0;
    }
    try {
      return files
          .oldestWaiting()
          .map(end -> Duration.between(end, clock.instant()).toMillis() / 1000.0)
          .orElse(0.0);
    } catch (IOException e) {
      return Double.NaN;
    }
  }

  private void upload(URI to, Path file) throws IOException {
    HttpAnswer answer =
        http.send(
            OutgoingRequest.post(to, Files.readAllBytes(file))
                .header("Content-Type", "application/octet-stream")
                .header("filename", file.getFileName().toString())
                .within(TIMEOUT, MAX_ANSWER)
                .ofInstallation());
    if (!answer.isSuccess()) {
      throw new IOException("the receiver answered " + answer.status());
    }
  }
}
