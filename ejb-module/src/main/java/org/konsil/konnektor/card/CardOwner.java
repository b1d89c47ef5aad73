package org.konsil.konnektor.card;

import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.konsil.core.id.UserId;
import org.konsil.core.signing.Sha256;
import org.konsil.jca.api.CallContext;
import org.konsil.jca.api.CardType;
import org.konsil.jca.api.PinType;

/**
 * Whose card is meant: the institution's, or a practitioner's. The Konnektor remembers for each
 * user apart whether the PIN of a practitioner's card was entered, so nobody signs with a card that
 * a colleague has opened.
 *
 * @param user who uses a practitioner's card; empty for the institution's
 */
public record CardOwner(Optional<UserId> user) {
  public static final CardOwner INSTITUTION = new CardOwner(Optional.empty());

  public static CardOwner practitioner(UserId user) {
    return new CardOwner(Optional.of(user));
  }

  boolean has(CardType type) {
    return user.isPresent()
        ? type == CardType.HBA
        : type == CardType.SMC_B || type == CardType.HSM_B;
  }

  PinType pin() {
    return user.isPresent() ? PinType.CH : PinType.SMC;
  }

  /** The Konnektor takes 64 characters at most for a user; a Matrix id may have 255. */
  Optional<CallContext> context(CallContext configured) {
    return user.map(
        id -> configured.withUser(Sha256.base64Url(id.value().getBytes(StandardCharsets.UTF_8))));
  }
}
