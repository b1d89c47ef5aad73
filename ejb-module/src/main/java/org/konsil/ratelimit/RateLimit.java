package org.konsil.ratelimit;

import java.time.Duration;

/**
 * What is limited, and how far unless the setting {@code konsil.rateLimit.NAME} says otherwise:
 * {@code BURST/PER_SECOND}.
 */
public enum RateLimit {
  /** Guesses at one account from one address. */
  GUESSES_OF_ACCOUNT("guesses.account", 10, Duration.ofSeconds(12)),
  /** Guesses from one address, at whatever account. */
  GUESSES_OF_ADDRESS("guesses.address", 100, Duration.ofSeconds(1)),
  /** Requests of one user, other than waiting for news. */
  REQUESTS_OF_USER("requests.user", 500, Duration.ofMillis(20)),
  /** Requests without a token; a hospital may come from one address. */
  REQUESTS_OF_ADDRESS("requests.address", 500, Duration.ofMillis(10)),
  /** Requests of all users of one domain, so that one tenant leaves room for the others. */
  REQUESTS_OF_DOMAIN("requests.domain", 10_000, Duration.ofNanos(500_000)),
  /** Requests of another server; one carries up to 50 events. */
  REQUESTS_OF_SERVER("requests.server", 1000, Duration.ofMillis(5)),
  /** Events that one user sends, to whatever room. */
  EVENTS_OF_USER("events.user", 100, Duration.ofMillis(100)),
  /** Events that users send to one room, so that one room leaves room for the others. */
  EVENTS_OF_ROOM("events.room", 500, Duration.ofMillis(10));

  private final String label;
  private final int burst;
  private final Duration every;

  RateLimit(String label, int burst, Duration every) {
    this.label = label;
    this.burst = burst;
    this.every = every;
  }

  /** As settings and metrics name it. */
  public String label() {
    return label;
  }

  Rate usual() {
    return new Rate(burst, every);
  }
}
