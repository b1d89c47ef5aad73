package org.konsil.konnektor.card;

/** Why a card does not do what is wanted; each is something an administrator can mend. */
public enum CardRefusal {
  /** No Konnektor is set up, or a setting cannot be used. */
  KONNEKTOR_NOT_CONFIGURED,
  /** Nobody answers, or TLS is refused. */
  KONNEKTOR_UNREACHABLE,
  /** The Konnektor answers with an error, or with something that cannot be understood. */
  KONNEKTOR_FAULT,
  /** No card of an institution is in any terminal. */
  NO_CARD,
  /** The card was pulled out since it was chosen. */
  CARD_REMOVED,
  /** The PIN must be entered at the terminal first. */
  PIN_NOT_VERIFIED,
  /** The PIN is blocked. */
  PIN_BLOCKED,
  /** The card still has the PIN it was sent with, or none. */
  PIN_NOT_SET
}
