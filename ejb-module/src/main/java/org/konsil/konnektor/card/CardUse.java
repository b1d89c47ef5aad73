package org.konsil.konnektor.card;

import java.util.List;
import java.util.Optional;
import org.konsil.jca.api.Card;
import org.konsil.jca.api.CardType;
import org.konsil.jca.api.KonnektorConnection;
import org.konsil.jca.api.KonnektorConnection.Scope;
import org.konsil.jca.api.KonnektorConnectionFactory;
import org.konsil.jca.api.KonnektorException;
import org.konsil.jca.api.KonnektorFault;
import org.konsil.jca.api.KonnektorNotConfiguredException;
import org.konsil.jca.api.KonnektorUnreachableException;
import org.konsil.jca.api.PinState;
import org.konsil.jca.api.PinType;

/** One use of the Konnektor for a card; what goes wrong becomes a refusal. */
final class CardUse {
  /** Codes of the Konnektor: the handle is none any more; the PIN was not entered. */
  private static final int NO_SUCH_CARD = 4101;

  private static final int ACCESS_CONDITIONS = 4085;

  private CardUse() {}

  /** What is done over a connection. */
  interface Work<T> {
    T with(KonnektorConnection connection) throws KonnektorException, CardRefusedException;
  }

  static <T> T of(KonnektorConnectionFactory konnektor, Work<T> work) throws CardRefusedException {
    if (!konnektor.configured()) {
      throw new CardRefusedException(CardRefusal.KONNEKTOR_NOT_CONFIGURED);
    }
    try (KonnektorConnection connection = konnektor.getConnection()) {
      return work.with(connection);
    } catch (KonnektorNotConfiguredException e) {
      throw new CardRefusedException(CardRefusal.KONNEKTOR_NOT_CONFIGURED, e);
    } catch (KonnektorUnreachableException e) {
      throw new CardRefusedException(CardRefusal.KONNEKTOR_UNREACHABLE, e);
    } catch (KonnektorFault e) {
      throw new CardRefusedException(refusal(e.code()), e);
    } catch (KonnektorException e) {
      throw new CardRefusedException(CardRefusal.KONNEKTOR_FAULT, e);
    }
  }

  /** The institutions' cards that are in terminals now. */
  static List<Card> institutions(KonnektorConnection connection) throws KonnektorException {
    return connection.getCards(Scope.MANDANT).stream()
        .filter(card -> card.type() == CardType.SMC_B || card.type() == CardType.HSM_B)
        .filter(card -> card.iccsn().isPresent())
        .toList();
  }

  static Card find(KonnektorConnection connection, String iccsn)
      throws KonnektorException, CardRefusedException {
    return institutions(connection).stream()
        .filter(card -> card.iccsn().equals(Optional.of(iccsn)))
        .findFirst()
        .orElseThrow(() -> new CardRefusedException(CardRefusal.CARD_REMOVED));
  }

  static void requirePin(KonnektorConnection connection, Card card)
      throws KonnektorException, CardRefusedException {
    PinState.Status status = connection.getPinStatus(card.handle(), PinType.SMC).status();
    switch (status) {
      case VERIFIED, DISABLED -> {}
      case BLOCKED -> throw new CardRefusedException(CardRefusal.PIN_BLOCKED);
      case TRANSPORT_PIN, EMPTY_PIN -> throw new CardRefusedException(CardRefusal.PIN_NOT_SET);
      case VERIFIABLE, UNKNOWN -> throw new CardRefusedException(CardRefusal.PIN_NOT_VERIFIED);
    }
  }

  private static CardRefusal refusal(int code) {
    return switch (code) {
      case NO_SUCH_CARD -> CardRefusal.CARD_REMOVED;
      case ACCESS_CONDITIONS -> CardRefusal.PIN_NOT_VERIFIED;
      default -> CardRefusal.KONNEKTOR_FAULT;
    };
  }
}
