package org.konsil.account;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import org.konsil.core.error.MatrixException;
import org.konsil.ratelimit.RateLimit;
import org.konsil.ratelimit.RateLimits;

/**
 * Slows down guessing: each account at each address has ten tries, and gains one every twelve
 * seconds; each address alone has a hundred, and gains one every second. A try that succeeds is
 * given back.
 */
@ApplicationScoped
public class LoginAttempts {
  private RateLimits limits;

  protected LoginAttempts() {}

  @Inject
  LoginAttempts(RateLimits limits) {
    this.limits = limits;
  }

  /**
   * Takes one try.
   *
   * @param account what is guessed at: a user id, or any other name
   * @throws MatrixException M_LIMIT_EXCEEDED when none is left
   */
  public void take(String account, String address) {
    limits.take(RateLimit.GUESSES_OF_ADDRESS, address);
    limits.take(RateLimit.GUESSES_OF_ACCOUNT, account + "\n" + address);
  }

  /** Gives the try back: it was no guess. */
  public void succeeded(String account, String address) {
    limits.forget(RateLimit.GUESSES_OF_ACCOUNT, account + "\n" + address);
  }
}
