package org.konsil.jca.api;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * An event of the Konnektor (EventService 7.2, element Event).
 *
 * @param topic such as CARD/INSERTED; at most 1024 characters
 * @param type Operation, Security, Infrastructure, Business or Other
 * @param severity Info, Warning, Error or Fatal
 * @param subscriptionId at most 64 characters
 * @param parameters keys to 64, values to 5000 characters, in their order; of equal keys the last
 */
public record CetpEvent(
    String topic,
    String type,
    String severity,
    String subscriptionId,
    Map<String, String> parameters) {

  public CetpEvent {
    parameters = Collections.unmodifiableMap(new LinkedHashMap<>(parameters));
  }
}
