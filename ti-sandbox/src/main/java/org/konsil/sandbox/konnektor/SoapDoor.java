package org.konsil.sandbox.konnektor;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.UUID;
import org.w3c.dom.Element;

/** One SOAP 1.1 endpoint: envelope, call context, SOAP action, faults. */
final class SoapDoor implements HttpHandler {

  private static final int MAX_REQUEST = 1024 * 1024;
  private static final int OK = 200;
  private static final int FAULT = 500;

  private final KonnektorSetup setup;
  private final KonnektorModel model;
  private final Misbehaviour misbehaviour;
  private final String namespace;
  private final String prefix;
  private final Operation operation;

  /** Answers a request with the content of its response element. */
  interface Operation {
    String answer(Element request) throws SandboxFault;
  }

  SoapDoor(
      KonnektorSetup setup,
      KonnektorModel model,
      Misbehaviour misbehaviour,
      String namespace,
      String prefix,
      Operation operation) {
    this.setup = setup;
    this.model = model;
    this.misbehaviour = misbehaviour;
    this.namespace = namespace;
    this.prefix = prefix;
    this.operation = operation;
  }

  @Override
  public void handle(HttpExchange exchange) throws IOException {
    try (exchange) {
      misbehaviour.beforeAnswer();
      byte[] body = exchange.getRequestBody().readNBytes(MAX_REQUEST);
      int status = OK;
      String answer;
      try {
        misbehaviour.throwPlannedFault();
        answer = answer(body, exchange.getRequestHeaders().getFirst("SOAPAction"));
      } catch (SandboxFault e) {
        status = FAULT;
        answer = fault(e);
      }
      send(exchange, status, misbehaviour.instead(answer));
    }
  }

  static void send(HttpExchange exchange, int status, String xml) throws IOException {
    byte[] bytes = xml.getBytes(StandardCharsets.UTF_8);
    exchange.getResponseHeaders().set("Content-Type", "text/xml; charset=utf-8");
    exchange.sendResponseHeaders(status, bytes.length);
    exchange.getResponseBody().write(bytes);
  }

  private String answer(byte[] document, String action) throws SandboxFault {
    Element envelope = Xml.parse(document);
    Element body =
        Xml.child(envelope, Xml.SOAP, "Body")
            .filter(found -> Xml.is(envelope, Xml.SOAP, "Envelope"))
            .orElseThrow(() -> SandboxFault.syntax("kein SOAP 1.1"));
    List<Element> requests = Xml.children(body);
    if (requests.size() != 1 || !namespace.equals(requests.get(0).getNamespaceURI())) {
      throw SandboxFault.syntax("unbekannte Nachricht");
    }
    Element request = requests.get(0);
    String name = request.getLocalName();
    if (!("\"" + namespace + "#" + name + "\"").equals(action)) {
      throw SandboxFault.syntax("SOAPAction");
    }
    checkContext(request);
    String response = prefix + ":" + name + "Response";
    return Xml.root(
        "SOAP:Envelope",
        Xml.element("SOAP:Body", Xml.element(response, operation.answer(request))));
  }

  private void checkContext(Element request) throws SandboxFault {
    Element context =
        Xml.child(request, Xml.CONTEXT, "Context")
            .orElseThrow(() -> SandboxFault.syntax("Context fehlt"));
    if (!Xml.text(context, Xml.COMMON, "MandantId").equals(setup.mandantId())) {
      throw SandboxFault.unknownMandant();
    }
    if (!Xml.text(context, Xml.COMMON, "ClientSystemId").equals(setup.clientSystemId())) {
      throw SandboxFault.unknownClientSystem();
    }
    if (!Xml.text(context, Xml.COMMON, "WorkplaceId").equals(setup.workplaceId())) {
      throw SandboxFault.unknownWorkplace();
    }
  }

  private String fault(SandboxFault fault) {
    return Xml.root(
        "SOAP:Envelope",
        Xml.element(
            "SOAP:Body",
            Xml.element(
                "SOAP:Fault",
                Xml.element("faultcode", "SOAP:Server"),
                Xml.value("faultstring", fault.getMessage()),
                Xml.element("detail", error(fault)))));
  }

  private String error(SandboxFault fault) {
    return Xml.element(
        "GERROR:Error",
        Xml.value("GERROR:MessageID", UUID.randomUUID()),
        Xml.value("GERROR:Timestamp", Xml.time(model.now())),
        Xml.element(
            "GERROR:Trace",
            Xml.value("GERROR:EventID", UUID.randomUUID()),
            Xml.value("GERROR:Instance", "sandbox"),
            Xml.value("GERROR:LogReference", ""),
            Xml.value("GERROR:CompType", "Konnektor"),
            Xml.value("GERROR:Code", fault.code()),
            Xml.value("GERROR:Severity", "Error"),
            Xml.value("GERROR:ErrorType", "Technical"),
            Xml.value("GERROR:ErrorText", fault.getMessage())));
  }
}
