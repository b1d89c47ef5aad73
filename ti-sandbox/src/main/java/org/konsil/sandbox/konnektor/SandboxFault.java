package org.konsil.sandbox.konnektor;

/** An error that the Konnektor answers with a SOAP fault. */
final class SandboxFault extends Exception {

  private static final long serialVersionUID = 1L;

  private final int code;

  private SandboxFault(int code, String text) {
    super(text);
    this.code = code;
  }

  static SandboxFault of(int code, String text) {
    return new SandboxFault(code, text);
  }

  static SandboxFault syntax(String what) {
    return new SandboxFault(4000, "Syntaxfehler: " + what);
  }

  static SandboxFault internal(String what) {
    return new SandboxFault(4001, "Interner Fehler: " + what);
  }

  static SandboxFault unknownMandant() {
    return new SandboxFault(4004, "Ungültige Mandanten-ID");
  }

  static SandboxFault unknownClientSystem() {
    return new SandboxFault(4005, "Ungültige Clientsystem-ID");
  }

  static SandboxFault unknownWorkplace() {
    return new SandboxFault(4006, "Ungültige Arbeitsplatz-ID");
  }

  static SandboxFault unknownCard() {
    return new SandboxFault(4101, "Karten-Handle ungültig");
  }

  static SandboxFault unknownSubscription() {
    return new SandboxFault(4102, "Ungültige SubscriptionId");
  }

  int code() {
    return code;
  }
}
