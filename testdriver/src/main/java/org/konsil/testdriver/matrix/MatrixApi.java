package org.konsil.testdriver.matrix;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;

/** JSON over HTTP to a homeserver, as one of its users or as nobody. */
public final class MatrixApi {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final Duration LONGEST = Duration.ofSeconds(30);

  private final HttpClient http;
  private final URI homeserver;
  private final String accessToken;

  private MatrixApi(HttpClient http, URI homeserver, String accessToken) {
    this.http = http;
    this.homeserver = homeserver;
    this.accessToken = accessToken;
  }

  /** Without a token. */
  public static MatrixApi of(HttpClient http, URI homeserver) {
    return new MatrixApi(http, homeserver, null);
  }

  public MatrixApi as(String token) {
    return new MatrixApi(http, homeserver, token);
  }

  public static ObjectNode object() {
    return JSON.createObjectNode();
  }

  /**
   * @throws Refusal 400 for what is no JSON object
   */
  public static ObjectNode parse(String json) {
    try {
      if (JSON.readTree(json) instanceof ObjectNode object) {
        return object;
      }
    } catch (JsonProcessingException e) {
      throw new Refusal(400, "M_NOT_JSON", "No JSON: " + e.getOriginalMessage());
    }
    throw new Refusal(400, "M_BAD_JSON", "A JSON object is needed");
  }

  public JsonNode get(String path) {
    return call("GET", path, null);
  }

  public JsonNode post(String path, JsonNode body) {
    return call("POST", path, body);
  }

  public JsonNode put(String path, JsonNode body) {
    return call("PUT", path, body);
  }

  public JsonNode delete(String path) {
    return call("DELETE", path, null);
  }

  /** A path of these parts, each escaped; the first one is taken as it is. */
  public static String path(String prefix, String... parts) {
    StringBuilder path = new StringBuilder(prefix);
    for (String part : parts) {
      path.append('/').append(escape(part));
    }
    return path.toString();
  }

  /** For a path or a query. */
  public static String escape(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
  }

  private JsonNode call(String method, String path, JsonNode body) {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(URI.create(homeserver + path))
            .timeout(LONGEST)
            .header("Content-Type", "application/json")
            .method(
                method,
                body == null ? BodyPublishers.noBody() : BodyPublishers.ofString(body.toString()));
    if (accessToken != null) {
      request.header("Authorization", "Bearer " + accessToken);
    }
    HttpResponse<String> answer = send(request.build());
    JsonNode json = read(answer);
    if (answer.statusCode() >= 300) {
      throw new Refusal(
          answer.statusCode(),
          json.path("errcode").asText("M_UNKNOWN"),
          json.path("error").asText("The homeserver answered " + answer.statusCode()));
    }
    return json;
  }

  private HttpResponse<String> send(HttpRequest request) {
    try {
      return http.send(request, BodyHandlers.ofString());
    } catch (IOException e) {
      throw new Refusal(502, "M_UNKNOWN", "The homeserver does not answer: " + e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new Refusal(503, "M_UNKNOWN", "The test driver stops");
    }
  }

  private static JsonNode read(HttpResponse<String> answer) {
    try {
      return answer.body().isBlank() ? JSON.createObjectNode() : JSON.readTree(answer.body());
    } catch (JsonProcessingException e) {
      return JSON.createObjectNode();
    }
  }
}
