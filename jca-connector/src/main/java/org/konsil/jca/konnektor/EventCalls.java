package org.konsil.jca.konnektor;

import java.time.DateTimeException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.konsil.jca.api.Card;
import org.konsil.jca.api.CardTerminal;
import org.konsil.jca.api.ConnectorState;
import org.konsil.jca.api.KonnektorAnswerException;
import org.konsil.jca.api.KonnektorConnection.Scope;
import org.konsil.jca.api.KonnektorException;
import org.konsil.jca.api.Subscription;
import org.konsil.jca.wire.XmlElement;
import org.konsil.jca.wire.XmlException;
import org.konsil.jca.wire.XmlWriter;

/** The operations of the EventService 7.2 that we use. */
final class EventCalls {

  private final SoapCalls soap;

  EventCalls(SoapCalls soap) {
    this.soap = soap;
  }

  List<Card> getCards(Scope scope) throws KonnektorException {
    XmlElement answer = call("GetCards", scope, out -> {});
    return reading(
        "GetCards",
        () -> {
          List<Card> cards = new ArrayList<>();
          for (XmlElement card : answer.get("Cards").children("Card").toList()) {
            cards.add(EventAnswers.card(card));
          }
          return List.copyOf(cards);
        });
  }

  List<CardTerminal> getCardTerminals(Scope scope) throws KonnektorException {
    XmlElement answer = call("GetCardTerminals", scope, out -> {});
    return reading(
        "GetCardTerminals",
        () -> {
          List<CardTerminal> terminals = new ArrayList<>();
          for (XmlElement one : answer.get("CardTerminals").children("CardTerminal").toList()) {
            terminals.add(EventAnswers.terminal(one));
          }
          return List.copyOf(terminals);
        });
  }

  ConnectorState getResourceInformation() throws KonnektorException {
    XmlElement answer = call("GetResourceInformation", Scope.WORKPLACE, out -> {});
    return reading("GetResourceInformation", () -> EventAnswers.connector(answer.get("Connector")));
  }

  Subscription subscribe(String eventTo, String topic) throws KonnektorException {
    XmlElement answer =
        call(
            "Subscribe",
            Scope.WORKPLACE,
            out ->
                out.open(Names.EVENT, "Subscription")
                    .text(Names.EVENT, "EventTo", eventTo)
                    .text(Names.EVENT, "Topic", topic)
                    .close());
    return reading("Subscribe", () -> EventAnswers.subscription(answer));
  }

  List<Subscription> renewSubscriptions(List<String> ids) throws KonnektorException {
    XmlElement answer =
        call(
            "RenewSubscriptions",
            Scope.WORKPLACE,
            out -> ids.forEach(id -> out.text(Names.EVENT, "SubscriptionID", id)));
    return reading(
        "RenewSubscriptions",
        () -> {
          List<Subscription> renewed = new ArrayList<>();
          for (XmlElement one : answer.get("SubscribeRenewals").children()) {
            renewed.add(EventAnswers.subscription(one));
          }
          return List.copyOf(renewed);
        });
  }

  void unsubscribe(String subscriptionId) throws KonnektorException {
    call(
        "Unsubscribe",
        Scope.WORKPLACE,
        out -> out.text(Names.EVENT, "SubscriptionID", subscriptionId));
  }

  private XmlElement call(String operation, Scope scope, Consumer<XmlWriter> parameters)
      throws KonnektorException {
    return soap.call(
        Names.EVENT_SERVICE,
        operation,
        out -> {
          out.open(Names.EVENT, operation);
          if (scope == Scope.MANDANT) {
            out.attribute("mandant-wide", "true");
          }
          soap.writeContext(out);
          parameters.accept(out);
          out.close();
        });
  }

  private interface Reading<T> {
    T read() throws XmlException;
  }

  private static <T> T reading(String operation, Reading<T> reading)
      throws KonnektorAnswerException {
    try {
      return reading.read();
    } catch (XmlException | DateTimeException | NumberFormatException e) {
      throw new KonnektorAnswerException(operation + ": " + e.getMessage(), e);
    }
  }
}
