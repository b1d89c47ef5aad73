package org.konsil.sandbox.directory;

import java.util.Optional;

/** The identity provider as the directory uses it. */
public interface CardLogins {
  /** Its address. */
  String address();

  /** Whose card logged in, for the directory's client {@code vzd}. */
  Optional<Holder> redeem(String code, String redirectUri);

  /** What the card says. */
  record Holder(String telematikId, String name) {}
}
