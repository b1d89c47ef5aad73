package org.konsil.federationlist;

/** Why a domain could not be put into the federation, or taken out of it. */
public enum MembershipFailure {
  /** No directory is set up. */
  NOT_CONFIGURED,
  /** The directory does not answer as it should. */
  UNREACHABLE,
  /** It does not accept the provider's credentials. */
  ACCESS_DENIED,
  /** The domain belongs to the federation already. */
  TAKEN,
  /** It does not want the domain, as when the organisation is not active. */
  REFUSED
}
