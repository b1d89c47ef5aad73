package org.konsil.jca.api;

import java.util.Arrays;
import java.util.OptionalInt;

/**
 * How the entry of a PIN ended (CardService VerifyPin).
 *
 * @param leftTries how many wrong entries are left, when the card tells
 */
public record PinResult(Outcome outcome, OptionalInt leftTries) {

  /** PinResultEnum; {@code UNKNOWN} is for an answer without or with an unknown result. */
  public enum Outcome {
    OK,
    /** the PIN was wrong */
    REJECTED,
    /** blocked already, nothing was tried */
    WASBLOCKED,
    /** the last wrong entry */
    NOWBLOCKED,
    /** the card still has the PIN it was sent with */
    TRANSPORT_PIN,
    ERROR,
    UNKNOWN;

    /** The result that a message of the Konnektor names. */
    public static Outcome ofCode(String code) {
      return Arrays.stream(values())
          .filter(one -> one.name().equals(code))
          .findFirst()
          .orElse(UNKNOWN);
    }
  }
}
