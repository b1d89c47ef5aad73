package org.konsil.registrationtoken;

import jakarta.ejb.Stateless;
import jakarta.ejb.TransactionAttribute;
import jakarta.ejb.TransactionAttributeType;
import jakarta.inject.Inject;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.konsil.core.error.MatrixException;
import org.konsil.core.id.ServerName;

/**
 * The registration tokens of a domain. For other capabilities, which have decided that the caller
 * may.
 *
 * @see <a
 *     href="https://spec.matrix.org/v1.19/client-server-api/#token-authenticated-registration">Token-authenticated
 *     registration</a>
 */
@Stateless
public class RegistrationTokenService {
  /** The specification's alphabet and length. */
  private static final Pattern TOKEN = Pattern.compile("[A-Za-z0-9._~-]{1,64}");

  private static final String LETTERS = "ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnopqrstuvwxyz23456789";
  private static final int GENERATED_LENGTH = 24;
  private static final int CONFLICT = 409;

  @Inject private RegistrationTokenStore store;
  @Inject private SecureRandom random;
  @Inject private Clock clock;

  /** Whether the token could be used now. */
  @TransactionAttribute(TransactionAttributeType.SUPPORTS)
  public boolean isValid(ServerName domain, String token) {
    return store.isValid(domain, token, clock.instant());
  }

  /** Counts one use; false when none is left. */
  public boolean use(ServerName domain, String token) {
    return store.use(domain, token, clock.instant());
  }

  /** A page of the domain's tokens, the newest first, those that are used up included. */
  @TransactionAttribute(TransactionAttributeType.SUPPORTS)
  public List<RegistrationToken> page(ServerName domain, int first, int count) {
    return store.page(domain, first, count);
  }

  @TransactionAttribute(TransactionAttributeType.SUPPORTS)
  public long count(ServerName domain) {
    return store.count(domain);
  }

  /**
   * @throws MatrixException M_NOT_FOUND
   */
  @TransactionAttribute(TransactionAttributeType.SUPPORTS)
  public RegistrationToken get(ServerName domain, String token) {
    return store.find(domain, token).orElseThrow(RegistrationTokenService::unknown);
  }

  /**
   * Makes a token.
   *
   * @param wanted what it is to be; made up when empty
   * @param usesAllowed for how many registrations; empty for any number
   * @throws MatrixException M_INVALID_PARAM; 409 M_UNKNOWN when the domain has this token
   */
  public RegistrationToken create(
      ServerName domain,
      Optional<String> wanted,
      Optional<Long> usesAllowed,
      Optional<Instant> expiresAt) {
    requireUsable(usesAllowed, expiresAt);
    RegistrationToken token =
        new RegistrationToken(
            wanted.orElseGet(this::madeUp), usesAllowed, 0, expiresAt, clock.instant());
    if (!TOKEN.matcher(token.token()).matches()) {
      throw MatrixException.invalidParam("A token has 1 to 64 of the characters A-Za-z0-9._~-");
    }
    if (!store.insert(domain, token)) {
      throw MatrixException.unknown("There is such a token").status(CONFLICT);
    }
    return token;
  }

  /**
   * Replaces both limits of a token.
   *
   * @throws MatrixException M_NOT_FOUND, M_INVALID_PARAM
   */
  public RegistrationToken change(
      ServerName domain, String token, Optional<Long> usesAllowed, Optional<Instant> expiresAt) {
    requireUsable(usesAllowed, expiresAt);
    if (!store.change(domain, token, usesAllowed, expiresAt)) {
      throw unknown();
    }
    return get(domain, token);
  }

  /**
   * @throws MatrixException M_NOT_FOUND
   */
  public void delete(ServerName domain, String token) {
    if (!store.delete(domain, token)) {
      throw unknown();
    }
  }

  /** Takes all tokens of a domain that ends. */
  public void deleteAll(ServerName domain) {
    store.deleteAll(domain);
  }

  private void requireUsable(Optional<Long> usesAllowed, Optional<Instant> expiresAt) {
    if (usesAllowed.filter(uses -> uses < 0).isPresent()) {
      throw MatrixException.invalidParam("uses_allowed is negative");
    }
    if (expiresAt.filter(end -> !end.isAfter(clock.instant())).isPresent()) {
      throw MatrixException.invalidParam("expires_at is past");
    }
  }

  private String madeUp() {
    StringBuilder token = new StringBuilder();
    for (int i = 0; i < GENERATED_LENGTH; i++) {
      token.append(LETTERS.charAt(random.nextInt(LETTERS.length())));
    }
    return token.toString();
  }

  private static MatrixException unknown() {
    return MatrixException.notFound("Unknown registration token");
  }
}
