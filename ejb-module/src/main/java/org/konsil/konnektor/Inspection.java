package org.konsil.konnektor;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.stream.Collectors;
import org.konsil.jca.api.Card;
import org.konsil.jca.api.CardTerminal;
import org.konsil.jca.api.CardType;
import org.konsil.jca.api.ConnectorState;
import org.konsil.jca.api.KonnektorAnswerException;
import org.konsil.jca.api.KonnektorConnection;
import org.konsil.jca.api.KonnektorConnection.Scope;
import org.konsil.jca.api.KonnektorException;
import org.konsil.jca.api.KonnektorFault;
import org.konsil.jca.api.KonnektorNotConfiguredException;
import org.konsil.jca.api.KonnektorUnreachableException;
import org.konsil.jca.api.PinState;
import org.konsil.jca.api.PinType;
import org.konsil.jca.api.ProductInformation;
import org.konsil.jca.api.TlsState;

/** Asks the Konnektor over one connection; the first question that fails ends it. */
final class Inspection {

  /** Patients' cards are nobody's business here, and neither are cards we cannot name. */
  private static final Set<CardType> SHOWN =
      EnumSet.complementOf(EnumSet.of(CardType.EGK, CardType.KVK, CardType.UNKNOWN));

  private static final int LONGEST_TEXT = 1000;

  private Inspection() {}

  /**
   * @param state the answer to GetResourceInformation, which the caller has timed
   */
  static KonnektorSnapshot read(KonnektorConnection connection, ConnectorState state)
      throws KonnektorException {
    ProductInformation product = connection.services().product();
    List<CardTerminal> terminals = connection.getCardTerminals(Scope.MANDANT);
    Map<String, String> names =
        terminals.stream()
            .collect(Collectors.toMap(CardTerminal::id, CardTerminal::name, (a, b) -> a));
    List<KonnektorCard> cards = new ArrayList<>();
    for (Card card : connection.getCards(Scope.MANDANT)) {
      if (SHOWN.contains(card.type())) {
        cards.add(card(card, names, pin(connection, card)));
      }
    }
    TlsState tls = connection.tls();
    return new KonnektorSnapshot(
        product.vendorName(),
        product.name(),
        product.typeVersion(),
        product.version(),
        tls.protocol(),
        tls.clientCertificateUntil(),
        tls.serverCertificateUntil(),
        state.tiOnline(),
        state.errors().stream().map(ConnectorState.Error::condition).toList(),
        cards,
        terminals.stream()
            .map(one -> new KonnektorTerminal(one.id(), one.name(), one.slots(), one.connected()))
            .toList());
  }

  static boolean isShown(String cardType) {
    return SHOWN.contains(CardType.ofCode(cardType));
  }

  static KonnektorFailure failure(KonnektorException cause) {
    String text = Optional.ofNullable(cause.getMessage()).orElse("");
    String shortened = text.substring(0, Math.min(text.length(), LONGEST_TEXT));
    OptionalInt code =
        cause instanceof KonnektorFault fault && fault.code() > 0
            ? OptionalInt.of(fault.code())
            : OptionalInt.empty();
    return new KonnektorFailure(kind(cause), code, shortened);
  }

  private static KonnektorFailure.Kind kind(KonnektorException cause) {
    if (cause instanceof KonnektorNotConfiguredException) {
      return KonnektorFailure.Kind.CONFIGURATION;
    }
    if (cause instanceof KonnektorUnreachableException) {
      return KonnektorFailure.Kind.UNREACHABLE;
    }
    if (cause instanceof KonnektorFault) {
      return KonnektorFailure.Kind.FAULT;
    }
    return cause instanceof KonnektorAnswerException
        ? KonnektorFailure.Kind.ANSWER
        : KonnektorFailure.Kind.OTHER;
  }

  private static KonnektorCard card(
      Card card, Map<String, String> terminals, KonnektorCard.Pin pin) {
    return new KonnektorCard(
        card.type().code(),
        card.holderName(),
        card.iccsn(),
        terminals.getOrDefault(card.terminalId(), card.terminalId()),
        card.slot(),
        card.insertedAt(),
        card.validUntil(),
        pin);
  }

  /**
   * A card may refuse the question (it was just removed, or needs a user id); that is no failure.
   */
  private static KonnektorCard.Pin pin(KonnektorConnection connection, Card card)
      throws KonnektorException {
    Optional<PinType> pin = card.type().usualPin();
    if (pin.isEmpty()) {
      return KonnektorCard.Pin.NONE;
    }
    try {
      return pin(connection.getPinStatus(card.handle(), pin.get()));
    } catch (KonnektorFault e) {
      return KonnektorCard.Pin.UNKNOWN;
    }
  }

  private static KonnektorCard.Pin pin(PinState state) {
    return switch (state.status()) {
      case VERIFIED, DISABLED -> KonnektorCard.Pin.VERIFIED;
      case VERIFIABLE -> KonnektorCard.Pin.REQUIRED;
      case TRANSPORT_PIN, EMPTY_PIN, BLOCKED -> KonnektorCard.Pin.UNUSABLE;
      case UNKNOWN -> KonnektorCard.Pin.UNKNOWN;
    };
  }
}
