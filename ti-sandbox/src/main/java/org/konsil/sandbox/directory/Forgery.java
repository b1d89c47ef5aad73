package org.konsil.sandbox.directory;

/** What may be wrong with a federation list. */
public enum Forgery {
  NONE,
  /** Not a JWS at all. */
  GARBAGE,
  /** A member was added after the list was signed. */
  CHANGED,
  /** Signed by an authority that nobody knows. */
  OTHER_ROOT,
  /** The header says ES256, the key is on brainpoolP256r1. */
  OTHER_ALGORITHM,
  /** The header says that there is no signature. */
  NO_ALGORITHM,
  /** The signer's certificate has ended. */
  EXPIRED_CERTIFICATE,
  /** The signer's certificate is revoked. */
  REVOKED_CERTIFICATE,
  /** Nobody answers whether the certificate is revoked. */
  NO_RESPONDER,
  /** The answer about revocation comes from somebody who may not give it. */
  OTHER_RESPONDER,
  /** The list's validity is over. */
  EXPIRED_LIST,
  /** The list of before. */
  OLDER_LIST,
  /** A list that does not follow its schema. */
  OTHER_SCHEMA,
  /** The directory answers 500. */
  FAILURE,
  /** The directory does not accept the provider's credentials. */
  NO_ACCESS
}
