package org.konsil.sandbox.directory;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicInteger;
import org.konsil.sandbox.pki.OcspResponder;
import org.konsil.sandbox.pki.TiAuthority;

/**
 * The directory as a provider of TI-M sees it. Credentials are {@code sandbox} and {@code secret}.
 */
public final class SandboxDirectory implements AutoCloseable {
  private static final String TI_PROVIDER_TOKEN = "sandbox-ti-provider";
  private static final String PROVIDER_TOKEN = "sandbox-provider";
  private static final String SEARCH_TOKEN = "sandbox-search";
  private static final String SERVICE_TOKEN = "sandbox-service";
  private static final String FEDERATION = "/tim-provider-services/federation";
  private static final int UNAUTHORIZED = 401;

  private final HttpServer server;
  private final TiAuthority authority;
  private final OcspResponder responder;
  private final FederationListPublisher list;
  private final FederationAdministration federation;
  private final OwnerAccess access;
  private final OwnerEntries owners = new OwnerEntries();
  private final FhirSearch entries = new FhirSearch(owners);
  private final KimListing kim = new KimListing();
  private final AtomicInteger questions = new AtomicInteger();
  private volatile Forgery forgery = Forgery.NONE;

  private SandboxDirectory(
      int port, TiAuthority authority, Clock clock, SecureRandom random, Executor threads)
      throws IOException {
    this.authority = authority;
    server = HttpServer.create(new InetSocketAddress("127.0.0.1", port), 0);
    responder = new OcspResponder(authority.responder(), clock);
    list = new FederationListPublisher(authority, responder, responderAddress(), clock, random);
    server.createContext("/ocsp", this::ocsp);
    server.createContext("/token", this::token);
    server.createContext("/ti-provider-authenticate", this::exchange);
    server.createContext(
        "/tim-provider-services/FederationList/federationList.jws", this::federationList);
    federation = new FederationAdministration(list);
    server.createContext(FEDERATION, this::administration);
    server.createContext("/tim-authenticate", this::timAuthenticate);
    server.createContext("/search/", this::search);
    server.createContext("/service-authenticate", this::serviceAuthenticate);
    server.createContext("/fdv/search/HealthcareService", this::serviceSearch);
    access = new OwnerAccess(authority, address(), clock);
    server.createContext("/owner-authenticate", this::ownerAuthenticate);
    server.createContext("/signin-gematik-idp-dienst", this::ownerSignIn);
    server.createContext("/owner/", this::owner);
    server.setExecutor(threads);
    server.start();
  }

  /**
   * @param port 0 lets the system choose
   */
  public static SandboxDirectory start(
      int port, TiAuthority authority, Clock clock, SecureRandom random, Executor threads)
      throws IOException {
    return new SandboxDirectory(port, authority, clock, random, threads);
  }

  /** The directory's address; its token endpoint is {@code /token} below. */
  public String address() {
    return "http://127.0.0.1:" + server.getAddress().getPort();
  }

  /** Where certificates of this TI are asked after. */
  public String responderAddress() {
    return address() + "/ocsp";
  }

  public OcspResponder responder() {
    return responder;
  }

  public void add(FederationMember member) {
    list.add(member);
  }

  public void remove(String domain) {
    list.remove(domain);
  }

  /** Practitioners prove there from now on who they are. */
  public void trust(CardLogins logins) {
    access.trust(logins);
  }

  /** What owners have published: addresses, each with its connection type. */
  public List<String> published() {
    return owners.published().stream().map(one -> one.address() + " " + one.connection()).toList();
  }

  /** Lists an organisation with the address at which it reads its mail. */
  public void listKim(String telematikId, String profession, String name, String address) {
    kim.add(telematikId, profession, name, address);
  }

  /** From now on the organisation is inactive in the directory, or active again. */
  public void setInactive(String telematikId, boolean inactive) {
    federation.setInactive(telematikId, inactive);
  }

