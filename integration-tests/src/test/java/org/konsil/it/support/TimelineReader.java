package org.konsil.it.support;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Reads as a client does: sync after sync, and where a timeline is limited, backwards through the
 * gap. Remembers the ids of all messages in the order of arrival, so that one that comes twice is
 * there twice. Not for several threads.
 */
public final class TimelineReader {
  private final MatrixClient client;
  private final String filter;
  private final List<String> messages = new ArrayList<>();
  private Optional<String> since = Optional.empty();

  /**
   * @param limit of the timeline of one sync; a small one makes gaps
   */
  public TimelineReader(MatrixClient client, int limit) {
    this.client = client;
    this.filter = "{\"room\":{\"timeline\":{\"limit\":" + limit + "}}}";
  }

  /** One sync and the gaps it leaves; when it fails, nothing has changed. */
  public void step(Duration timeout) {
    MatrixClient.Answer answer = client.sync(since, timeout, filter).join();
    if (answer.status() != 200) {
      throw new AssertionError("sync answered " + answer.status() + " " + answer.body());
    }
    List<String> found = new ArrayList<>();
    answer
        .body()
        .path("rooms")
        .path("join")
        .properties()
        .forEach(room -> read(room.getKey(), room.getValue().path("timeline"), found));
    messages.addAll(found);
    since = Optional.of(answer.body().path("next_batch").asText());
  }

  /** Steps until a sync brings nothing new. */
  public void catchUp() {
    int before;
    do {
      before = messages.size();
      step(Duration.ZERO);
    } while (messages.size() > before);
  }

  /** Event ids of m.room.message in the order of arrival. */
  public List<String> messages() {
    return List.copyOf(messages);
  }

  /** All messages of a room, read backwards page by page without a sync. */
  public static List<String> history(MatrixClient client, String room, int pageSize) {
    List<String> found = new ArrayList<>();
    backwards(client, room, Optional.empty(), Optional.empty(), pageSize, found);
    return found;
  }

  private void read(String room, JsonNode timeline, List<String> found) {
    timeline.path("events").forEach(event -> take(event, found));
    if (timeline.path("limited").asBoolean() && since.isPresent()) {
      Optional<String> from = Optional.of(timeline.path("prev_batch").asText());
      backwards(client, room, from, since, 50, found);
    }
  }

  private static void backwards(
      MatrixClient client,
      String room,
      Optional<String> from,
      Optional<String> to,
      int pageSize,
      List<String> found) {
    Optional<String> next = from;
    do {
      String path = MatrixClient.room(room) + "/messages?dir=b&limit=" + pageSize;
      path += next.map(token -> "&from=" + MatrixClient.encode(token)).orElse("");
      path += to.map(token -> "&to=" + MatrixClient.encode(token)).orElse("");
      JsonNode page = client.ok("GET", path, null);
      page.path("chunk").forEach(event -> take(event, found));
      next = Optional.ofNullable(page.path("end").textValue());
    } while (next.isPresent());
  }

  private static void take(JsonNode event, List<String> found) {
    if (event.path("type").asText().equals("m.room.message")) {
      found.add(event.path("event_id").asText());
    }
  }
}
