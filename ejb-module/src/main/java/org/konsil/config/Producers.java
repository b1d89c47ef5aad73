package org.konsil.config;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Produces;
import java.security.SecureRandom;
import java.time.Clock;

/** The only clock and the only source of randomness, so that tests can bring their own. */
@ApplicationScoped
class Producers {
  @Produces
  Clock clock() {
    return Clock.systemUTC();
  }

  @Produces
  SecureRandom random() {
    return new SecureRandom();
  }
}
