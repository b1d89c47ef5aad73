package org.konsil.it.history;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.konsil.it.support.MatrixClient;

/** A room's events, read page by page. */
final class Pages {
  private Pages() {}

  /**
   * From a token back to another, the oldest first; as far as the server lets the client.
   *
   * @param from empty for the newest
   * @param to empty for the beginning
   */
  static List<Event> backwards(
      MatrixClient client, String room, String from, String to, int pageSize) {
    List<Event> found = new ArrayList<>();
    String next = from;
    do {
      JsonNode page = page(client, room, next, to, pageSize);
      page.path("chunk").forEach(event -> found.add(Event.of(event)));
      next = page.path("end").asText();
    } while (!next.isEmpty());
    Collections.reverse(found);
    return found;
  }

  private static JsonNode page(
      MatrixClient client, String room, String from, String to, int pageSize) {
    String path = MatrixClient.room(room) + "/messages?dir=b&limit=" + pageSize;
    path += from.isEmpty() ? "" : "&from=" + MatrixClient.encode(from);
    path += to.isEmpty() ? "" : "&to=" + MatrixClient.encode(to);
    return client.call("GET", path, null).body();
  }
}
