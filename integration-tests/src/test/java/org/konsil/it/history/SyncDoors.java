package org.konsil.it.history;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.net.URI;
import java.time.Duration;
import java.util.Optional;
import org.konsil.core.json.Json;
import org.konsil.it.support.Channel;
import org.konsil.it.support.MatrixClient;

/** The two doors to a sync. */
final class SyncDoors {
  private SyncDoors() {}

  /**
   * @param limit of the timeline of one sync; a small one makes gaps
   */
  static Follower.Syncs http(MatrixClient client, int limit) {
    return (since, timeout) -> {
      Optional<String> from = Optional.of(since).filter(token -> !token.isEmpty());
      MatrixClient.Answer answer = client.sync(from, timeout, filter(limit)).join();
      return expect(answer.status(), answer.body());
    };
  }

  /** Over a socket, which is opened again when it was closed. */
  static Follower.Syncs socket(URI server, MatrixClient client, int limit) {
    return new Follower.Syncs() {
      private Channel channel;
      private int id;

      @Override
      public JsonNode sync(String since, Duration timeout) {
        if (channel == null || channel.isClosed()) {
          channel = Channel.open(server);
          channel.ask(frame("auth").put("access_token", client.token()));
        }
        ObjectNode sync = frame("sync").put("filter", filter(limit));
        sync.put("timeout", timeout.toMillis());
        if (!since.isEmpty()) {
          sync.put("since", since);
        }
        JsonNode answer = channel.ask(sync);
        return expect(answer.path("status").asInt(), answer.path("body"));
      }

      private ObjectNode frame(String op) {
        return Json.object().put("id", ++id).put("op", op);
      }
    };
  }

  private static String filter(int limit) {
    return "{\"room\":{\"timeline\":{\"limit\":" + limit + "}}}";
  }

  private static JsonNode expect(int status, JsonNode body) {
    if (status != 200) {
      throw new AssertionError("sync answered " + status + " " + body);
    }
    return body;
  }
}
