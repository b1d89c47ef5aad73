package org.konsil.sandbox.idp;

/** What the identity provider may do wrong. */
public enum IdpForgery {
  NONE,
  /** The discovery document was changed after it was signed. */
  DISCOVERY_CHANGED,
  /** Keys and documents are signed by an authority that nobody knows. */
  OTHER_ROOT,
  /** The discovery document is over. */
  DISCOVERY_EXPIRED,
  /** The challenge is signed by another key than the published one. */
  CHALLENGE_SIGNATURE,
  /** The challenge is over before it can be signed. */
  CHALLENGE_EXPIRED,
  /** The challenge is about another login. */
  CHALLENGE_OTHER,
  /** The answer belongs to another login. */
  OTHER_STATE,
  /** The answer leads to somebody else. */
  OTHER_REDIRECT,
  /** The token is encrypted under another key. */
  TOKEN_KEY,
  TOKEN_SIGNATURE,
  TOKEN_ISSUER,
  TOKEN_AUDIENCE,
  TOKEN_NONCE,
  TOKEN_EXPIRED,
  /** The token counts for longer than 24 hours. */
  TOKEN_LONG,
  /** The login was not with card and PIN. */
  TOKEN_WEAK,
  /** Every answer is 500. */
  FAILURE
}
