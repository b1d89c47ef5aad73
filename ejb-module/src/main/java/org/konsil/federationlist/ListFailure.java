package org.konsil.federationlist;

import org.konsil.pki.PkiException;

/** Why the last attempt to get a list did not bring one that counts. */
public enum ListFailure {
  /** The directory could not be reached or answered with an error. */
  UNREACHABLE,
  /** The directory does not accept our credentials. */
  ACCESS_DENIED,
  /** The configured certificates of the TI cannot be read. */
  NO_ROOTS,
  MALFORMED,
  ALGORITHM,
  SIGNATURE,
  UNTRUSTED,
  REVOKED,
  UNCHECKED,
  /** The list is past its validity, or not valid yet. */
  EXPIRED,
  /** An older list than the one we have: somebody may be playing it back. */
  OLDER;

  static ListFailure of(PkiException.Reason reason) {
    return valueOf(reason.name());
  }
}
