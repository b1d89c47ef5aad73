package org.konsil.jca.cetp;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import org.konsil.jca.api.CetpEvent;
import org.konsil.jca.wire.XmlElement;
import org.konsil.jca.wire.XmlException;
import org.konsil.jca.wire.XmlReader;

/** Reads the element Event of EventService 7.2 and holds it to the schema's limits. */
final class CetpEventReader {

  private static final String NAMESPACE = "http://ws.gematik.de/conn/EventService/v7.2";
  private static final Set<String> TYPES =
      Set.of("Operation", "Security", "Infrastructure", "Business", "Other");
  private static final Set<String> SEVERITIES = Set.of("Info", "Warning", "Error", "Fatal");
  private static final int MAX_TOPIC = 1024;
  private static final int MAX_SUBSCRIPTION_ID = 64;
  private static final int MAX_KEY = 64;
  private static final int MAX_VALUE = 5000;

  private CetpEventReader() {}

  static CetpEvent read(byte[] document) throws XmlException {
    XmlElement event = XmlReader.parse(document);
    if (!event.is(NAMESPACE, "Event")) {
      throw new XmlException("no Event");
    }
    Map<String, String> parameters = new LinkedHashMap<>();
    for (XmlElement parameter : event.get("Message").children("Parameter").toList()) {
      parameters.put(
          limited(parameter.getText("Key"), MAX_KEY),
          limited(parameter.getText("Value"), MAX_VALUE));
    }
    return new CetpEvent(
        limited(event.getText("Topic"), MAX_TOPIC),
        oneOf(TYPES, event.getText("Type")),
        oneOf(SEVERITIES, event.getText("Severity")),
        limited(event.getText("SubscriptionID"), MAX_SUBSCRIPTION_ID),
        parameters);
  }

  private static String limited(String text, int maxLength) throws XmlException {
    if (text.length() > maxLength) {
      throw new XmlException("a value of " + text.length() + " characters");
    }
    return text;
  }

  private static String oneOf(Set<String> allowed, String text) throws XmlException {
    if (!allowed.contains(text)) {
      throw new XmlException("an Event of unknown type or severity");
    }
    return text;
  }
}
