package org.konsil.e2ee;

import java.util.Locale;

/**
 * What a cross-signing key is for.
 *
 * @see <a href="https://spec.matrix.org/v1.19/client-server-api/#cross-signing">Cross-signing</a>
 */
enum KeyUsage {
  MASTER,
  SELF_SIGNING,
  USER_SIGNING;

  /** The specification's word. */
  String text() {
    return name().toLowerCase(Locale.ROOT);
  }

  static KeyUsage of(String text) {
    return valueOf(text.toUpperCase(Locale.ROOT));
  }
}
