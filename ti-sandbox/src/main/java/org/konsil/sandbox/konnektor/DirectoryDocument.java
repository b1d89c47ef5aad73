package org.konsil.sandbox.konnektor;

import java.time.Instant;

/** connector.sds and the product information that terminals carry too. */
final class DirectoryDocument {

  private DirectoryDocument() {}

  /**
   * @param base address of this Konnektor without a trailing slash
   */
  static String of(String base, Instant now) {
    return """
        <?xml version="1.0" encoding="UTF-8"?>
        <DIR:ConnectorServices xmlns:DIR="http://ws.gematik.de/conn/ServiceDirectory/v3.1" \
        xmlns:SI="http://ws.gematik.de/conn/ServiceInformation/v2.0" \
        xmlns:PI="http://ws.gematik.de/int/version/ProductInformation/v1.1">
        """
        + product("Konnektor", "5.5.0", "Sandbox-Konnektor", now)
        + "<DIR:TLSMandatory>true</DIR:TLSMandatory>"
        + "<DIR:ClientAutMandatory>true</DIR:ClientAutMandatory>"
        + "<SI:ServiceInformation>"
        + service("EventService", "7.2.0", "v7.2", base + "/ws/EventService")
        + service("CardService", "8.1.2", "v8.1", base + "/ws/CardService")
        + service("CertificateService", "6.0.1", "v6.0", base + "/ws/CertificateService")
        + service("AuthSignatureService", "7.4.1", "v7.4", base + "/ws/AuthSignatureService")
        + "</SI:ServiceInformation></DIR:ConnectorServices>";
  }

  static String product(String type, String version, String name, Instant now) {
    return "<PI:ProductInformation>"
        + Xml.value("PI:InformationDate", Xml.time(now))
        + "<PI:ProductTypeInformation>"
        + Xml.value("PI:ProductType", type)
        + Xml.value("PI:ProductTypeVersion", version)
        + "</PI:ProductTypeInformation><PI:ProductIdentification>"
        + "<PI:ProductVendorID>KONSL</PI:ProductVendorID>"
        + "<PI:ProductCode>SANDBOX</PI:ProductCode><PI:ProductVersion><PI:Local>"
        + "<PI:HWVersion>1.0.0</PI:HWVersion><PI:FWVersion>5.5.0</PI:FWVersion>"
        + "</PI:Local></PI:ProductVersion></PI:ProductIdentification><PI:ProductMiscellaneous>"
        + "<PI:ProductVendorName>Konsil Sandbox</PI:ProductVendorName>"
        + Xml.value("PI:ProductName", name)
        + "</PI:ProductMiscellaneous></PI:ProductInformation>";
  }

  private static String service(String name, String version, String namespace, String address) {
    String wsdl = "http://ws.gematik.de/conn/" + name + "/WSDL/" + namespace;
    return "<SI:Service Name=\""
        + name
        + "\"><SI:Abstract>"
        + name
        + "</SI:Abstract><SI:Versions><SI:Version TargetNamespace=\""
        + wsdl
        + "\" Version=\""
        + version
        + "\"><SI:Abstract>"
        + name
        + "</SI:Abstract><SI:EndpointTLS Location=\""
        + Xml.escaped(address)
        + "\"/></SI:Version></SI:Versions></SI:Service>";
  }
}
