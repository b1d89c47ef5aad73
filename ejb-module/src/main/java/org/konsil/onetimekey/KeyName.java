package org.konsil.onetimekey;

import java.util.Optional;

/** The name of an uploaded key: {@code <algorithm>:<key id>}. */
public record KeyName(String algorithm, String keyId) {

  /** Empty when one of the two parts is missing. */
  public static Optional<KeyName> find(String text) {
    int colon = text.indexOf(':');
    return colon > 0 && colon < text.length() - 1
        ? Optional.of(new KeyName(text.substring(0, colon), text.substring(colon + 1)))
        : Optional.empty();
  }

  @Override
  public String toString() {
    return algorithm + ":" + keyId;
  }
}
