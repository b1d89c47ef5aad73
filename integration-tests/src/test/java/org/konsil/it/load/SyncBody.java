package org.konsil.it.load;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;

/** What the idle clients read out of a sync body. */
final class SyncBody {
  private SyncBody() {}

  /** The texts of all messages in it. */
  static List<String> texts(JsonNode body) {
    List<String> texts = new ArrayList<>();
    for (JsonNode room : body.path("rooms").path("join")) {
      for (JsonNode event : room.path("timeline").path("events")) {
        if (event.path("type").asText().equals("m.room.message")) {
          texts.add(event.path("content").path("body").asText());
        }
      }
    }
    return texts;
  }

  static String nextBatch(JsonNode body) {
    return body.path("next_batch").asText();
  }
}
