package org.konsil.jca.api;

/** Which PIN of a card. */
public enum PinType {
  /** of an institution's card (SMC-B) */
  SMC("PIN.SMC"),
  /** of a professional's card, for authentication */
  CH("PIN.CH"),
  /** of a professional's card, for the qualified signature */
  QES("PIN.QES");

  private final String code;

  PinType(String code) {
    this.code = code;
  }

  /** The name in messages of the Konnektor. */
  public String code() {
    return code;
  }
}
