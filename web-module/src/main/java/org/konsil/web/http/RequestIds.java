package org.konsil.web.http;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.security.SecureRandom;
import java.util.concurrent.atomic.AtomicLong;

/** Makes ids of requests: 16 hexadecimal digits, which no two nodes are likely to share. */
@ApplicationScoped
class RequestIds {
  private static final int LONGEST = 64;

  /** An odd number, so that the steps run through all values before one comes again. */
  private static final long STEP = 0x9E3779B97F4A7C15L;

  private final AtomicLong last = new AtomicLong();

  RequestIds() {}

  @Inject
  RequestIds(SecureRandom random) {
    last.set(random.nextLong());
  }

  String next() {
    String digits = Long.toHexString(last.addAndGet(STEP));
    return "0".repeat(16 - digits.length()) + digits;
  }

  /** What others send is written into the log: letters, digits and {@code . _ -} alone. */
  static boolean isUsable(String given) {
    if (given == null || given.isEmpty() || given.length() > LONGEST) {
      return false;
    }
    for (int i = 0; i < given.length(); i++) {
      char c = given.charAt(i);
      boolean letter = c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' || c >= '0' && c <= '9';
      if (!letter && c != '-' && c != '_' && c != '.') {
        return false;
      }
    }
    return true;
  }
}
