package org.konsil.jca.konnektor;

import org.konsil.jca.wire.XmlWriter.Namespace;

/** Namespaces and service names of the Konnektor's interfaces (api-telematik, OPB5). */
final class Names {

  private static final String CONN = "http://ws.gematik.de/conn/";

  static final Namespace SOAP = new Namespace("soap", "http://schemas.xmlsoap.org/soap/envelope/");
  static final Namespace ERROR = new Namespace("err", "http://ws.gematik.de/tel/error/v2.0");
  static final Namespace COMMON = new Namespace("conn", CONN + "ConnectorCommon/v5.0");
  static final Namespace CONTEXT = new Namespace("ctx", CONN + "ConnectorContext/v2.0");
  static final Namespace CARD_COMMON = new Namespace("cc", CONN + "CardServiceCommon/v2.0");
  static final Namespace EVENT = new Namespace("evt", CONN + "EventService/v7.2");
  static final Namespace CARD = new Namespace("card", CONN + "CardService/v8.1");
  static final Namespace CERTIFICATE = new Namespace("cert", CONN + "CertificateService/v6.0");
  static final Namespace CERTIFICATE_COMMON =
      new Namespace("certcmn", CONN + "CertificateServiceCommon/v2.0");
  static final Namespace SIGNATURE = new Namespace("sig", CONN + "SignatureService/v7.4");
  static final Namespace DSS = new Namespace("dss", "urn:oasis:names:tc:dss:1.0:core:schema");
  static final String DIRECTORY = CONN + "ServiceDirectory/v3.1";

  static final ServiceName EVENT_SERVICE =
      new ServiceName("EventService", CONN + "EventService/WSDL/v7.2", EVENT);
  static final ServiceName CARD_SERVICE =
      new ServiceName("CardService", CONN + "CardService/WSDL/v8.1", CARD);
  static final ServiceName CERTIFICATE_SERVICE =
      new ServiceName("CertificateService", CONN + "CertificateService/WSDL/v6.0", CERTIFICATE);
  static final ServiceName AUTH_SIGNATURE_SERVICE =
      new ServiceName("AuthSignatureService", CONN + "AuthSignatureService/WSDL/v7.4", SIGNATURE);

  /**
   * A service as connector.sds lists it.
   *
   * @param wsdl its TargetNamespace
   * @param messages namespace of its messages; a SOAP action is this, '#' and the operation
   */
  record ServiceName(String name, String wsdl, Namespace messages) {
    String action(String operation) {
      return messages.uri() + "#" + operation;
    }
  }

  private Names() {}
}
