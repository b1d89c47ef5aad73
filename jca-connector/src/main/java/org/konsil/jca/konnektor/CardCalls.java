package org.konsil.jca.konnektor;

import java.time.Duration;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.OptionalInt;
import org.konsil.jca.api.CertificateCheck;
import org.konsil.jca.api.KonnektorAnswerException;
import org.konsil.jca.api.KonnektorException;
import org.konsil.jca.api.PinResult;
import org.konsil.jca.api.PinState;
import org.konsil.jca.api.PinType;
import org.konsil.jca.wire.XmlElement;
import org.konsil.jca.wire.XmlException;

/** What is asked of one card: CardService 8.1, CertificateService 6.0, AuthSignatureService 7.4. */
final class CardCalls {

  private static final String AUTHENTICATION = "C.AUT";

  /** SignatureType of a signature by a key on brainpoolP256r1. */
  private static final String ECDSA = "urn:bsi:tr:03111:ecdsa";

  private static final int SHA_256_BYTES = 32;

  /** A terminal gives a person about 30 seconds for each of several entries. */
  private static final Duration PIN_ENTRY = Duration.ofSeconds(120);

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

  PinResult verifyPin(String cardHandle, PinType pin) throws KonnektorException {
    XmlElement answer =
        soap.call(
            Names.CARD_SERVICE,
            "VerifyPin",
            PIN_ENTRY,
            out -> {
              out.open(Names.CARD, "VerifyPin");
              soap.writeContext(out);
              out.text(Names.COMMON, "CardHandle", cardHandle)
                  .text(Names.CARD_COMMON, "PinTyp", pin.code())
                  .close();
            });
    return new PinResult(
        PinResult.Outcome.ofCode(answer.findText("PinResult").orElse("")),
        tries(answer.findText("LeftTries").orElse("")));
  }

  byte[] externalAuthenticate(String cardHandle, byte[] hash) throws KonnektorException {
    if (hash.length != SHA_256_BYTES) {
      throw new IllegalArgumentException("not a SHA-256 value");
    }
    String operation = "ExternalAuthenticate";
    XmlElement answer =
        soap.call(
            Names.AUTH_SIGNATURE_SERVICE,
            operation,
            out -> {
              out.open(Names.SIGNATURE, operation).text(Names.COMMON, "CardHandle", cardHandle);
              soap.writeContext(out);
              out.open(Names.SIGNATURE, "OptionalInputs")
                  .text(Names.DSS, "SignatureType", ECDSA)
                  .close()
                  .open(Names.SIGNATURE, "BinaryString")
                  .open(Names.DSS, "Base64Data")
                  .attribute("MimeType", "application/octet-stream")
                  .content(Base64.getEncoder().encodeToString(hash))
                  .close()
                  .close()
                  .close();
            });
    return decoded(operation, answer, "SignatureObject", "Base64Signature");
  }

  CertificateCheck verifyCertificate(byte[] certificate) throws KonnektorException {
    String operation = "VerifyCertificate";
    XmlElement answer =
        soap.call(
            Names.CERTIFICATE_SERVICE,
            operation,
            out -> {
              out.open(Names.CERTIFICATE, operation);
              soap.writeContext(out);
              out.text(
                      Names.CERTIFICATE_COMMON,
                      "X509Certificate",
                      Base64.getEncoder().encodeToString(certificate))
                  .close();
            });
    return new CertificateCheck(
        CertificateCheck.Result.ofCode(
            answer.findText("VerificationStatus", "VerificationResult").orElse("")),
        answer
            .find("RoleList")
            .map(list -> list.children("Role").map(XmlElement::text).toList())
            .orElse(List.of()));
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
    return decoded(
        operation, answer, "X509DataInfoList", "X509DataInfo", "X509Data", "X509Certificate");
  }

  private static byte[] decoded(String operation, XmlElement answer, String... path)
      throws KonnektorAnswerException {
    try {
      return Base64.getMimeDecoder().decode(answer.getText(path));
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
