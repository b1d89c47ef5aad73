package org.konsil.mail;

/** What a mail is about; its words are in the bundle under this name. */
public enum MailKind {
  /** Proof of an organisation by its KIM address: values name and Telematik-ID, and a link. */
  KIM_LINK,
  /** The directory calls an organisation inactive (A_23093): name, Telematik-ID, last day. */
  ORGANISATION_INACTIVE,
  /** A service leaves the federation since its organisation is inactive (A_23094): domain. */
  SERVICE_LEAVES,
  /** A service has come into the federation: domain. */
  SERVICE_LIVE;

  /** Whether it goes over KIM and so by the relay that leads there. */
  boolean isKim() {
    return this == KIM_LINK;
  }
}