  /** From now on the list is forged this way. */
  public void forge(Forgery how) {
    forgery = how;
    if (how == Forgery.OTHER_RESPONDER) {
      responder.impersonatedBy(
          authority.signer(
              "Somebody else",
              "brainpoolP256r1",
              authority.root().getNotAfter().toInstant(),
              null));
    } else {
      responder.impersonatedBy(authority.responder());
    }
  }

  /** How often somebody asked for the list or searched. */
  public int questions() {
    return questions.get();
  }

  @Override
  public void close() {
    server.stop(0);
  }

  private void ocsp(HttpExchange exchange) throws IOException {
    answer(
        exchange,
        200,
        "application/ocsp-response",
        responder.answer(exchange.getRequestBody().readAllBytes()));
  }

  private void token(HttpExchange exchange) throws IOException {
    String form = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
    boolean right =
        form.contains("grant_type=client_credentials")
            && form.contains("client_id=sandbox")
            && form.contains("client_secret=secret");
    giveToken(exchange, right && forgery != Forgery.NO_ACCESS, TI_PROVIDER_TOKEN, 300);
  }

  private void exchange(HttpExchange exchange) throws IOException {
    giveToken(exchange, carries(exchange, TI_PROVIDER_TOKEN), PROVIDER_TOKEN, 86_400);
  }

  private void federationList(HttpExchange exchange) throws IOException {
    questions.incrementAndGet();
    Map<String, String> query = query(exchange);
    if (!carries(exchange, PROVIDER_TOKEN)) {
      answer(exchange, UNAUTHORIZED, "text/plain", new byte[0]);
    } else if (forgery == Forgery.FAILURE) {
      answer(exchange, 500, "text/plain", new byte[0]);
    } else if (forgery == Forgery.GARBAGE) {
      answer(exchange, 200, "application/jose", bytes("<html>maintenance</html>"));
    } else if (forgery == Forgery.NONE
        && Long.toString(list.version()).equals(query.get("version"))) {
      answer(exchange, 204, "application/jose", new byte[0]);
    } else {
      String jws = list.sign(query.getOrDefault("sigAlg", "BP256R1"), forgery);
      answer(exchange, 200, "application/jose", bytes(jws));
    }
  }

  private void administration(HttpExchange exchange) throws IOException {
    if (!carries(exchange, PROVIDER_TOKEN)) {
      answer(exchange, UNAUTHORIZED, "text/plain", new byte[0]);
      return;
    }
    if (forgery == Forgery.FAILURE) {
      answer(exchange, 500, "text/plain", new byte[0]);
      return;
    }
    String rest = exchange.getRequestURI().getPath().substring(FEDERATION.length());
    FederationAdministration.Answer said =
        switch (exchange.getRequestMethod() + (rest.equals("Check") ? " check" : "")) {
          case "GET check" -> federation.check();
          case "GET" -> federation.show(query(exchange).get("domain"));
          case "POST" -> federation.add(exchange.getRequestBody().readAllBytes());
          case "DELETE" -> federation.remove(rest.substring(Math.min(1, rest.length())));
          default -> new FederationAdministration.Answer(405, "{}");
        };
    answer(exchange, said.status(), "application/json", bytes(said.body()));
  }

  /** Takes any OpenID token on trust; the real directory asks its homeserver. */
  private void timAuthenticate(HttpExchange exchange) throws IOException {
    String token = exchange.getRequestHeaders().getFirst("X-Matrix-OpenID-Token");
    boolean right = token != null && !token.isEmpty() && query(exchange).containsKey("mxId");
    giveToken(exchange, right && forgery != Forgery.NO_ACCESS, SEARCH_TOKEN, 86_400);
  }

  private void search(HttpExchange exchange) throws IOException {
    questions.incrementAndGet();
    if (!carries(exchange, SEARCH_TOKEN)) {
      answer(exchange, UNAUTHORIZED, "text/plain", new byte[0]);
    } else if (forgery == Forgery.FAILURE) {
      answer(exchange, 500, "text/plain", new byte[0]);
    } else {
      String kind = exchange.getRequestURI().getPath().substring("/search/".length());
      answer(
          exchange,
          200,
          "application/fhir+json",
          entries.answer(address() + "/search", kind, query(exchange)));
    }
  }

