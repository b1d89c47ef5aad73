package org.konsil.sandbox.konnektor;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsParameters;
import com.sun.net.httpserver.HttpsServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Executor;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLParameters;
import org.konsil.sandbox.pki.SandboxAuthority;
import org.konsil.sandbox.pki.TiAuthority;

/**
 * A Konnektor on 127.0.0.1 that demands a client certificate of its authority. Can be made to go
 * away and come back on the same port, which forgets subscriptions, as a restart does.
 */
public final class SandboxKonnektor implements AutoCloseable {

  private static final String INFO = "Info";

  private final KonnektorSetup setup;
  private final KonnektorModel model;
  private final Executor threads;
  private final SSLContext tls;
  private final CetpSender events;
  private final Misbehaviour misbehaviour = new Misbehaviour();
  private HttpsServer server;
  private int port;

  private SandboxKonnektor(
      KonnektorSetup setup,
      SandboxAuthority authority,
      CardIssuer issuer,
      Clock clock,
      Executor threads) {
    this.setup = setup;
    this.threads = threads;
    this.model = new KonnektorModel(clock, issuer);
    this.tls = authority.server("Sandbox-Konnektor").tls(authority.certificate());
    this.events = new CetpSender(model, threads);
    this.port = setup.port();
  }

  /**
   * @param threads serves requests and sends events; a test that makes it fall silent needs more
   *     than one
   */
  public static SandboxKonnektor start(
      KonnektorSetup setup, SandboxAuthority authority, Clock clock, Executor threads)
      throws IOException {
    CardIssuer issuer = new CardIssuer(new TiAuthority(clock, new SecureRandom()), null);
    return start(setup, authority, issuer, clock, threads);
  }

  /** The same with cards of a TI that others know too. */
  public static SandboxKonnektor start(
      KonnektorSetup setup,
      SandboxAuthority authority,
      CardIssuer issuer,
      Clock clock,
      Executor threads)
      throws IOException {
    SandboxKonnektor konnektor = new SandboxKonnektor(setup, authority, issuer, clock, threads);
    konnektor.comeBack();
    return konnektor;
  }

  /** Address of connector.sds. */
  public URI directory() {
    return URI.create(base() + "/connector.sds");
  }

  public Misbehaviour misbehaviour() {
    return misbehaviour;
  }

  public synchronized boolean up() {
    return server != null;
  }

  /** Stops answering: connections break, new ones are refused. */
  public synchronized void goAway() {
    if (server != null) {
      server.stop(0);
      server = null;
    }
    model.forgetSubscriptions();
  }

  /** Answers again, on the port it had. */
  public synchronized void comeBack() throws IOException {
    if (server != null) {
      return;
    }
    HttpsServer started =
        HttpsServer.create(new InetSocketAddress(InetAddress.getByName("127.0.0.1"), port), 0);
    started.setHttpsConfigurator(
        new HttpsConfigurator(tls) {
          @Override
          public void configure(HttpsParameters parameters) {
            SSLParameters wanted = getSSLContext().getDefaultSSLParameters();
            wanted.setNeedClientAuth(true);
            parameters.setSSLParameters(wanted);
          }
        });
    EventServiceAnswers eventService = new EventServiceAnswers(model);
    CardAnswers cardService = new CardAnswers(model);
    started.createContext("/connector.sds", this::directory);
    started.createContext("/ws/EventService", door(Xml.EVENT, "EVT", eventService::answer));
    started.createContext("/ws/CardService", door(Xml.CARD, "CARD", cardService::answer));
    started.createContext(
        "/ws/CertificateService", door(Xml.CERTIFICATE, "CERT", cardService::answer));
    started.createContext(
        "/ws/AuthSignatureService", door(Xml.SIGNATURE, "SIG", cardService::answer));
    started.setExecutor(threads);
    started.start();
    port = started.getAddress().getPort();
    server = started;
  }

  public List<SandboxCard> cards() {
    return model.cards();
  }

  /** How many subscriptions run now. */
  public int subscriptionCount() {
    return model.subscriptions().size();
  }

  /**
   * @param terminal CT-0001 (four slots) or CT-0002 (two)
   */
  public SandboxCard insert(
      String type, String iccsn, String terminal, int slot, String holder, LocalDate lastDay) {
    SandboxCard card = model.insert(type, iccsn, terminal, slot, holder, lastDay);
    events.send("CARD/INSERTED", "Operation", INFO, describe(card));
    return card;
  }

  /** The same for a card of another profession, or another number in the TI. */
  public SandboxCard insert(String terminal, int slot, SandboxHolder holder) {
    SandboxCard card =
        model.insert(
            holder.cardType(),
            holder.iccsn(),
            terminal,
            slot,
            holder.name(),
            holder.lastDay(),
            model.issuer().issue(holder));
    events.send("CARD/INSERTED", "Operation", INFO, describe(card));
    return card;
  }

  /**
   * @param outcome OK, REJECTED, NOWBLOCKED, TRANSPORT_PIN or ERROR, for all entries from now on
   */
  public void setPinEntry(String outcome) {
    model.setPinEntry(outcome);
  }

  public Optional<SandboxCard> remove(String iccsn) {
    Optional<SandboxCard> card = model.remove(iccsn);
    card.ifPresent(gone -> events.send("CARD/REMOVED", "Operation", INFO, describe(gone)));
    return card;
  }

  /**
   * @param status VERIFIED, VERIFIABLE, BLOCKED, TRANSPORT_PIN, EMPTY_PIN or DISABLED
   */
  public Optional<SandboxCard> setPin(String iccsn, String status) {
    Optional<SandboxCard> card = model.setPin(iccsn, status);
    card.ifPresent(
        one -> events.send("CARD/PIN/VERIFY_FINISHED", "Operation", INFO, describe(one)));
    return card;
  }

  /** Raises or drops the tunnel into the telematics infrastructure. */
  public void setOnline(boolean online) {
    model.setOnline(online);
    events.send(
        online ? "NETWORK/VPN_TI/UP" : "NETWORK/VPN_TI/DOWN",
        "Operation",
        online ? INFO : "Error",
        Map.of());
  }

  /** Ends all subscriptions without telling anybody, as when their time is over. */
  public void expireSubscriptions() {
    model.forgetSubscriptions();
  }

  @Override
  public void close() {
    misbehaviour.behave();
    goAway();
  }

  private SoapDoor door(String namespace, String prefix, SoapDoor.Operation operation) {
    return new SoapDoor(setup, model, misbehaviour, namespace, prefix, operation);
  }

  private void directory(HttpExchange exchange) {
    try (exchange) {
      misbehaviour.beforeAnswer();
      String document = DirectoryDocument.of(base(), model.now());
      SoapDoor.send(exchange, 200, misbehaviour.instead(document));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private synchronized String base() {
    return "https://127.0.0.1:" + port;
  }

  private static Map<String, String> describe(SandboxCard card) {
    Map<String, String> parameters = new LinkedHashMap<>();
    parameters.put("CardHandle", card.handle());
    parameters.put("CardType", card.type());
    parameters.put("ICCSN", card.iccsn());
    parameters.put("CtID", card.terminal());
    parameters.put("SlotID", Integer.toString(card.slot()));
    parameters.put("InsertTime", Xml.time(card.insertedAt()));
    parameters.put("CardHolderName", card.holder());
    parameters.put("CertExpirationDate", card.lastDay().toString());
    return parameters;
  }
}
