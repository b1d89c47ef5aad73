package org.konsil.kim;

/** Why a proof by KIM is refused; each has words for the administrator in the portal. */
public enum KimFailure {
  /** No way into KIM or no access to the directory is set up. */
  NOT_CONFIGURED,
  /** The directory does not answer, or not to us. */
  DIRECTORY_UNAVAILABLE,
  /** The directory lists no active organisation with a KIM address under the Telematik-ID. */
  NO_ADDRESS,
  /** It is no institution that may register. */
  PROFESSION,
  /** The organisation was written to several times of late. */
  TOO_OFTEN,
  /** The link was used, is over, or was replaced by a newer one. */
  LINK_INVALID
}
