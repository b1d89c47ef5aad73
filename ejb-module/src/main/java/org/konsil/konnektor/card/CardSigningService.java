package org.konsil.konnektor.card;

import jakarta.annotation.Resource;
import jakarta.ejb.Stateless;
import jakarta.ejb.TransactionAttribute;
import jakarta.ejb.TransactionAttributeType;
import java.util.List;
import java.util.Optional;
import org.konsil.jca.api.Card;
import org.konsil.jca.api.KonnektorConnection;
import org.konsil.jca.api.KonnektorConnectionFactory;
import org.konsil.jca.api.KonnektorException;

/** Signs with the cards of institutions (SMC-B) that are in the Konnektor's terminals. */
@Stateless
@TransactionAttribute(TransactionAttributeType.NOT_SUPPORTED)
public class CardSigningService {
  @Resource(lookup = "java:/eis/Konnektor")
  private KonnektorConnectionFactory konnektor;

  public CardSigningService() {}

  /** For tests. */
  public CardSigningService(KonnektorConnectionFactory konnektor) {
    this.konnektor = konnektor;
  }

  /** Whether there is a Konnektor to ask; no network. */
  public boolean configured() {
    return konnektor.configured();
  }

  /**
   * The institution's card of the given serial number, else the first one, when its PIN has been
   * entered.
   *
   * @throws CardRefusedException when there is none or it cannot be used; the refusal says why
   */
  public SigningCard institution(Optional<String> iccsn) throws CardRefusedException {
    return CardUse.of(konnektor, connection -> choose(connection, iccsn));
  }

  /**
   * Has a card sign (ExternalAuthenticate).
   *
   * @param sha256 of what is to be signed, 32 bytes
   * @return the ECDSA signature as a DER sequence of R and S
   * @throws CardRefusedException also when the card was pulled out meanwhile
   */
  public byte[] sign(SigningCard card, byte[] sha256) throws CardRefusedException {
    return CardUse.of(
        konnektor,
        connection -> {
          Card present = CardUse.find(connection, card.iccsn());
          CardUse.requirePin(connection, present);
          return connection.externalAuthenticate(present.handle(), sha256);
        });
  }

  private static SigningCard choose(KonnektorConnection connection, Optional<String> iccsn)
      throws KonnektorException, CardRefusedException {
    List<Card> present = CardUse.institutions(connection);
    if (present.isEmpty()) {
      throw new CardRefusedException(CardRefusal.NO_CARD);
    }
    Card card = iccsn.isEmpty() ? present.get(0) : CardUse.find(connection, iccsn.get());
    CardUse.requirePin(connection, card);
    return new SigningCard(
        card.iccsn().orElseThrow(),
        card.holderName().orElse(""),
        connection.readAuthenticationCertificate(card.handle()));
  }
}
