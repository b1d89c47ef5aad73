package org.konsil.jca.konnektor;

import java.net.URI;
import java.time.Duration;
import java.util.function.Consumer;
import org.konsil.jca.api.CallContext;
import org.konsil.jca.api.KonnektorAnswerException;
import org.konsil.jca.api.KonnektorException;
import org.konsil.jca.api.KonnektorUnreachableException;
import org.konsil.jca.api.ServiceDirectory;
import org.konsil.jca.konnektor.Names.ServiceName;
import org.konsil.jca.wire.XmlElement;
import org.konsil.jca.wire.XmlException;
import org.konsil.jca.wire.XmlReader;
import org.konsil.jca.wire.XmlWriter;

/**
 * SOAP 1.1 document/literal calls with one call context: envelope out, envelope in, faults become
 * exceptions.
 */
final class SoapCalls {

  private static final int OK = 200;
  private static final int FAULT = 500;

  private final KonnektorWire wire;
  private final CallContext context;

  SoapCalls(KonnektorWire wire, CallContext context) {
    this.wire = wire;
    this.context = context;
  }

  /**
   * @param content writes the message's root element
   * @return the root element of the answer, which is checked to be the operation's response with an
   *     acceptable status
   */
  XmlElement call(ServiceName service, String operation, Consumer<XmlWriter> content)
      throws KonnektorException {
    return call(service, operation, wire.readTimeout(), content);
  }

  /** The same with another time limit, for what waits for a person at a terminal. */
  XmlElement call(
      ServiceName service, String operation, Duration timeout, Consumer<XmlWriter> content)
      throws KonnektorException {
    URI address = address(service);
    XmlWriter message = new XmlWriter().open(Names.SOAP, "Envelope").open(Names.SOAP, "Body");
    content.accept(message);
    message.close().close();
    KonnektorHttp.Answer answer =
        wire.post(address, service.action(operation), message.bytes(), timeout);
    if (answer.status() != OK && answer.status() != FAULT) {
      throw new KonnektorUnreachableException(operation + ": HTTP status " + answer.status());
    }
    try {
      XmlElement body = body(answer.body());
      if (body.is(Names.SOAP.uri(), "Fault")) {
        throw Faults.ofFault(body);
      }
      if (answer.status() != OK) {
        throw new XmlException("HTTP status 500 without a fault");
      }
      if (!body.is(service.messages().uri(), operation + "Response")) {
        throw new XmlException("is a " + body.name());
      }
      return Faults.checkedStatus(body);
    } catch (XmlException e) {
      throw new KonnektorAnswerException(operation + ": " + e.getMessage(), e);
    }
  }

  /** Writes the element Context; every operation has one. */
  void writeContext(XmlWriter out) {
    out.open(Names.CONTEXT, "Context")
        .text(Names.COMMON, "MandantId", context.mandantId())
        .text(Names.COMMON, "ClientSystemId", context.clientSystemId())
        .text(Names.COMMON, "WorkplaceId", context.workplaceId());
    context.userId().ifPresent(user -> out.text(Names.COMMON, "UserId", user));
    out.close();
  }

  private URI address(ServiceName service) throws KonnektorException {
    ServiceDirectory.Service found =
        wire.directory()
            .find(service.name(), service.wsdl())
            .orElseThrow(
                () ->
                    new KonnektorAnswerException(
                        "the Konnektor offers no " + service.name() + " in " + service.wsdl()));
    boolean plain = !wire.secure() && !wire.directory().tlsMandatory();
    return plain && found.endpoint().isPresent() ? found.endpoint().get() : found.endpointTls();
  }

  private static XmlElement body(byte[] document) throws XmlException {
    XmlElement envelope = XmlReader.parse(document);
    if (!envelope.is(Names.SOAP.uri(), "Envelope")) {
      throw new XmlException("no SOAP envelope but " + envelope.name());
    }
    XmlElement body = envelope.get("Body");
    if (body.children().size() != 1) {
      throw new XmlException("a body of " + body.children().size() + " elements");
    }
    return body.children().get(0);
  }
}
