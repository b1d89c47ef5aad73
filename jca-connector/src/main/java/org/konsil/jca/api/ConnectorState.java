package org.konsil.jca.api;

import java.time.Instant;
import java.util.List;

/**
 * The Konnektor's own state (ConnectorCommon 5.0, Connector).
 *
 * @param tiOnline whether its tunnel into the telematics infrastructure stands
 * @param tiSince since when that is so
 * @param sisOnline whether its tunnel to the secure internet service stands
 * @param errors the error states that are raised now; empty when all is well
 */
public record ConnectorState(
    boolean tiOnline, Instant tiSince, boolean sisOnline, Instant sisSince, List<Error> errors) {

  public ConnectorState {
    errors = List.copyOf(errors);
  }

  /**
   * One raised error state.
   *
   * @param condition its name as the Konnektor gives it
   * @param severity Fatal, Error, Warning or Info
   * @param type Operation, Security or Infrastructure
   */
  public record Error(String condition, String severity, String type, Instant since) {}
}