  private void serviceAuthenticate(HttpExchange exchange) throws IOException {
    giveToken(exchange, carries(exchange, TI_PROVIDER_TOKEN), SERVICE_TOKEN, 86_400);
  }

  private void serviceSearch(HttpExchange exchange) throws IOException {
    if (!carries(exchange, SERVICE_TOKEN)) {
      answer(exchange, UNAUTHORIZED, "text/plain", new byte[0]);
    } else if (forgery == Forgery.FAILURE) {
      answer(exchange, 500, "text/plain", new byte[0]);
    } else {
      String number = query(exchange).get("organization.identifier");
      answer(exchange, 200, "application/fhir+json", kim.answer(number));
    }
  }

  /** With a token of a registration service, or on to the identity provider. */
  private void ownerAuthenticate(HttpExchange exchange) throws IOException {
    String bearer = bearer(exchange);
    Optional<String> question = bearer.isEmpty() ? access.question() : Optional.empty();
    if (question.isPresent()) {
      exchange.getResponseHeaders().set("Location", question.get());
      answer(exchange, 302, "text/plain", new byte[0]);
    } else {
      giveOwnerToken(exchange, access.organisation(bearer));
    }
  }

  private void ownerSignIn(HttpExchange exchange) throws IOException {
    Map<String, String> query = query(exchange);
    giveOwnerToken(exchange, access.practitioner(query.get("code"), query.get("state")));
  }

  private static void giveOwnerToken(HttpExchange exchange, Optional<String> token)
      throws IOException {
    giveToken(exchange, token.isPresent(), token.orElse(""), 3600);
  }

  private void owner(HttpExchange exchange) throws IOException {
    Optional<Owner> owner = access.find(bearer(exchange));
    if (forgery == Forgery.FAILURE || owner.isEmpty()) {
      answer(exchange, owner.isEmpty() ? UNAUTHORIZED : 500, "text/plain", new byte[0]);
      return;
    }
    OwnerEntries.Answer said =
        owners.answer(
            owner.get(),
            exchange.getRequestMethod(),
            exchange.getRequestURI().getPath().substring("/owner/".length()),
            exchange.getRequestBody().readAllBytes());
    answer(exchange, said.status(), "application/fhir+json", bytes(said.body()));
  }

  private static String bearer(HttpExchange exchange) {
    String header = exchange.getRequestHeaders().getFirst("Authorization");
    return header == null ? "" : header.replaceFirst("^Bearer ", "");
  }

  private static void giveToken(HttpExchange exchange, boolean right, String token, int life)
      throws IOException {
    String body =
        right
            ? "{\"access_token\":\""
                + token
                + "\",\"token_type\":\"bearer\",\"expires_in\":"
                + life
                + "}"
            : "{\"error\":\"invalid_client\"}";
    answer(exchange, right ? 200 : UNAUTHORIZED, "application/json", bytes(body));
  }

  private static boolean carries(HttpExchange exchange, String token) {
    return ("Bearer " + token).equals(exchange.getRequestHeaders().getFirst("Authorization"));
  }

  private static Map<String, String> query(HttpExchange exchange) {
    Map<String, String> query = new HashMap<>();
    String raw = exchange.getRequestURI().getRawQuery();
    if (raw != null) {
      for (String pair : raw.split("&")) {
        String[] parts = pair.split("=", 2);
        query.put(
            parts[0], parts.length > 1 ? URLDecoder.decode(parts[1], StandardCharsets.UTF_8) : "");
      }
    }
    return query;
  }

  private static void answer(HttpExchange exchange, int status, String type, byte[] body)
      throws IOException {
    exchange.getResponseHeaders().set("Content-Type", type);
    exchange.sendResponseHeaders(status, body.length == 0 ? -1 : body.length);
    if (body.length > 0) {
      exchange.getResponseBody().write(body);
    }
    exchange.close();
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
