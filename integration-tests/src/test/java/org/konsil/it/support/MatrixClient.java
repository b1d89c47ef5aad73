package org.konsil.it.support;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.util.HexFormat;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.konsil.core.json.Json;

/**
 * One device of one user, over plain HTTP. Every answer is handed out as it is; {@link #ok} insists
 * on 200. Immutable, may be used by several threads.
 */
public final class MatrixClient {
  private static final String SIGNATURE = "X-Matrix ";
  private static final Duration LIMIT = Duration.ofSeconds(150);

  private final HttpClient http;
  private final URI base;
  private final String token;
  private final String userId;

  private MatrixClient(HttpClient http, URI base, String token, String userId) {
    this.http = http;
    this.base = base;
    this.token = token;
    this.userId = userId;
  }

  /**
   * An answer.
   *
   * @param body missing node when it is no JSON
   */
  public record Answer(int status, JsonNode body) {
    public String errcode() {
      return body.path("errcode").asText();
    }
  }

  /** Without a token. */
  public static MatrixClient anonymous(URI base) {
    HttpClient http =
        HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(Duration.ofSeconds(10))
            .build();
    return new MatrixClient(http, base, null, null);
  }

  /** Registers at a server that is open to everybody. */
  public MatrixClient register(String user, String password) {
    ObjectNode body = Json.object().put("username", user).put("password", password);
    body.putObject("auth").put("type", "m.login.dummy");
    return session(ok("POST", "/_matrix/client/v3/register", body));
  }

  /**
   * Registers with the server's shared secret; {@code base} says in which domain.
   *
   * @param user a local part
   */
  public MatrixClient registerWithSecret(String secret, String user, String password) {
    String path = "/_synapse/admin/v1/register";
    String nonce = ok("GET", path, null).path("nonce").asText();
    String signed = String.join("\0", nonce, user, password, "notadmin");
    ObjectNode body = Json.object().put("nonce", nonce).put("username", user);
    body.put("password", password).put("admin", false).put("mac", hmac(secret, signed));
    return session(ok("POST", path, body));
  }

  /** Another device of an account. */
  public MatrixClient login(String user, String password) {
    ObjectNode body = Json.object().put("type", "m.login.password").put("password", password);
    body.putObject("identifier").put("type", "m.id.user").put("user", user);
    return session(ok("POST", "/_matrix/client/v3/login", body));
  }

  /**
   * @param other a token, or the whole Authorization header of another server
   */
  public MatrixClient withToken(String other) {
    return new MatrixClient(http, base, other, userId);
  }

  public String token() {
    return token;
  }

  public String userId() {
    return userId;
  }

  /** A room with these further fields of createRoom; returns its id. */
  public String createRoom(ObjectNode request) {
    return ok("POST", "/_matrix/client/v3/createRoom", request).path("room_id").asText();
  }

  public void invite(String room, String user) {
    ok("POST", room(room) + "/invite", Json.object().put("user_id", user));
  }

  public void join(String room) {
    ok("POST", "/_matrix/client/v3/join/" + encode(room), Json.object());
  }

  /** Sends a text; the answer is whatever comes. */
  public CompletableFuture<Answer> send(String room, String txnId, ObjectNode content) {
    return callAsync("PUT", room(room) + "/send/m.room.message/" + encode(txnId), content);
  }

  /** One sync; without {@code since} an initial one. */
  public CompletableFuture<Answer> sync(Optional<String> since, Duration timeout, String filter) {
    String query = "?timeout=" + timeout.toMillis() + "&filter=" + encode(filter);
    String from = since.map(token -> "&since=" + encode(token)).orElse("");
    return callAsync("GET", "/_matrix/client/v3/sync" + query + from, null);
  }

  /**
   * @throws AssertionError when the answer is not 200
   */
  public JsonNode ok(String method, String path, JsonNode body) {
    Answer answer = call(method, path, body);
    if (answer.status() != 200) {
      throw new AssertionError(method + " " + path + ": " + answer.status() + " " + answer.body());
    }
    return answer.body();
  }

  public Answer call(String method, String path, JsonNode body) {
    return send(request(method, path, body));
  }

  /** With a body that need not be JSON. */
  public Answer callRaw(String method, String path, byte[] body) {
    HttpRequest.Builder request = request(path).header("Content-Type", "application/json");
    return send(request.method(method, HttpRequest.BodyPublishers.ofByteArray(body)).build());
  }

  /**
   * @throws AssertionError when the answer is not 200
   */
  public Answer upload(String path, String type, byte[] body) {
    HttpRequest.Builder request = request(path).header("Content-Type", type);
    Answer answer = send(request.POST(HttpRequest.BodyPublishers.ofByteArray(body)).build());
    if (answer.status() != 200) {
      throw new AssertionError("POST " + path + ": " + answer.status() + " " + answer.body());
    }
    return answer;
  }

  /** An answer that need not be JSON. */
  public HttpResponse<byte[]> download(String path) {
    return exchange(request(path).GET().build());
  }

  public CompletableFuture<Answer> callAsync(String method, String path, JsonNode body) {
    return http.sendAsync(request(method, path, body), HttpResponse.BodyHandlers.ofByteArray())
        .thenApply(MatrixClient::answer);
  }

  /** The start of a room's paths. */
  public static String room(String room) {
    return "/_matrix/client/v3/rooms/" + encode(room);
  }

  public static String encode(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
  }

  private Answer send(HttpRequest request) {
    return answer(exchange(request));
  }

  private HttpResponse<byte[]> exchange(HttpRequest request) {
    try {
      return http.send(request, HttpResponse.BodyHandlers.ofByteArray());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new AssertionError(e);
    }
  }

  private HttpRequest request(String method, String path, JsonNode body) {
    HttpRequest.Builder request = request(path);
    if (body == null) {
      return request.method(method, HttpRequest.BodyPublishers.noBody()).build();
    }
    request.header("Content-Type", "application/json");
    byte[] bytes = Json.bytes(body);
    return request.method(method, HttpRequest.BodyPublishers.ofByteArray(bytes)).build();
  }

  private HttpRequest.Builder request(String path) {
    HttpRequest.Builder request = HttpRequest.newBuilder(base.resolve(path)).timeout(LIMIT);
    if (token != null) {
      boolean signed = token.startsWith(SIGNATURE);
      request.header("Authorization", signed ? token : "Bearer " + token);
    }
    return request;
  }

  private MatrixClient session(JsonNode session) {
    return new MatrixClient(
        http, base, session.path("access_token").asText(), session.path("user_id").asText());
  }

  private static Answer answer(HttpResponse<byte[]> response) {
    try {
      return new Answer(response.statusCode(), Json.mapper().readTree(response.body()));
    } catch (IOException e) {
      return new Answer(response.statusCode(), Json.mapper().missingNode());
    }
  }

  private static String hmac(String secret, String text) {
    try {
      Mac mac = Mac.getInstance("HmacSHA1");
      mac.init(new SecretKeySpec(secret.getBytes(StandardCharsets.UTF_8), "HmacSHA1"));
      return HexFormat.of().formatHex(mac.doFinal(text.getBytes(StandardCharsets.UTF_8)));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }
}
