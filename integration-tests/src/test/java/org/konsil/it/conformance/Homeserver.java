package org.konsil.it.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Predicate;
import org.konsil.core.json.Json;
import org.konsil.it.support.MatrixClient;

/**
 * The server under test, by its client-server API alone.
 *
 * @param secret for registration by shared secret
 */
public record Homeserver(URI base, String secret) {
  private static final String PASSWORD = "conformance-of-a-user-9";
  private static final int MOST_SYNCS = 50;

  /** A user that nobody else uses. */
  public MatrixClient newUser() {
    String name = "u" + UUID.randomUUID().toString().replace("-", "");
    return anonymous().registerWithSecret(secret, name, PASSWORD);
  }

  public MatrixClient anonymous() {
    return MatrixClient.anonymous(base);
  }

  /** A private room of the user. */
  public static String room(MatrixClient user) {
    return user.createRoom(Json.object().put("preset", "private_chat"));
  }

  /** A room that both are in. */
  public static String roomOf(MatrixClient one, MatrixClient other) {
    String room = room(one);
    one.invite(room, other.userId());
    other.join(room);
    return room;
  }

  /** Sends an event and returns its id. */
  public static String send(MatrixClient user, String room, String type, ObjectNode content) {
    String path = "/send/" + type + "/" + UUID.randomUUID();
    return user.ok("PUT", MatrixClient.room(room) + path, content).path("event_id").asText();
  }

  public static String sendText(MatrixClient user, String room, String body) {
    return send(user, room, "m.room.message", text(body));
  }

  public static ObjectNode text(String body) {
    return Json.object().put("msgtype", "m.text").put("body", body);
  }

  public static ObjectNode relation(String type, String eventId) {
    return Json.object().put("rel_type", type).put("event_id", eventId);
  }

  public static JsonNode sync(MatrixClient user, String since) {
    MatrixClient.Answer answer = user.sync(Optional.ofNullable(since), Duration.ZERO, "{}").join();
    assertThat(answer.status()).isEqualTo(200);
    return answer.body();
  }

  /** Syncs from the start on until an answer has what is looked for, and returns that. */
  public static JsonNode syncUntil(MatrixClient user, Predicate<JsonNode> wanted) {
    String since = null;
    for (int i = 0; i < MOST_SYNCS; i++) {
      Duration wait = since == null ? Duration.ZERO : Duration.ofSeconds(5);
      JsonNode body = user.sync(Optional.ofNullable(since), wait, "{}").join().body();
      if (wanted.test(body)) {
        return body;
      }
      since = body.path("next_batch").asText();
    }
    throw new AssertionError("no sync has what is looked for");
  }

  /** The ids of the events of a list, without those of what they relate to. */
  public static List<String> eventIds(JsonNode events) {
    List<String> ids = new ArrayList<>();
    events.forEach(event -> ids.add(event.path("event_id").asText()));
    return ids;
  }

  /** The answer must be this refusal. */
  public static void refused(MatrixClient.Answer answer, int status, String errcode) {
    assertThat(answer.status() + " " + answer.errcode()).isEqualTo(status + " " + errcode);
  }
}
