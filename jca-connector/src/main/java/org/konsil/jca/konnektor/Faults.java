package org.konsil.jca.konnektor;

import java.util.List;
import java.util.Optional;
import org.konsil.jca.api.KonnektorFault;
import org.konsil.jca.wire.XmlElement;
import org.konsil.jca.wire.XmlException;

/** Error structures of the Konnektor (TelematikError 2.0) as exceptions. */
final class Faults {

  private Faults() {}

  /** A SOAP 1.1 Fault; its detail holds an Error, or nothing that we know. */
  static KonnektorFault ofFault(XmlElement fault) {
    String text = fault.findText("faultstring").orElse("SOAP fault");
    return fault
        .find("detail", "Error")
        .map(error -> ofError(error, text))
        .orElseGet(() -> new KonnektorFault(List.of(), text));
  }

  /**
   * Passes an answer whose Status is OK or Warning; without a Status it passes too, since some
   * operations have none.
   */
  static XmlElement checkedStatus(XmlElement response) throws KonnektorFault, XmlException {
    Optional<String> result = response.findText("Status", "Result");
    if (result.isPresent() && result.get().equalsIgnoreCase("ERROR")) {
      throw response
          .find("Status", "Error")
          .map(error -> ofError(error, "error"))
          .orElseGet(() -> new KonnektorFault(List.of(), "status ERROR"));
    }
    return response;
  }

  private static KonnektorFault ofError(XmlElement error, String text) {
    return new KonnektorFault(error.children("Trace").map(Faults::trace).toList(), text);
  }

  private static KonnektorFault.Trace trace(XmlElement trace) {
    return new KonnektorFault.Trace(
        number(trace.findText("Code").orElse("")),
        trace.findText("Severity").orElse("Error"),
        trace.findText("ErrorType").orElse("Technical"),
        trace.findText("ErrorText").orElse(""),
        trace.findText("CompType").orElse(""));
  }

  private static int number(String code) {
    return code.matches("[0-9]{1,9}") ? Integer.parseInt(code) : 0;
  }
}
