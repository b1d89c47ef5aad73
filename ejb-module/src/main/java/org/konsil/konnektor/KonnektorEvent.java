package org.konsil.konnektor;

import java.time.Instant;
import java.util.Map;

/**
 * Something that happened at the Konnektor or between it and us.
 *
 * @param topic the Konnektor's, such as CARD/INSERTED, or one of {@link #CONNECTED}, {@link #LOST},
 *     {@link #SUBSCRIBED}
 * @param severity Info, Warning, Error or Fatal
 * @param details of a card: CardType, CtID, SlotID, ICCSN; of {@link #CONNECTED}: seconds (of
 *     absence); of {@link #LOST}: kind and text of the failure
 */
public record KonnektorEvent(
    Instant at, String node, String topic, String severity, Map<String, String> details) {

  /** It answers (again). */
  public static final String CONNECTED = "KONSIL/CONNECTED";

  /** It no longer answers. */
  public static final String LOST = "KONSIL/LOST";

  /** Its events are subscribed anew. */
  public static final String SUBSCRIBED = "KONSIL/SUBSCRIBED";

  static final String INFO = "Info";
  static final String ERROR = "Error";
}
