package org.konsil.idp;

import org.konsil.konnektor.card.CardRefusal;

/** Why a login did not come about; each has words for the administrator in the portal. */
public enum LoginFailure {
  /** As {@link CardRefusal}. */
  KONNEKTOR_NOT_CONFIGURED,
  KONNEKTOR_UNREACHABLE,
  KONNEKTOR_FAULT,
  NO_CARD,
  CARD_REMOVED,
  PIN_NOT_VERIFIED,
  PIN_BLOCKED,
  PIN_NOT_SET,
  /** No provider is set up, or no roots of the TI. */
  NOT_CONFIGURED,
  /** The provider does not answer, or not in its protocol. */
  IDP_UNREACHABLE,
  /** The provider's documents and keys do not lead to a root of the TI, or are over. */
  IDP_UNTRUSTED,
  /** The challenge is not signed by the provider, or is about another login. */
  CHALLENGE_INVALID,
  /** The challenge was over before it was signed. */
  CHALLENGE_EXPIRED,
  /** The card's certificate leads to no root of the TI, or is over. */
  CARD_UNTRUSTED,
  /** The card's certificate is revoked. */
  CARD_REVOKED,
  /** Nobody could be asked whether the card's certificate is revoked. */
  CARD_UNCHECKED,
  /** The provider does not accept the login. */
  IDP_REFUSED,
  /** The answer belongs to another login than ours. */
  OTHER_LOGIN,
  /** The token cannot be decrypted, or is not signed by the provider. */
  TOKEN_INVALID,
  /** The token's nonce is not ours. */
  TOKEN_NONCE,
  /** The token is from or for somebody else. */
  TOKEN_AUDIENCE,
  /** The token is over, or counts for longer than 24 hours. */
  TOKEN_EXPIRED,
  /** The login was not made with card and PIN. */
  TOKEN_WEAK,
  /** The holder is no institution that may have a messenger service. */
  PROFESSION;

  static LoginFailure of(CardRefusal refusal) {
    return valueOf(refusal.name());
  }
}
