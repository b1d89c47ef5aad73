package org.konsil.jca.api;

import java.io.Serializable;
import java.util.List;

/**
 * The Konnektor answered with a SOAP fault (TelematikError 2.0). {@link #getErrorCode()} is the
 * code of the first trace as text.
 */
public class KonnektorFault extends KonnektorException {

  private static final long serialVersionUID = 1L;

  /**
   * One line of the error's trace.
   *
   * @param code gematik's error code, such as 4004; 0 when the fault carried none
   * @param severity Info, Warning, Error or Fatal
   * @param errorType such as Technical or Security
   * @param component which kind of component raised it
   */
  public record Trace(int code, String severity, String errorType, String text, String component)
      implements Serializable {}

  private final List<Trace> traces;

  /**
   * @param traces from the fault's detail, outermost first; may be empty
   * @param faultString the SOAP fault's own text
   */
  public KonnektorFault(List<Trace> traces, String faultString) {
    super(message(traces, faultString));
    this.traces = List.copyOf(traces);
    setErrorCode(String.valueOf(code()));
  }

  /** gematik's error code, 0 when the fault carried none. */
  public int code() {
    return traces.isEmpty() ? 0 : traces.get(0).code();
  }

  public String severity() {
    return traces.isEmpty() ? "Error" : traces.get(0).severity();
  }

  public String errorType() {
    return traces.isEmpty() ? "Technical" : traces.get(0).errorType();
  }

  public List<Trace> traces() {
    return traces;
  }

  private static String message(List<Trace> traces, String faultString) {
    return traces.isEmpty() ? faultString : traces.get(0).code() + " " + traces.get(0).text();
  }
}
