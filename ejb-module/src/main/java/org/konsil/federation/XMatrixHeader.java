package org.konsil.federation;

import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * Reads an Authorization header of the scheme X-Matrix: names without regard to case, values as
 * tokens or quoted, blanks around commas; colons are let pass outside quotes.
 */
final class XMatrixHeader {
  private static final String SCHEME = "X-Matrix ";

  private final String text;
  private int at = SCHEME.length();

  private XMatrixHeader(String text) {
    this.text = text;
  }

  /** The parameters by lower-case name; empty when the header is of another scheme or malformed. */
  static Optional<Map<String, String>> parse(String header) {
    if (header == null || !header.regionMatches(true, 0, SCHEME, 0, SCHEME.length())) {
      return Optional.empty();
    }
    return new XMatrixHeader(header).parameters();
  }

  private Optional<Map<String, String>> parameters() {
    Map<String, String> found = new HashMap<>();
    skipBlanks();
    while (at < text.length()) {
      String name = token().toLowerCase(Locale.ROOT);
      if (name.isEmpty() || at >= text.length() || text.charAt(at) != '=') {
        return Optional.empty();
      }
      at++;
      Optional<String> value =
          at < text.length() && text.charAt(at) == '"' ? quoted() : Optional.of(token());
      if (value.isEmpty() || found.put(name, value.get()) != null) {
        return Optional.empty();
      }
      skipBlanks();
      if (at < text.length() && text.charAt(at++) != ',') {
        return Optional.empty();
      }
      skipBlanks();
    }
    return Optional.of(found);
  }

  private Optional<String> quoted() {
    StringBuilder value = new StringBuilder();
    for (at++; at < text.length(); at++) {
      char c = text.charAt(at);
      if (c == '"') {
        at++;
        return Optional.of(value.toString());
      }
      if (c == '\\' && ++at == text.length()) {
        return Optional.empty();
      }
      value.append(text.charAt(at));
    }
    return Optional.empty();
  }

  private String token() {
    int start = at;
    while (at < text.length() && "=,\" \t".indexOf(text.charAt(at)) < 0) {
      at++;
    }
    return text.substring(start, at);
  }

  private void skipBlanks() {
    while (at < text.length() && (text.charAt(at) == ' ' || text.charAt(at) == '\t')) {
      at++;
    }
  }
}
