package org.konsil.org;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.security.SecureRandom;

/**
 * Makes up passwords that people can read out to each other: four groups of four, 79 bits, without
 * letters that look alike.
 */
@ApplicationScoped
class PasswordGenerator {
  private static final String LETTERS = "abcdefghjkmnpqrstuvwxyz23456789";
  private static final int GROUPS = 4;
  private static final int GROUP_LENGTH = 4;

  private SecureRandom random;

  PasswordGenerator() {}

  @Inject
  PasswordGenerator(SecureRandom random) {
    this.random = random;
  }

  String next() {
    StringBuilder password = new StringBuilder();
    for (int i = 0; i < GROUPS * GROUP_LENGTH; i++) {
      if (i > 0 && i % GROUP_LENGTH == 0) {
        password.append('-');
      }
      password.append(LETTERS.charAt(random.nextInt(LETTERS.length())));
    }
    return password.toString();
  }
}
