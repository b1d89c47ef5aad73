package org.konsil.sandbox.idp;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Executor;
import org.konsil.sandbox.directory.CardLogins;
import org.konsil.sandbox.pki.OcspResponder;
import org.konsil.sandbox.pki.TiAuthority;

/**
 * The identity provider on 127.0.0.1. Two relying parties are registered: {@code konsil} and the
 * directory, {@code vzd}, each with any address to come back to that it names first.
 */
public final class SandboxIdp implements AutoCloseable, CardLogins {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final int BAD_REQUEST = 400;
  private static final int FOUND = 302;
  private static final int FAILURE = 500;

  private final HttpServer server;
  private final IdpLogins logins;
  private final IdpKeys keys;
  private volatile IdpForgery forgery = IdpForgery.NONE;

  private SandboxIdp(
      int port,
      TiAuthority authority,
      OcspResponder responder,
      String responderAddress,
      Clock clock,
      SecureRandom random,
      Executor threads)
      throws IOException {
    server = HttpServer.create(new InetSocketAddress("127.0.0.1", port), 0);
    keys = new IdpKeys(authority, responderAddress, clock, random);
    logins = new IdpLogins(keys, authority, responder, address(), clock, random);
    server.createContext("/.well-known/openid-configuration", guarded(this::discovery));
    server.createContext("/certs/uri_puk_idp_sig", guarded(e -> json(e, 200, keys.signing())));
    server.createContext("/certs/uri_puk_idp_enc", guarded(e -> json(e, 200, keys.encryption())));
    server.createContext("/auth", guarded(this::authorize));
    server.createContext("/token", guarded(this::token));
    server.setExecutor(threads);
    server.start();
  }

  /**
   * @param port 0 lets the system choose
   * @param responderAddress whom the provider's own certificates name
   */
  public static SandboxIdp start(
      int port,
      TiAuthority authority,
      OcspResponder responder,
      String responderAddress,
      Clock clock,
      SecureRandom random,
      Executor threads)
      throws IOException {
    return new SandboxIdp(port, authority, responder, responderAddress, clock, random, threads);
  }

  /** The provider's address, which is its issuer too. */
  @Override
  public String address() {
    return "http://127.0.0.1:" + server.getAddress().getPort();
  }

  @Override
  public Optional<Holder> redeem(String code, String redirectUri) {
    return logins.redeem(code, redirectUri);
  }

  /** From now on this is done wrongly; NONE ends it. */
  public void forge(IdpForgery how) {
    forgery = how;
    keys.forge(how);
  }

  @Override
  public void close() {
    server.stop(0);
  }

  private HttpHandler guarded(HttpHandler handler) {
    return exchange -> {
      try (exchange) {
        answer(handler, exchange);
      }
    };
  }

  private void answer(HttpHandler handler, HttpExchange exchange) throws IOException {
    if (forgery == IdpForgery.FAILURE) {
      exchange.sendResponseHeaders(FAILURE, -1);
      return;
    }
    try {
      handler.handle(exchange);
    } catch (IdpRefusal e) {
      ObjectNode error = JSON.createObjectNode().put("error", "access_denied");
      json(exchange, BAD_REQUEST, error.put("gematik_error_text", e.getMessage()));
    }
  }

  private void discovery(HttpExchange exchange) throws IOException {
    text(exchange, 200, keys.discovery(address()));
  }

  private void authorize(HttpExchange exchange) throws IOException {
    if (exchange.getRequestMethod().equals("GET")) {
      json(exchange, 200, logins.challenge(query(exchange.getRequestURI().getRawQuery()), forgery));
      return;
    }
    String location = logins.signed(form(exchange).getOrDefault("signed_challenge", ""), forgery);
    exchange.getResponseHeaders().set("Location", location);
    exchange.sendResponseHeaders(FOUND, -1);
  }

  private void token(HttpExchange exchange) throws IOException {
    json(exchange, 200, logins.token(form(exchange), forgery));
  }

  private static Map<String, String> form(HttpExchange exchange) throws IOException {
    return query(new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.ISO_8859_1));
  }

  private static Map<String, String> query(String raw) {
    Map<String, String> query = new HashMap<>();
    for (String pair : (raw == null ? "" : raw).split("&")) {
      String[] parts = pair.split("=", 2);
      query.put(
          parts[0], parts.length > 1 ? URLDecoder.decode(parts[1], StandardCharsets.UTF_8) : "");
    }
    return query;
  }

  private static void json(HttpExchange exchange, int status, ObjectNode body) throws IOException {
    exchange.getResponseHeaders().set("Content-Type", "application/json");
    text(exchange, status, body.toString());
  }

  private static void text(HttpExchange exchange, int status, String body) throws IOException {
    byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
    exchange.sendResponseHeaders(status, bytes.length);
    exchange.getResponseBody().write(bytes);
  }
}
