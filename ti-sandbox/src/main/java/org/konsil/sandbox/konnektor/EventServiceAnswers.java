package org.konsil.sandbox.konnektor;

import java.net.URI;
import java.util.List;
import java.util.Optional;
import org.w3c.dom.Element;

/** The EventService 7.2. */
final class EventServiceAnswers {

  private static final String OK = "<CONN:Status><CONN:Result>OK</CONN:Result></CONN:Status>";
  private static final String SMC_B = "SMC-B";

  private final KonnektorModel model;

  EventServiceAnswers(KonnektorModel model) {
    this.model = model;
  }

  /** The response element's content for a request. */
  String answer(Element request) throws SandboxFault {
    return OK
        + switch (request.getLocalName()) {
          case "GetCards" -> cards(request);
          case "GetCardTerminals" -> terminals();
          case "GetResourceInformation" -> resource(request);
          case "Subscribe" -> subscribe(request);
          case "RenewSubscriptions" -> renew(request);
          case "Unsubscribe" -> unsubscribe(request);
          default -> throw SandboxFault.syntax("Operation " + request.getLocalName());
        };
  }

  private String cards(Element request) {
    Optional<String> terminal = optional(request, "CtId");
    Optional<String> slot = optional(request, "SlotId");
    Optional<String> type = optional(request, "CardType");
    StringBuilder found = new StringBuilder();
    for (SandboxCard card : model.cards()) {
      if (terminal.orElse(card.terminal()).equals(card.terminal())
          && slot.orElse("" + card.slot()).equals("" + card.slot())
          && type.map(wanted -> covers(wanted, card.type())).orElse(true)) {
        found.append(card(card));
      }
    }
    return Xml.element("CARD:Cards", found.toString());
  }

  /** Two card types are groups. */
  private static boolean covers(String wanted, String type) {
    return switch (wanted) {
      case "SM-B" -> type.equals(SMC_B) || type.equals("HSM-B");
      case "HBAx" -> type.startsWith("HBA") || type.equals("ZOD_2.0");
      default -> wanted.equals(type);
    };
  }

  private static String card(SandboxCard card) {
    return Xml.element(
        "CARD:Card",
        Xml.value("CONN:CardHandle", card.handle()),
        Xml.value("CARDCMN:CardType", card.type()),
        Xml.value("CARDCMN:Iccsn", card.iccsn()),
        Xml.value("CARDCMN:CtId", card.terminal()),
        Xml.value("CARDCMN:SlotId", card.slot()),
        Xml.value("CARD:InsertTime", Xml.time(card.insertedAt())),
        Xml.value("CARD:CardHolderName", card.holder()),
        Xml.value("CARD:CertificateExpirationDate", card.lastDay()));
  }

  private String terminals() {
    List<String> all = model.terminals().stream().map(this::terminal).toList();
    return Xml.element("CT:CardTerminals", String.join("", all));
  }

  private String terminal(SandboxTerminal terminal) {
    return Xml.element(
        "CT:CardTerminal",
        DirectoryDocument.product("KT", "1.6.0", "Sandbox-Terminal", model.now()),
        Xml.value("CARDCMN:CtId", terminal.id()),
        Xml.element("CONN:WorkplaceIds"),
        Xml.value("CT:Name", terminal.name()),
        Xml.value("CT:MacAddress", terminal.macAddress()),
        Xml.element("CT:IPAddress", Xml.value("CT:IPV4Address", terminal.ipAddress())),
        Xml.value("CT:Slots", terminal.slots()),
        Xml.value("CT:IS_PHYSICAL", true),
        Xml.value("CT:Connected", terminal.connected()));
  }

  private String resource(Element request) throws SandboxFault {
    Optional<Element> handle = Xml.child(request, Xml.COMMON, "CardHandle");
    if (handle.isPresent()) {
      String wanted = handle.get().getTextContent().strip();
      return card(model.card(wanted).orElseThrow(SandboxFault::unknownCard));
    }
    Optional<String> terminal = optional(request, "CtId");
    if (terminal.isPresent()) {
      return model.terminals().stream()
          .filter(one -> one.id().equals(terminal.get()))
          .findFirst()
          .map(this::terminal)
          .orElseThrow(() -> SandboxFault.of(4007, "Ungültige Kartenterminal-ID"));
    }
    return connector();
  }

  private String connector() {
    String status =
        Xml.value("CONN:ConnectionStatus", model.online() ? "Online" : "Offline")
            + Xml.value("CONN:Timestamp", Xml.time(model.onlineSince()));
    return Xml.element(
        "CONN:Connector",
        Xml.element("CONN:VPNTIStatus", status),
        Xml.element("CONN:VPNSISStatus", status),
        Xml.element(
            "CONN:OperatingState",
            Xml.element(
                "CONN:ErrorState",
                Xml.value("CONN:ErrorCondition", "EC_No_VPN_TI_Connection"),
                Xml.value("CONN:Severity", "Error"),
                Xml.value("CONN:Type", "Operation"),
                Xml.value("CONN:Value", !model.online()),
                Xml.value("CONN:ValidFrom", Xml.time(model.onlineSince())))));
  }

  private String subscribe(Element request) throws SandboxFault {
    Element wanted =
        Xml.child(request, Xml.EVENT, "Subscription")
            .orElseThrow(() -> SandboxFault.syntax("Subscription fehlt"));
    String eventTo = Xml.text(wanted, Xml.EVENT, "EventTo");
    if (!isCetp(eventTo)) {
      throw SandboxFault.syntax("EventTo");
    }
    return renewal(model.subscribe(eventTo, Xml.text(wanted, Xml.EVENT, "Topic")));
  }

  private static boolean isCetp(String eventTo) {
    try {
      URI uri = URI.create(eventTo);
      return "cetp".equals(uri.getScheme()) && uri.getHost() != null && uri.getPort() > 0;
    } catch (IllegalArgumentException e) {
      return false;
    }
  }

  private String renew(Element request) throws SandboxFault {
    StringBuilder renewals = new StringBuilder();
    for (Element id : Xml.children(request)) {
      if (Xml.is(id, Xml.EVENT, "SubscriptionID")) {
        renewals.append(
            Xml.element(
                "EVT:SubscriptionRenewal", renewal(model.renew(id.getTextContent().strip()))));
      }
    }
    if (renewals.isEmpty()) {
      throw SandboxFault.syntax("SubscriptionID fehlt");
    }
    return Xml.element("EVT:SubscribeRenewals", renewals.toString());
  }

  private static String renewal(SandboxSubscription subscription) {
    return Xml.value("EVT:SubscriptionID", subscription.id())
        + Xml.value("EVT:TerminationTime", Xml.time(subscription.terminatesAt()));
  }

  private String unsubscribe(Element request) throws SandboxFault {
    model.unsubscribe(Xml.text(request, Xml.EVENT, "SubscriptionID"));
    return "";
  }

  private static Optional<String> optional(Element request, String name) {
    return Xml.child(request, Xml.CARD_COMMON, name).map(found -> found.getTextContent().strip());
  }
}
