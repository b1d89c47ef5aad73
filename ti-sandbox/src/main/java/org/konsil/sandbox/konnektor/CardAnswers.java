package org.konsil.sandbox.konnektor;

import java.util.Base64;
import org.w3c.dom.Element;

/** What is asked about one card: CardService 8.1 and CertificateService 6.0. */
final class CardAnswers {

  private static final String OK = "<CONN:Status><CONN:Result>OK</CONN:Result></CONN:Status>";

  private final KonnektorModel model;

  CardAnswers(KonnektorModel model) {
    this.model = model;
  }

  String answer(Element request) throws SandboxFault {
    return OK
        + switch (request.getLocalName()) {
          case "GetPinStatus" -> pinStatus(request);
          case "ReadCardCertificate" -> certificate(request);
          default -> throw SandboxFault.syntax("Operation " + request.getLocalName());
        };
  }

  private String pinStatus(Element request) throws SandboxFault {
    SandboxCard card = card(request);
    String pin = Xml.text(request, Xml.CARD_COMMON, "PinTyp");
    boolean institution = card.type().equals("SMC-B") || card.type().equals("HSM-B");
    if (institution != pin.equals("PIN.SMC")) {
      throw SandboxFault.of(4072, "Ungültige PIN-Referenz PinTyp");
    }
    return Xml.value("CARD:PinStatus", card.pinStatus())
        + (card.pinStatus().equals("VERIFIABLE") ? Xml.value("CARD:LeftTries", 3) : "");
  }

  private String certificate(Element request) throws SandboxFault {
    SandboxCard card = card(request);
    Element list =
        Xml.child(request, Xml.CERTIFICATE, "CertRefList")
            .orElseThrow(() -> SandboxFault.syntax("CertRefList fehlt"));
    String reference = Xml.text(list, Xml.CERTIFICATE, "CertRef");
    if (!reference.equals("C.AUT")) {
      throw SandboxFault.of(4149, "Ungültige Zertifikatsreferenz");
    }
    return Xml.element(
        "CERTCMN:X509DataInfoList",
        Xml.element(
            "CERTCMN:X509DataInfo",
            Xml.value("CERTCMN:CertRef", reference),
            Xml.element(
                "CERTCMN:X509Data",
                Xml.element(
                    "CERTCMN:X509IssuerSerial",
                    Xml.value("CERTCMN:X509IssuerName", "CN=Sandbox CA"),
                    Xml.value("CERTCMN:X509SerialNumber", card.iccsn())),
                Xml.value("CERTCMN:X509SubjectName", "CN=" + card.holder()),
                Xml.value(
                    "CERTCMN:X509Certificate",
                    Base64.getEncoder().encodeToString(card.certificate())))));
  }

  private SandboxCard card(Element request) throws SandboxFault {
    return model
        .card(Xml.text(request, Xml.COMMON, "CardHandle"))
        .orElseThrow(SandboxFault::unknownCard);
  }
}
