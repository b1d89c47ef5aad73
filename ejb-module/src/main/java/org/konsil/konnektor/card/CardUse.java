package org.konsil.konnektor.card;

import java.util.List;
import java.util.Optional;
import org.konsil.jca.api.CallContext;
import org.konsil.jca.api.Card;
import org.konsil.jca.api.KonnektorConnection;
import org.konsil.jca.api.KonnektorConnection.Scope;
import org.konsil.jca.api.KonnektorConnectionFactory;
import org.konsil.jca.api.KonnektorException;
import org.konsil.jca.api.KonnektorFault;
import org.konsil.jca.api.KonnektorNotConfiguredException;
import org.konsil.jca.api.KonnektorUnreachableException;
import org.konsil.jca.api.PinState;

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

  static <T> T of(KonnektorConnectionFactory konnektor, CardOwner owner, Work<T> work)
      throws CardRefusedException {
    if (!konnektor.configured()) {
      throw new CardRefusedException(CardRefusal.KONNEKTOR_NOT_CONFIGURED);
    }
    Optional<CallContext> context = konnektor.target().context().flatMap(owner::context);
    try (KonnektorConnection connection =
        context.isPresent() ? konnektor.getConnection(context.get()) : konnektor.getConnection()) {
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

  /** The owner's cards that are in terminals now. */
  static List<Card> present(KonnektorConnection connection, CardOwner owner)
      throws KonnektorException {
    return connection.getCards(Scope.MANDANT).stream()
        .filter(card -> owner.has(card.type()))
        .filter(card -> card.iccsn().isPresent())
        .toList();
  }

  /** The card of the serial number; its handle counts until it is pulled out, so it is not kept. */
  static Card find(KonnektorConnection connection, CardOwner owner, String iccsn)
      throws KonnektorException, CardRefusedException {
    return present(connection, owner).stream()
        .filter(card -> card.iccsn().equals(Optional.of(iccsn)))
        .findFirst()
        .orElseThrow(() -> new CardRefusedException(CardRefusal.CARD_REMOVED));
  }

  /** The card of the serial number, else the first one. */
  static Card choose(KonnektorConnection connection, CardOwner owner, Optional<String> iccsn)
      throws KonnektorException, CardRefusedException {
    if (iccsn.isPresent()) {
      return find(connection, owner, iccsn.get());
    }
    return present(connection, owner).stream()
        .findFirst()
        .orElseThrow(() -> new CardRefusedException(CardRefusal.NO_CARD));
  }

  /** Has the PIN entered at the terminal unless it was; waits for that up to two minutes. */
  static void enterPin(KonnektorConnection connection, CardOwner owner, Card card)
      throws KonnektorException, CardRefusedException {
    if (status(connection, owner, card) != PinState.Status.VERIFIABLE) {
      requirePin(connection, owner, card);
      return;
    }
    switch (connection.verifyPin(card.handle(), owner.pin()).outcome()) {
      case OK -> {}
      case WASBLOCKED, NOWBLOCKED -> throw new CardRefusedException(CardRefusal.PIN_BLOCKED);
      case TRANSPORT_PIN -> throw new CardRefusedException(CardRefusal.PIN_NOT_SET);
      case REJECTED, ERROR, UNKNOWN -> throw new CardRefusedException(CardRefusal.PIN_NOT_VERIFIED);
    }
  }

  static void requirePin(KonnektorConnection connection, CardOwner owner, Card card)
      throws KonnektorException, CardRefusedException {
    switch (status(connection, owner, card)) {
      case VERIFIED, DISABLED -> {}
      case BLOCKED -> throw new CardRefusedException(CardRefusal.PIN_BLOCKED);
      case TRANSPORT_PIN, EMPTY_PIN -> throw new CardRefusedException(CardRefusal.PIN_NOT_SET);
      case VERIFIABLE, UNKNOWN -> throw new CardRefusedException(CardRefusal.PIN_NOT_VERIFIED);
    }
  }

  private static PinState.Status status(KonnektorConnection connection, CardOwner owner, Card card)
      throws KonnektorException {
    return connection.getPinStatus(card.handle(), owner.pin()).status();
  }

  private static CardRefusal refusal(int code) {
    return switch (code) {
      case NO_SUCH_CARD -> CardRefusal.CARD_REMOVED;
      case ACCESS_CONDITIONS -> CardRefusal.PIN_NOT_VERIFIED;
      default -> CardRefusal.KONNEKTOR_FAULT;
    };
  }
}
