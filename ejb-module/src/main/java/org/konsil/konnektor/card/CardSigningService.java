package org.konsil.konnektor.card;

import jakarta.annotation.Resource;
import jakarta.ejb.Stateless;
import jakarta.ejb.TransactionAttribute;
import jakarta.ejb.TransactionAttributeType;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Optional;
import org.konsil.config.KonsilConfig;
import org.konsil.core.id.ServerName;
import org.konsil.jca.api.Card;
import org.konsil.jca.api.KonnektorConnection;
import org.konsil.jca.api.KonnektorConnectionFactory;
import org.konsil.jca.api.KonnektorException;

/**
 * Signs with the cards of institutions (SMC-B) and practitioners (HBA) that are in the Konnektor's
 * terminals.
 */
@Stateless
@TransactionAttribute(TransactionAttributeType.NOT_SUPPORTED)
public class CardSigningService {
  @Resource(lookup = "java:/eis/Konnektor")
  private KonnektorConnectionFactory konnektor;

  @Inject private KonsilConfig config;

  public CardSigningService() {}

  /** For tests. */
  public CardSigningService(KonnektorConnectionFactory konnektor, KonsilConfig config) {
    this.konnektor = konnektor;
    this.config = config;
  }

  /** Whether a Konnektor is set up, and is the domain's; no network. */
  public boolean serves(ServerName domain) {
    List<String> named = config.texts("konnektor.domains");
    boolean ours =
        named.isEmpty()
            ? config.domains().stream().findFirst().filter(domain::equals).isPresent()
            : named.contains(domain.value());
    return ours && konnektor.configured();
  }

  /** The owner's cards that are in terminals now. */
  public List<InsertedCard> inserted(CardOwner owner) throws CardRefusedException {
    return CardUse.of(
        konnektor,
        owner,
        connection ->
            CardUse.present(connection, owner).stream()
                .map(card -> new InsertedCard(card.iccsn().orElseThrow(), holder(card)))
                .toList());
  }

  /**
   * The owner's card of the given serial number, else the first one, when its PIN has been entered.
   *
   * @throws CardRefusedException when there is none or it cannot be used; the refusal says why
   */
  public SigningCard card(CardOwner owner, Optional<String> iccsn) throws CardRefusedException {
    return ready(owner, iccsn, CardUse::requirePin);
  }

  /**
   * The same, having the PIN entered at the terminal first if need be. Waits for that up to two
   * minutes: never on a thread that others wait for.
   */
  public SigningCard opened(CardOwner owner, Optional<String> iccsn) throws CardRefusedException {
    return ready(owner, iccsn, CardUse::enterPin);
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
        card.owner(),
        connection -> {
          Card present = CardUse.find(connection, card.owner(), card.iccsn());
          CardUse.requirePin(connection, card.owner(), present);
          return connection.externalAuthenticate(present.handle(), sha256);
        });
  }

  /** Sees to it that the card's PIN has been entered. */
  private interface PinStep {
    void with(KonnektorConnection connection, CardOwner owner, Card card)
        throws KonnektorException, CardRefusedException;
  }

  private SigningCard ready(CardOwner owner, Optional<String> iccsn, PinStep pin)
      throws CardRefusedException {
    return CardUse.of(
        konnektor,
        owner,
        connection -> {
          Card card = CardUse.choose(connection, owner, iccsn);
          pin.with(connection, owner, card);
          return signing(connection, owner, card);
        });
  }

  private static SigningCard signing(KonnektorConnection connection, CardOwner owner, Card card)
      throws KonnektorException {
    return new SigningCard(
        owner,
        card.iccsn().orElseThrow(),
        holder(card),
        connection.readAuthenticationCertificate(card.handle()));
  }

  private static String holder(Card card) {
    return card.holderName().orElse("");
  }
}
