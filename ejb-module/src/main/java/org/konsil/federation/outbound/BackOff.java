package org.konsil.federation.outbound;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.security.SecureRandom;
import java.time.Duration;
import org.konsil.outgoing.DoublingWait;

/**
 * How long to leave a server in peace that did not answer: 5 seconds, doubling up to 4 hours, give
 * or take a fifth, so that a server that comes back is not met by all its peers at once (F32).
 */
@ApplicationScoped
class BackOff {
  private static final DoublingWait WAIT =
      new DoublingWait(Duration.ofSeconds(5), Duration.ofHours(4));

  @Inject private SecureRandom random;

  protected BackOff() {}

  BackOff(SecureRandom random) {
    this.random = random;
  }

  /**
   * @param failures how many there were in a row before this one
   */
  Duration after(int failures) {
    long millis = WAIT.after(failures).toMillis();
    return Duration.ofMillis((long) (millis * (0.8 + 0.4 * random.nextDouble())));
  }
}
