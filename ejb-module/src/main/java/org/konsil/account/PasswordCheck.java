package org.konsil.account;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.Optional;
import org.konsil.config.KonsilConfig;
import org.konsil.core.error.ErrorCode;
import org.konsil.core.error.MatrixException;
import org.konsil.core.id.UserId;

/** Passwords of accounts: checking, and what a new one must be like. */
@ApplicationScoped
public class PasswordCheck {
  private static final int SHORTEST = 8;

  private AccountStore accounts;
  private PasswordHashing hashing;
  private LoginAttempts attempts;
  private KonsilConfig config;

  PasswordCheck() {}

  @Inject
  PasswordCheck(
      AccountStore accounts, PasswordHashing hashing, LoginAttempts attempts, KonsilConfig config) {
    this.accounts = accounts;
    this.hashing = hashing;
    this.attempts = attempts;
    this.config = config;
  }

  /**
   * Whether the password is the account's. Call it outside a transaction: it takes as long as
   * Argon2id is told to.
   *
   * @throws MatrixException M_LIMIT_EXCEEDED after too many tries
   */
  public boolean matches(UserId user, String password, String remoteAddress) {
    attempts.take(user.value(), remoteAddress);
    Optional<AccountEntity> account = accounts.find(user);
    String stored = account.map(AccountEntity::passwordHash).orElse(null);
    boolean right = hashing.matches(password, stored);
    if (right) {
      attempts.succeeded(user.value(), remoteAddress);
    }
    return right;
  }

  /**
   * The hash of a new password.
   *
   * @throws MatrixException M_WEAK_PASSWORD when it is shorter than eight characters; with the open
   *     policy only an empty one is refused
   */
  String hashNew(String password) {
    if (password.length() < (config.timPolicy() ? SHORTEST : 1)) {
      throw MatrixException.of(
          ErrorCode.M_WEAK_PASSWORD, "A password needs at least " + SHORTEST + " characters");
    }
    return hashing.hash(password);
  }
}
