package org.konsil.konnektor.card;

/** A card, or the Konnektor before it, did not do what was wanted. */
public class CardRefusedException extends Exception {
  private static final long serialVersionUID = 1L;

  private final CardRefusal refusal;

  CardRefusedException(CardRefusal refusal) {
    super(refusal.name());
    this.refusal = refusal;
  }

  /** The cause's own text is for the log of whoever looks after the Konnektor. */
  CardRefusedException(CardRefusal refusal, Throwable cause) {
    super(refusal.name() + ": " + cause.getMessage(), cause);
    this.refusal = refusal;
  }

  public CardRefusal refusal() {
    return refusal;
  }
}
