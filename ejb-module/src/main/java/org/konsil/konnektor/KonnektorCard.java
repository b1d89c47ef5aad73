package org.konsil.konnektor;

import java.time.Instant;
import java.time.LocalDate;
import java.util.Optional;

/**
 * A card of the institution or of a professional; never a patient's.
 *
 * @param type as the Konnektor names it: SMC-B, HSM-B, SMC-KT, HBA, HBA-qSig, ZOD_2.0
 * @param iccsn 20 digits
 * @param terminal name of the terminal, its id when it has none
 * @param slot from 1
 * @param validUntil last day of its certificates
 */
public record KonnektorCard(
    String type,
    Optional<String> holder,
    Optional<String> iccsn,
    String terminal,
    int slot,
    Instant insertedAt,
    Optional<LocalDate> validUntil,
    Pin pin) {

  /** Whether the card can be used. */
  public enum Pin {
    /** entered; the card works */
    VERIFIED,
    /** must be entered at the terminal */
    REQUIRED,
    /** blocked, or still the transport PIN: the holder must act */
    UNUSABLE,
    /** the card has none that matters here */
    NONE,
    /** the Konnektor did not tell */
    UNKNOWN
  }
}
