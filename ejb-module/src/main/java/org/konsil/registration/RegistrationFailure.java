package org.konsil.registration;

/** Why the registration service refuses; each has words for the administrator in the portal. */
public enum RegistrationFailure {
  /** Name, password or code is wrong. */
  WRONG_CREDENTIALS,
  /** Somebody has this login name. */
  NAME_TAKEN,
  /** The login name is not made of 3 to 128 letters, digits and {@code .-_@}. */
  NAME_INVALID,
  /** The password is shorter than twelve characters. */
  PASSWORD_WEAK,
  /** The code to enter is wrong. */
  CODE_WRONG,
  /** The organisation has an account already (a second authentication is no new registration). */
  ALREADY_REGISTERED,
  /** A document was not accepted. */
  CONTRACT_MISSING,
  /** The Telematik-ID belongs to another organisation, or not to this one. */
  IDENTITY_TAKEN,
  IDENTITY_UNKNOWN,
  /** A messenger service still stands for the Telematik-ID, or it is the last one. */
  IDENTITY_IN_USE,
  /** No domain name that may be used here. */
  DOMAIN_INVALID,
  /** No mail address. */
  ADDRESS_INVALID,
  /** The domain is in use. */
  DOMAIN_TAKEN,
  /** The organisation has as many services as it may. */
  TOO_MANY,
  /** The service is not the organisation's, or not in a state for this. */
  SERVICE_UNKNOWN
}
