package org.konsil.jca.konnektor;

import java.util.Arrays;
import java.util.Base64;
import java.util.OptionalInt;
import org.konsil.jca.api.KonnektorAnswerException;
import org.konsil.jca.api.KonnektorException;
import org.konsil.jca.api.PinState;
import org.konsil.jca.api.PinType;
import org.konsil.jca.wire.XmlElement;
import org.konsil.jca.wire.XmlException;

/** Questions about one card: CardService 8.1 and CertificateService 6.0. */
final class CardCalls {

  private static final String AUTHENTICATION = "C.AUT";

  private final SoapCalls soap;

  CardCalls(SoapCalls soap) {
    this.soap = soap;
  }

  PinState getPinStatus(String cardHandle, PinType pin) throws KonnektorException {
    XmlElement answer =
        soap.call(
            Names.CARD_SERVICE,
            "GetPinStatus",
            out -> {
              out.open(Names.CARD, "GetPinStatus");
              soap.writeContext(out);
              out.text(Names.COMMON, "CardHandle", cardHandle)
                  .text(Names.CARD_COMMON, "PinTyp", pin.code())
                  .close();
            });
    return new PinState(
        status(answer.findText("PinStatus").orElse("")),
        tries(answer.findText("LeftTries").orElse("")));
  }

  byte[] readAuthenticationCertificate(String cardHandle) throws KonnektorException {
    String operation = "ReadCardCertificate";
    XmlElement answer =
        soap.call(
            Names.CERTIFICATE_SERVICE,
            operation,
            out -> {
              out.open(Names.CERTIFICATE, operation).text(Names.COMMON, "CardHandle", cardHandle);
              soap.writeContext(out);
              out.open(Names.CERTIFICATE, "CertRefList")
                  .text(Names.CERTIFICATE, "CertRef", AUTHENTICATION)
                  .close()
                  .text(Names.CERTIFICATE, "Crypt", "ECC")
                  .close();
            });
    try {
      String encoded =
          answer.getText("X509DataInfoList", "X509DataInfo", "X509Data", "X509Certificate");
      return Base64.getMimeDecoder().decode(encoded);
    } catch (XmlException | IllegalArgumentException e) {
      throw new KonnektorAnswerException(operation + ": " + e.getMessage(), e);
    }
  }

  private static PinState.Status status(String code) {
    return Arrays.stream(PinState.Status.values())
        .filter(status -> status.name().equals(code))
        .findFirst()
        .orElse(PinState.Status.UNKNOWN);
  }

  private static OptionalInt tries(String number) {
    return number.matches("[0-9]{1,3}")
        ? OptionalInt.of(Integer.parseInt(number))
        : OptionalInt.empty();
  }
}
