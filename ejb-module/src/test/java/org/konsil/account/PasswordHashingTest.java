package org.konsil.account;

import static org.assertj.core.api.Assertions.assertThat;

import java.security.SecureRandom;
import java.util.Properties;
import org.junit.jupiter.api.Test;
import org.konsil.config.KonsilConfig;

class PasswordHashingTest {
  private final Properties settings = new Properties();
  private final PasswordHashing hashing = hashing();

  private PasswordHashing hashing() {
    settings.setProperty("konsil.password.memoryKib", "64");
    settings.setProperty("konsil.password.passes", "1");
    return new PasswordHashing(new SecureRandom(), new KonsilConfig(settings));
  }

  @Test
  void knowsItsOwnHashesWhateverTheyCost() {
    String cheap = hashing.hash("correct horse");
    settings.setProperty("konsil.password.memoryKib", "128");
    assertThat(cheap).startsWith("$argon2id$v=19$m=64,t=1,p=1$");
    assertThat(hashing.matches("correct horse", cheap)).isTrue();
    assertThat(hashing.matches("correct horsf", cheap)).isFalse();
    assertThat(hashing.hash("correct horse")).startsWith("$argon2id$v=19$m=128,");
  }

  @Test
  void saltsEveryHash() {
    assertThat(hashing.hash("same")).isNotEqualTo(hashing.hash("same"));
  }

  @Test
  void nothingMatchesNoHash() {
    assertThat(hashing.matches("", null)).isFalse();
    assertThat(hashing.matches("correct horse", null)).isFalse();
  }

  /** The vector of the Argon2 reference implementation for these parameters (command line tool). */
  @Test
  void readsHashesOfTheReferenceImplementation() {
    assertThat(
            hashing.matches(
                "password",
                "$argon2id$v=19$m=65536,t=2,p=1$c29tZXNhbHQ"
                    + "$CTFhFdXPJO1aFaMaO6Mm5c8y7cJHAph8ArZWb2GRPPc"))
        .isTrue();
  }
}
