package org.konsil.web.ui.messenger;

import jakarta.enterprise.context.SessionScoped;
import jakarta.inject.Named;
import java.io.Serializable;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.Base64;
import java.util.Optional;
import org.konsil.core.id.UserId;

/**
 * Who is signed in to the pages of this HTTP session, and nothing more: no token, no key, no
 * password. Serializable, because sessions are replicated.
 */
@Named("signedIn")
@SessionScoped
public class SignedIn implements Serializable {

  private static final long serialVersionUID = 1L;
  private static final int CSRF_BYTES = 24;

  private String user;
  private String csrf;
  private boolean admin;
  private boolean shared;
  private long lockedAt;
  private boolean sealed;
  private int failedUnlocks;

  /** Starts to be signed in; a new CSRF token with each sign-in. */
  void start(UserId userId, boolean domainAdmin, boolean sharedDevice, SecureRandom random) {
    byte[] bytes = new byte[CSRF_BYTES];
    random.nextBytes(bytes);
    user = userId.value();
    csrf = Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    admin = domainAdmin;
    shared = sharedDevice;
    lockedAt = 0;
    sealed = false;
    failedUnlocks = 0;
  }

  /** Whether an access token of this user opens the locked screen. */
  boolean opensByToken(UserId userId) {
    return sealed && userId.value().equals(user);
  }

  /** Locks, unless it is locked already: a second lock must not be easier to open. */
  void lock(Instant now, boolean deviceSealed) {
    if (lockedAt == 0) {
      lockedAt = now.toEpochMilli();
      sealed = deviceSealed;
      failedUnlocks = 0;
    }
  }

  void unlock() {
    lockedAt = 0;
    sealed = false;
    failedUnlocks = 0;
  }

  /** Counts a wrong password on the lock screen and tells how many there have been. */
  int unlockFailed() {
    return ++failedUnlocks;
  }

  /** The signed-in user, also while the screen is locked. */
  public Optional<UserId> user() {
    return Optional.ofNullable(user).map(UserId::parse);
  }

  public String getUserId() {
    return user == null ? "" : user;
  }

  public boolean isActive() {
    return user != null;
  }

  public boolean isLocked() {
    return lockedAt != 0;
  }

  /** Milliseconds since the epoch, 0 when not locked. */
  public long getLockedAtMillis() {
    return lockedAt;
  }

  /** Administrator of the user's own domain. */
  public boolean isDomainAdmin() {
    return admin;
  }

  /** The user said that others use this device too: idle means erased, not locked. */
  public boolean isSharedDevice() {
    return shared;
  }

  public String getCsrfToken() {
    return csrf == null ? "" : csrf;
  }
}
