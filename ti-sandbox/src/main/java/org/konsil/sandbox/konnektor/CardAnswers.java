package org.konsil.sandbox.konnektor;

import java.util.Base64;
import java.util.Optional;
import org.w3c.dom.Element;

/** What is asked of one card: CardService 8.1, CertificateService 6.0, AuthSignatureService 7.4. */
final class CardAnswers {

  private static final String OK = "<CONN:Status><CONN:Result>OK</CONN:Result></CONN:Status>";

  private static final int SHA_256_BYTES = 32;

  private final KonnektorModel model;

  CardAnswers(KonnektorModel model) {
    this.model = model;
  }

  String answer(Element request) throws SandboxFault {
    return OK
        + switch (request.getLocalName()) {
          case "GetPinStatus" -> pinStatus(request);
          case "VerifyPin" -> enterPin(request);
          case "ReadCardCertificate" -> certificate(request);
          case "VerifyCertificate" -> verification(request);
          case "ExternalAuthenticate" -> signature(request);
          default -> throw SandboxFault.syntax("Operation " + request.getLocalName());
        };
  }

  private String pinStatus(Element request) throws SandboxFault {
    SandboxCard card = card(request);
    requirePin(card, request);
    String status = model.pinStatus(card, user(card, request));
    return Xml.value("CARD:PinStatus", status)
        + (status.equals("VERIFIABLE") ? Xml.value("CARD:LeftTries", 3) : "");
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
                    Base64.getEncoder().encodeToString(CardKey.certificate(card))))));
  }

  private String enterPin(Element request) throws SandboxFault {
    SandboxCard card = card(request);
    requirePin(card, request);
    String outcome = model.enterPin(card, user(card, request));
    return Xml.value("CARDCMN:PinResult", outcome)
        + (outcome.equals("REJECTED") ? Xml.value("CARD:LeftTries", 2) : "");
  }

  private String verification(Element request) throws SandboxFault {
    byte[] certificate =
        Base64.getMimeDecoder()
            .decode(Xml.text(request, Xml.CERTIFICATE_COMMON, "X509Certificate"));
    return CardKey.verification(model.issuer().authority(), certificate);
  }

  private String signature(Element request) throws SandboxFault {
    SandboxCard card = card(request);
    Element inputs =
        Xml.child(request, Xml.SIGNATURE, "OptionalInputs")
            .orElseThrow(() -> SandboxFault.syntax("OptionalInputs fehlt"));
    if (!Xml.text(inputs, Xml.DSS, "SignatureType").equals("urn:bsi:tr:03111:ecdsa")) {
      throw SandboxFault.of(4111, "Ungültiger Signaturtyp oder Signaturvariante");
    }
    if (!model.pinStatus(card, user(card, request)).equals("VERIFIED")) {
      throw SandboxFault.of(4085, "Zugriffsbedingungen nicht erfüllt");
    }
    Element data =
        Xml.child(request, Xml.SIGNATURE, "BinaryString")
            .orElseThrow(() -> SandboxFault.syntax("BinaryString fehlt"));
    byte[] hash = Base64.getMimeDecoder().decode(Xml.text(data, Xml.DSS, "Base64Data"));
    if (hash.length != SHA_256_BYTES) {
      throw SandboxFault.syntax("kein Hashwert");
    }
    return Xml.element(
        "DSS:SignatureObject",
        Xml.value(
            "DSS:Base64Signature",
            Base64.getEncoder().encodeToString(CardKey.sign(card.identity(), hash))));
  }

  private static void requirePin(SandboxCard card, Element request) throws SandboxFault {
    String pin = Xml.text(request, Xml.CARD_COMMON, "PinTyp");
    boolean institution = card.type().equals("SMC-B") || card.type().equals("HSM-B");
    if (institution != pin.equals("PIN.SMC")) {
      throw SandboxFault.of(4072, "Ungültige PIN-Referenz PinTyp");
    }
  }

  /** Who calls; a practitioner's card is opened for one user at a time. */
  private static String user(SandboxCard card, Element request) throws SandboxFault {
    Optional<Element> user =
        Xml.child(request, Xml.CONTEXT, "Context")
            .flatMap(context -> Xml.child(context, Xml.COMMON, "UserId"));
    if (card.type().equals("HBA") && user.isEmpty()) {
      throw SandboxFault.of(4003, "Keine User-ID angegeben");
    }
    return user.map(Element::getTextContent).orElse("");
  }

  private SandboxCard card(Element request) throws SandboxFault {
    return model
        .card(Xml.text(request, Xml.COMMON, "CardHandle"))
        .orElseThrow(SandboxFault::unknownCard);
  }
}
