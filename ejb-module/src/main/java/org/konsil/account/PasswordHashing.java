package org.konsil.account;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.Base64;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.bouncycastle.crypto.generators.Argon2BytesGenerator;
import org.bouncycastle.crypto.params.Argon2Parameters;
import org.konsil.config.KonsilConfig;
import org.konsil.core.error.MatrixException;

/**
 * Argon2id in PHC form. Each run holds {@code konsil.password.memoryKib} of heap, so only a few run
 * at once; whoever waits too long is told to come back.
 */
@ApplicationScoped
public class PasswordHashing {
  private static final int SALT_BYTES = 16;
  private static final int HASH_BYTES = 32;
  private static final int MAX_PASSWORD_BYTES = 4096;
  private static final Duration LONGEST_WAIT = Duration.ofSeconds(10);

  private SecureRandom random;
  private KonsilConfig config;
  private Semaphore running;
  private volatile String decoy;

  protected PasswordHashing() {}

  @Inject
  PasswordHashing(SecureRandom random, KonsilConfig config) {
    this.random = random;
    this.config = config;
    this.running = new Semaphore((int) config.number("password.parallel", 2));
  }

  /** A fresh hash with the configured cost. */
  public String hash(String password) {
    byte[] salt = new byte[SALT_BYTES];
    random.nextBytes(salt);
    int memory = (int) config.number("password.memoryKib", 19 * 1024);
    int passes = (int) config.number("password.passes", 2);
    byte[] hash = compute(password, salt, memory, passes);
    return "$argon2id$v=19$m="
        + memory
        + ",t="
        + passes
        + ",p=1$"
        + base64(salt)
        + "$"
        + base64(hash);
  }

  /**
   * Whether the password belongs to the hash.
   *
   * @param stored null for an account without a password or no account at all: costs the same time
   *     and is never true, so that nobody can tell which names exist
   */
  public boolean matches(String password, String stored) {
    String[] parts = (stored == null ? decoy() : stored).split("\\$");
    int memory = parameter(parts[3], "m");
    int passes = parameter(parts[3], "t");
    byte[] salt = Base64.getDecoder().decode(parts[4]);
    byte[] expected = Base64.getDecoder().decode(parts[5]);
    byte[] actual = compute(password, salt, memory, passes);
    return MessageDigest.isEqual(expected, actual) && stored != null;
  }

  private String decoy() {
    String present = decoy;
    if (present == null) {
      present = hash("");
      decoy = present;
    }
    return present;
  }

  private byte[] compute(String password, byte[] salt, int memory, int passes) {
    byte[] secret = password.getBytes(StandardCharsets.UTF_8);
    if (secret.length > MAX_PASSWORD_BYTES) {
      throw MatrixException.invalidParam("The password is too long");
    }
    acquire();
    try {
      Argon2BytesGenerator argon2 = new Argon2BytesGenerator();
      argon2.init(
          new Argon2Parameters.Builder(Argon2Parameters.ARGON2_id)
              .withSalt(salt)
              .withMemoryAsKB(memory)
              .withIterations(passes)
              .withParallelism(1)
              .build());
      byte[] hash = new byte[HASH_BYTES];
      argon2.generateBytes(secret, hash);
      return hash;
    } finally {
      running.release();
    }
  }

  private void acquire() {
    try {
      if (!running.tryAcquire(LONGEST_WAIT.toMillis(), TimeUnit.MILLISECONDS)) {
        throw MatrixException.limitExceeded(LONGEST_WAIT);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw MatrixException.limitExceeded(LONGEST_WAIT);
    }
  }

  private static int parameter(String list, String name) {
    for (String entry : list.split(",")) {
      if (entry.startsWith(name + "=")) {
        return Integer.parseInt(entry.substring(name.length() + 1));
      }
    }
    throw new IllegalStateException("a stored hash lacks its cost");
  }

  private static String base64(byte[] bytes) {
    return Base64.getEncoder().withoutPadding().encodeToString(bytes);
  }
}
