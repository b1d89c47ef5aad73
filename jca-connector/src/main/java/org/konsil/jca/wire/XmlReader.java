package org.konsil.jca.wire;

import java.io.ByteArrayInputStream;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;

/**
 * Reads a document of a stranger into {@link XmlElement}s. A DOCTYPE is refused whatever it says,
 * so that there are no entities to expand and nothing to fetch; depth and number of elements are
 * limited. The caller limits the bytes.
 */
public final class XmlReader {

  private static final int MAX_DEPTH = 40;
  private static final int MAX_ELEMENTS = 50_000;

  private final XMLStreamReader in;
  private int elements;

  private XmlReader(XMLStreamReader in) {
    this.in = in;
  }

  /**
   * @throws XmlException when the bytes are not one well-formed document, contain a DOCTYPE or are
   *     nested deeper than 40 elements
   */
  public static XmlElement parse(byte[] document) throws XmlException {
    try {
      XMLStreamReader in = factory().createXMLStreamReader(new ByteArrayInputStream(document));
      try {
        return new XmlReader(in).document();
      } finally {
        in.close();
      }
    } catch (XMLStreamException e) {
      throw new XmlException("not well-formed XML", e);
    }
  }

  private XmlElement document() throws XMLStreamException, XmlException {
    XmlElement root = null;
    while (in.hasNext()) {
      int event = in.next();
      if (event == XMLStreamConstants.DTD) {
        throw new XmlException("XML with a DOCTYPE is refused");
      }
      if (event == XMLStreamConstants.START_ELEMENT) {
        root = element(1);
      }
    }
    if (root == null) {
      throw new XmlException("no element");
    }
    return root;
  }

  private XmlElement element(int depth) throws XMLStreamException, XmlException {
    if (depth > MAX_DEPTH || ++elements > MAX_ELEMENTS) {
      throw new XmlException("XML too deep or too large");
    }
    String namespace = in.getNamespaceURI() == null ? "" : in.getNamespaceURI();
    String name = in.getLocalName();
    Map<String, String> attributes = new LinkedHashMap<>();
    for (int i = 0; i < in.getAttributeCount(); i++) {
      attributes.put(in.getAttributeLocalName(i), in.getAttributeValue(i));
    }
    List<XmlElement> children = new ArrayList<>();
    StringBuilder text = new StringBuilder();
    while (true) {
      switch (in.next()) {
        case XMLStreamConstants.START_ELEMENT -> children.add(element(depth + 1));
        case XMLStreamConstants.CHARACTERS, XMLStreamConstants.CDATA -> text.append(in.getText());
        case XMLStreamConstants.ENTITY_REFERENCE -> throw new XmlException("entity reference");
        case XMLStreamConstants.END_ELEMENT -> {
          return new XmlElement(namespace, name, attributes, text.toString().strip(), children);
        }
        default -> {
          // comments and processing instructions carry nothing
        }
      }
    }
  }

  /** The JDK's own parser: what a container puts in its place would have other switches. */
  private static XMLInputFactory factory() {
    XMLInputFactory factory = XMLInputFactory.newDefaultFactory();
    factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
    factory.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
    factory.setProperty(XMLInputFactory.IS_REPLACING_ENTITY_REFERENCES, false);
    factory.setProperty(XMLInputFactory.IS_NAMESPACE_AWARE, true);
    factory.setXMLResolver(
        (publicId, systemId, baseUri, namespace) -> {
          throw new XMLStreamException("external entity");
        });
    return factory;
  }
}
