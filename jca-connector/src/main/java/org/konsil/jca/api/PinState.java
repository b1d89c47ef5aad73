package org.konsil.jca.api;

import java.util.OptionalInt;

/**
 * The state of a PIN (CardService GetPinStatus).
 *
 * @param leftTries how many wrong entries are left, when the card tells
 */
public record PinState(Status status, OptionalInt leftTries) {

  /** PinStatusEnum; {@code UNKNOWN} is for an answer without or with an unknown status. */
  public enum Status {
    VERIFIED,
    VERIFIABLE,
    TRANSPORT_PIN,
    EMPTY_PIN,
    BLOCKED,
    DISABLED,
    UNKNOWN
  }
}
