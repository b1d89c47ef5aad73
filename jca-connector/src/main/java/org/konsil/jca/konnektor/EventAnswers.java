package org.konsil.jca.konnektor;

import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.time.temporal.TemporalAccessor;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.konsil.jca.api.Card;
import org.konsil.jca.api.CardTerminal;
import org.konsil.jca.api.CardType;
import org.konsil.jca.api.ConnectorState;
import org.konsil.jca.api.Subscription;
import org.konsil.jca.wire.XmlElement;
import org.konsil.jca.wire.XmlException;

/** The records in answers of the EventService. */
final class EventAnswers {

  /** A dateTime without offset is meant as German local time. */
  private static final ZoneId GERMANY = ZoneId.of("Europe/Berlin");

  private EventAnswers() {}

  static Card card(XmlElement card) throws XmlException {
    return new Card(
        card.getText("CardHandle"),
        CardType.ofCode(card.getText("CardType")),
        card.findText("Iccsn"),
        card.getText("CtId"),
        Integer.parseInt(card.getText("SlotId")),
        instant(card.getText("InsertTime")),
        card.findText("CardHolderName"),
        card.findText("CertificateExpirationDate").map(EventAnswers::date));
  }

  static CardTerminal terminal(XmlElement terminal) throws XmlException {
    Optional<String> address = terminal.findText("IPAddress", "IPV4Address");
    return new CardTerminal(
        terminal.getText("CtId"),
        terminal.getText("Name"),
        terminal.get("WorkplaceIds").children("WorkplaceId").map(XmlElement::text).toList(),
        address.or(() -> terminal.findText("IPAddress", "IPV6Address")),
        Integer.parseInt(terminal.getText("Slots")),
        DirectoryReader.isTrue(terminal.getText("IS_PHYSICAL")),
        DirectoryReader.isTrue(terminal.getText("Connected")));
  }

  static ConnectorState connector(XmlElement connector) throws XmlException {
    XmlElement ti = connector.get("VPNTIStatus");
    XmlElement sis = connector.get("VPNSISStatus");
    List<ConnectorState.Error> errors = new ArrayList<>();
    for (XmlElement state : connector.get("OperatingState").children("ErrorState").toList()) {
      if (DirectoryReader.isTrue(state.getText("Value"))) {
        errors.add(
            new ConnectorState.Error(
                state.getText("ErrorCondition"),
                state.getText("Severity"),
                state.getText("Type"),
                instant(state.getText("ValidFrom"))));
      }
    }
    return new ConnectorState(
        online(ti),
        instant(ti.getText("Timestamp")),
        online(sis),
        instant(sis.getText("Timestamp")),
        errors);
  }

  static Subscription subscription(XmlElement element) throws XmlException {
    return new Subscription(
        element.getText("SubscriptionID"), instant(element.getText("TerminationTime")));
  }

  /** An xs:dateTime. */
  static Instant instant(String text) {
    TemporalAccessor parsed =
        DateTimeFormatter.ISO_DATE_TIME.parseBest(text, OffsetDateTime::from, LocalDateTime::from);
    return parsed instanceof OffsetDateTime exact
        ? exact.toInstant()
        : LocalDateTime.from(parsed).atZone(GERMANY).toInstant();
  }

  /** An xs:date, which may carry an offset; the day counts. */
  private static LocalDate date(String text) {
    return DateTimeFormatter.ISO_DATE.parse(text, LocalDate::from);
  }

  private static boolean online(XmlElement status) throws XmlException {
    return status.getText("ConnectionStatus").equals("Online");
  }
}
