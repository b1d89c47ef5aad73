package org.konsil.testdriver.device;

import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.konsil.testdriver.matrix.MatrixDevice;
import org.konsil.testdriver.matrix.Refusal;

/**
 * A device that one caller at a time may have. Its methods may be called by several threads.
 *
 * <p>What it was told about a file it keeps, because a message names the file by an id only.
 */
public final class TestDevice {
  private static final Duration SHORTEST = Duration.ofSeconds(60);
  private static final Duration LONGEST = Duration.ofHours(24);

  private final int id;
  private final String domain;
  private final ApiKind kind;
  private final Map<String, String> files = new ConcurrentHashMap<>();
  private Claim claim = Claim.NONE;
  private MatrixDevice session;

  TestDevice(int id, String domain, ApiKind kind) {
    this.id = id;
    this.domain = domain;
    this.kind = kind;
  }

  public int id() {
    return id;
  }

  public String domain() {
    return domain;
  }

  public ApiKind kind() {
    return kind;
  }

  public String name() {
    return domain + " " + kind.path() + " " + id;
  }

  /** Who has it, or had it last. */
  public synchronized Claim claim() {
    return claim;
  }

  public synchronized boolean isClaimed(Instant now) {
    return claim.holds(now);
  }

  /**
   * @throws Refusal 403 while somebody has it; 400 for less than 60 s or more than a day
   */
  synchronized void claim(String claimer, Duration length, Instant now) {
    if (claimer == null || claimer.isBlank()) {
      throw new Refusal(400, "M_MISSING_PARAM", "claimerName is missing");
    }
    if (length.compareTo(SHORTEST) < 0 || length.compareTo(LONGEST) > 0) {
      throw new Refusal(400, "M_INVALID_PARAM", "claimFor is 60 seconds to one day");
    }
    if (claim.holds(now)) {
      throw new Refusal(403, "M_FORBIDDEN", "The device is claimed");
    }
    logout();
    claim = new Claim(claimer, now.plus(length));
  }

  /** Frees the device, which is logged out with that. */
  synchronized void unclaim(Instant now) {
    claim = new Claim("", now);
    logout();
  }

  /**
   * @throws Refusal 401 unless it is logged in
   */
  public synchronized MatrixDevice session() {
    return findSession()
        .orElseThrow(() -> new Refusal(401, "M_MISSING_TOKEN", "The device is not logged in"));
  }

  public synchronized Optional<MatrixDevice> findSession() {
    return Optional.ofNullable(session);
  }

  synchronized void login(MatrixDevice opened) {
    logout();
    session = opened;
  }

  /** Does nothing when it is not logged in. */
  public synchronized void logout() {
    MatrixDevice open = session;
    session = null;
    files.clear();
    if (open != null) {
      open.logout();
    }
  }

  /** Keeps how a file is decrypted. */
  public void remember(String fileId, String encryptedFile) {
    files.put(fileId, encryptedFile);
  }

  /** The {@code file} of a message that this device sent or read. */
  public Optional<String> file(String fileId) {
    return Optional.ofNullable(files.get(fileId));
  }
}
