package org.konsil.it.testdriver;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.function.Predicate;
import java.util.stream.StreamSupport;

/** An URL of the test driver, of an API or of one of its devices, and the calls below it. */
record Driven(URI base) {
  private static final HttpClient HTTP = HttpClient.newHttpClient();
  private static final ObjectMapper JSON = new ObjectMapper();

  /** How long the suite looks for what the other side did. */
  private static final Duration VISIBLE = Duration.ofSeconds(10);

  record Answer(int status, byte[] bytes) {
    JsonNode json() {
      try {
        return JSON.readTree(bytes);
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }

    /** The body of a success. */
    JsonNode ok() {
      assertThat(status).as(() -> new String(bytes, StandardCharsets.UTF_8)).isBetween(200, 299);
      return bytes.length == 0 ? JSON.nullNode() : json();
    }

    /** A refusal with this status and the body that each has. */
    void refused(int expected) {
      assertThat(status).as(() -> new String(bytes, StandardCharsets.UTF_8)).isEqualTo(expected);
      assertThat(json().path("errorCode").asText()).isNotEmpty();
      assertThat(json().path("errorMessage").asText()).isNotEmpty();
    }
  }

  Driven device(int id) {
    return new Driven(URI.create(base + "/devices/" + id));
  }

  Answer get(String path) {
    return call("GET", path, BodyPublishers.noBody());
  }

  Answer post(String path) {
    return call("POST", path, BodyPublishers.noBody());
  }

  /**
   * @param json with ' for "
   */
  Answer post(String path, String json) {
    return call("POST", path, BodyPublishers.ofString(json.replace('\'', '"')));
  }

  Answer put(String path, String json) {
    return call("PUT", path, BodyPublishers.ofString(json.replace('\'', '"')));
  }

  Answer delete(String path) {
    return call("DELETE", path, BodyPublishers.noBody());
  }

  Answer delete(String path, String json) {
    return call("DELETE", path, BodyPublishers.ofString(json.replace('\'', '"')));
  }

  Answer upload(byte[] file) {
    return call("POST", "/media", BodyPublishers.ofByteArray(file));
  }

  private Answer call(String method, String path, HttpRequest.BodyPublisher body) {
    HttpRequest request =
        HttpRequest.newBuilder(URI.create(base + path))
            .timeout(Duration.ofSeconds(180))
            .header("Content-Type", "application/json")
            .header("Transaction-Id", "1")
            .method(method, body)
            .build();
    try {
      HttpResponse<byte[]> answer = HTTP.send(request, BodyHandlers.ofByteArray());
      return new Answer(answer.statusCode(), answer.body());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new AssertionError(e);
    }
  }

  /** Asks until the answer is as wanted. */
  JsonNode until(String path, Predicate<Answer> wanted) {
    Instant end = Instant.now().plus(VISIBLE);
    Answer answer = get(path);
    while (!wanted.test(answer)) {
      assertThat(Instant.now())
          .as(path + " still says " + new String(answer.bytes(), StandardCharsets.UTF_8))
          .isBefore(end);
      LockSupport.parkNanos(Duration.ofMillis(200).toNanos());
      answer = get(path);
    }
    return answer.json();
  }

  /** Asks until a list holds such an item. */
  JsonNode untilOne(String path, Predicate<JsonNode> wanted) {
    JsonNode list =
        until(path, answer -> answer.status() == 200 && one(answer.json(), wanted) != null);
    return one(list, wanted);
  }

  /** Waits for what takes longer than the suite's ten seconds. */
  static void until(Duration longest, BooleanSupplier reached) {
    Instant end = Instant.now().plus(longest);
    while (!reached.getAsBoolean()) {
      assertThat(Instant.now()).as("in time").isBefore(end);
      LockSupport.parkNanos(Duration.ofMillis(500).toNanos());
    }
  }

  private static JsonNode one(JsonNode list, Predicate<JsonNode> wanted) {
    return StreamSupport.stream(list.spliterator(), false).filter(wanted).findFirst().orElse(null);
  }

  static String escape(String part) {
    return URLEncoder.encode(part, StandardCharsets.UTF_8).replace("+", "%20");
  }
}
