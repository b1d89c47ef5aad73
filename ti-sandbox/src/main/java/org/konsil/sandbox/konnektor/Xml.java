package org.konsil.sandbox.konnektor;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.Node;
import org.w3c.dom.NodeList;
import org.xml.sax.SAXException;

/** Reads requests and writes answers. Prefixes are those of gematik's schemas. */
final class Xml {

  static final String SOAP = "http://schemas.xmlsoap.org/soap/envelope/";
  static final String EVENT = "http://ws.gematik.de/conn/EventService/v7.2";
  static final String CARD = "http://ws.gematik.de/conn/CardService/v8.1";
  static final String CARD_COMMON = "http://ws.gematik.de/conn/CardServiceCommon/v2.0";
  static final String CERTIFICATE = "http://ws.gematik.de/conn/CertificateService/v6.0";
  static final String CERTIFICATE_COMMON =
      "http://ws.gematik.de/conn/CertificateServiceCommon/v2.0";
  static final String SIGNATURE = "http://ws.gematik.de/conn/SignatureService/v7.4";
  static final String DSS = "urn:oasis:names:tc:dss:1.0:core:schema";
  static final String COMMON = "http://ws.gematik.de/conn/ConnectorCommon/v5.0";
  static final String CONTEXT = "http://ws.gematik.de/conn/ConnectorContext/v2.0";

  private static final String PREFIXES =
      " xmlns:SOAP=\""
          + SOAP
          + "\" xmlns:EVT=\""
          + EVENT
          + "\" xmlns:CARD=\""
          + CARD
          + "\" xmlns:CARDCMN=\""
          + CARD_COMMON
          + "\" xmlns:CERT=\""
          + CERTIFICATE
          + "\" xmlns:CONN=\""
          + COMMON
          + "\" xmlns:CCTX=\""
          + CONTEXT
          + "\" xmlns:CERTCMN=\""
          + CERTIFICATE_COMMON
          + "\" xmlns:SIG=\""
          + SIGNATURE
          + "\" xmlns:DSS=\""
          + DSS
          + "\""
          + " xmlns:CT=\"http://ws.gematik.de/conn/CardTerminalInfo/v8.0\""
          + " xmlns:PI=\"http://ws.gematik.de/int/version/ProductInformation/v1.1\""
          + " xmlns:GERROR=\"http://ws.gematik.de/tel/error/v2.0\"";

  private Xml() {}

  /**
   * The root element of a document.
   *
   * @throws SandboxFault syntax, also for any DOCTYPE
   */
  static Element parse(byte[] document) throws SandboxFault {
    try {
      DocumentBuilderFactory factory = DocumentBuilderFactory.newDefaultInstance();
      factory.setNamespaceAware(true);
      factory.setFeature("http://apache.org/xml/features/disallow-doctype-decl", true);
      Document parsed = factory.newDocumentBuilder().parse(new ByteArrayInputStream(document));
      return parsed.getDocumentElement();
    } catch (ParserConfigurationException | SAXException | IOException e) {
      throw SandboxFault.syntax("kein wohlgeformtes XML");
    }
  }

  static List<Element> children(Element parent) {
    List<Element> found = new ArrayList<>();
    NodeList nodes = parent.getChildNodes();
    for (int i = 0; i < nodes.getLength(); i++) {
      if (nodes.item(i).getNodeType() == Node.ELEMENT_NODE) {
        found.add((Element) nodes.item(i));
      }
    }
    return found;
  }

  static boolean is(Element element, String namespace, String name) {
    return namespace.equals(element.getNamespaceURI()) && name.equals(element.getLocalName());
  }

  static Optional<Element> child(Element parent, String namespace, String name) {
    return children(parent).stream().filter(one -> is(one, namespace, name)).findFirst();
  }

  /** The text of a child that the schema demands. */
  static String text(Element parent, String namespace, String name) throws SandboxFault {
    return child(parent, namespace, name)
        .orElseThrow(() -> SandboxFault.syntax(name + " fehlt"))
        .getTextContent()
        .strip();
  }

  /** An element of given content, which must be XML already. */
  static String element(String name, String... content) {
    return "<" + name + ">" + String.join("", content) + "</" + name + ">";
  }

  /** An element of text. */
  static String value(String name, Object text) {
    return element(name, escaped(String.valueOf(text)));
  }

  /** An element that declares all prefixes. */
  static String root(String name, String... content) {
    return "<?xml version=\"1.0\" encoding=\"UTF-8\"?><"
        + name
        + PREFIXES
        + ">"
        + String.join("", content)
        + "</"
        + name
        + ">";
  }

  static String escaped(String text) {
    return text.replace("&", "&amp;")
        .replace("<", "&lt;")
        .replace(">", "&gt;")
        .replace("\"", "&quot;");
  }

  /** An xs:dateTime in German local time, with offset. */
  static String time(Instant instant) {
    return DateTimeFormatter.ISO_OFFSET_DATE_TIME.format(
        instant.truncatedTo(ChronoUnit.MILLIS).atZone(ZoneId.of("Europe/Berlin")));
  }
}
