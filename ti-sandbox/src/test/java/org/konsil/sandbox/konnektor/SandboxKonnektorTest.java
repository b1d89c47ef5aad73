package org.konsil.sandbox.konnektor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.DataInputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.LocalDate;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.konsil.sandbox.pki.Identity;
import org.konsil.sandbox.pki.SandboxAuthority;
import org.w3c.dom.Element;

/** The played Konnektor on its own, with requests as they stand on the wire. */
class SandboxKonnektorTest {

  private static final String EVENT_SERVICE = "/ws/EventService";
  private static final String CONTEXT =
      """
      <c:Context xmlns:c="http://ws.gematik.de/conn/ConnectorContext/v2.0" \
      xmlns:n="http://ws.gematik.de/conn/ConnectorCommon/v5.0"><n:MandantId>M1</n:MandantId>\
      <n:ClientSystemId>Konsil</n:ClientSystemId><n:WorkplaceId>Server</n:WorkplaceId>\
      </c:Context>""";

  private final ExecutorService threads = Executors.newCachedThreadPool();
  private final SandboxAuthority authority =
      new SandboxAuthority(Clock.systemUTC(), new SecureRandom());
  private SandboxKonnektor konnektor;

  @BeforeEach
  void start() throws IOException {
    konnektor =
        SandboxKonnektor.start(
            new KonnektorSetup(0, "M1", "Konsil", "Server"), authority, Clock.systemUTC(), threads);
  }

  @AfterEach
  void stop() {
    konnektor.close();
    threads.shutdownNow();
  }

  private HttpClient client(Identity identity) {
    return HttpClient.newBuilder().sslContext(identity.tls(authority.certificate())).build();
  }

  private HttpResponse<String> post(String action, String message)
      throws IOException, InterruptedException {
    String envelope =
        "<s:Envelope xmlns:s=\"http://schemas.xmlsoap.org/soap/envelope/\"><s:Body>"
            + message
            + "</s:Body></s:Envelope>";
    return client(authority.client("test"))
        .send(
            HttpRequest.newBuilder(konnektor.directory().resolve(EVENT_SERVICE))
                .header("SOAPAction", "\"" + action + "\"")
                .POST(BodyPublishers.ofString(envelope))
                .build(),
            BodyHandlers.ofString());
  }

  private static String getCards(String content) {
    return "<e:GetCards xmlns:e=\"" + Xml.EVENT + "\">" + content + "</e:GetCards>";
  }

  @Test
  void demandsAClientCertificateOfItsAuthority() throws Exception {
    HttpRequest request = HttpRequest.newBuilder(konnektor.directory()).build();
    HttpResponse<String> answer =
        client(authority.client("test")).send(request, BodyHandlers.ofString());
    assertThat(answer.statusCode()).isEqualTo(200);
    assertThat(answer.body()).contains("ConnectorServices").contains("/ws/EventService");

    SandboxAuthority other = new SandboxAuthority(Clock.systemUTC(), new SecureRandom());
    HttpClient stranger = client(other.client("test"));
    assertThatThrownBy(() -> stranger.send(request, BodyHandlers.ofString()))
        .isInstanceOf(IOException.class);
  }

  @Test
  void answersGetCards() throws Exception {
    konnektor.insert(
        "HBA", "80276883011234562205", "CT-0002", 1, "Dr. <Müller>", LocalDate.of(2028, 3, 14));
    HttpResponse<String> answer = post(Xml.EVENT + "#GetCards", getCards(CONTEXT));
    assertThat(answer.statusCode()).isEqualTo(200);
    assertThat(answer.body())
        .contains("<CARDCMN:CardType>HBA</CARDCMN:CardType>")
        .contains("Dr. &lt;Müller&gt;")
        .contains("<CARD:CertificateExpirationDate>2028-03-14<");
  }

  @Test
  void answersFaults() throws Exception {
    HttpResponse<String> mandant =
        post(Xml.EVENT + "#GetCards", getCards(CONTEXT.replace("M1", "M2")));
    assertThat(mandant.statusCode()).isEqualTo(500);
    assertThat(mandant.body()).contains("SOAP:Fault").contains("<GERROR:Code>4004</GERROR:Code>");
    assertThat(post(Xml.EVENT + "#GetCards", getCards("")).body()).contains("Context fehlt");
    assertThat(post("wrong", getCards(CONTEXT)).body()).contains("SOAPAction");
    assertThat(post(Xml.EVENT + "#Nothing", "<Nothing/>").body()).contains("4000");
  }

  @Test
  void refusesADoctype() {
    assertThatThrownBy(() -> Xml.parse("<!DOCTYPE a><a/>".getBytes(StandardCharsets.US_ASCII)))
        .isInstanceOf(SandboxFault.class);
  }

  @Test
  void sendsFramesToSubscribers() throws Exception {
    try (ServerSocket listener = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      listener.setSoTimeout(10_000);
      String wanted =
          "<e:Subscribe xmlns:e=\""
              + Xml.EVENT
              + "\">"
              + CONTEXT
              + "<e:Subscription><e:EventTo>cetp://127.0.0.1:"
              + listener.getLocalPort()
              + "</e:EventTo><e:Topic>CARD</e:Topic></e:Subscription></e:Subscribe>";
      assertThat(post(Xml.EVENT + "#Subscribe", wanted).statusCode()).isEqualTo(200);

      konnektor.insert(
          "HBA", "80276883011234562205", "CT-0002", 1, "Dr. Müller", LocalDate.of(2028, 3, 14));
      try (Socket sender = listener.accept()) {
        DataInputStream in = new DataInputStream(sender.getInputStream());
        assertThat(in.readNBytes(4)).asString(StandardCharsets.US_ASCII).isEqualTo("CETP");
        byte[] content = in.readNBytes(in.readInt());
        Element event = Xml.parse(content);
        assertThat(Xml.is(event, Xml.EVENT, "Event")).isTrue();
        assertThat(Xml.text(event, Xml.EVENT, "Topic")).isEqualTo("CARD/INSERTED");
        assertThat(in.read()).isEqualTo(-1);
      }
    }
  }

  @Test
  void forgetsSubscriptionsWhenItGoesAwayAndKeepsItsPort() throws Exception {
    URI before = konnektor.directory();
    konnektor.goAway();
    assertThat(konnektor.up()).isFalse();
    konnektor.comeBack();
    assertThat(konnektor.directory()).isEqualTo(before);
    assertThat(konnektor.subscriptionCount()).isZero();
  }
}
