package org.konsil.core.id;

/** IP addresses as text, without asking a resolver as the JDK's parser may. */
final class IpLiteral {
  private static final int V6_GROUPS = 8;

  private IpLiteral() {}

  /** Four runs of digits between dots: no DNS name, even when a number is too large. */
  static boolean looksLikeV4(String host) {
    int dots = 0;
    int run = 0;
    for (int i = 0; i < host.length(); i++) {
      char c = host.charAt(i);
      if (c == '.') {
        if (run == 0) {
          return false;
        }
        dots++;
        run = 0;
      } else if (Grammar.isDigit(c)) {
        run++;
      } else {
        return false;
      }
    }
    return dots == 3 && run > 0;
  }

  static boolean isV4(String host) {
    if (!looksLikeV4(host)) {
      return false;
    }
    for (String part : host.split("\\.")) {
      if (part.length() > 3 || Integer.parseInt(part) > 255) {
        return false;
      }
    }
    return true;
  }

  /** RFC 3513, section 2.2: eight groups, one "::" for a run of zeros, an IPv4 tail. */
  static boolean isV6(String text) {
    int gap = text.indexOf("::");
    if (gap < 0) {
      return groups(text, true) == V6_GROUPS;
    }
    String head = text.substring(0, gap);
    String tail = text.substring(gap + 2);
    int before = head.isEmpty() ? 0 : groups(head, false);
    int after = tail.isEmpty() ? 0 : groups(tail, true);
    return before >= 0 && after >= 0 && before + after < V6_GROUPS;
  }

  /** The number of groups, an IPv4 tail counting two; -1 when malformed. */
  private static int groups(String text, boolean v4Tail) {
    String[] parts = text.split(":", -1);
    int count = 0;
    for (int i = 0; i < parts.length; i++) {
      if (v4Tail && i == parts.length - 1 && isV4(parts[i])) {
        count += 2;
      } else if (isHexGroup(parts[i])) {
        count++;
      } else {
        return -1;
      }
    }
    return count;
  }

  private static boolean isHexGroup(String part) {
    if (part.isEmpty() || part.length() > 4) {
      return false;
    }
    for (int i = 0; i < part.length(); i++) {
      if (Character.digit(part.charAt(i), 16) < 0 || part.charAt(i) > 'f') {
        return false;
      }
    }
    return true;
  }
}
