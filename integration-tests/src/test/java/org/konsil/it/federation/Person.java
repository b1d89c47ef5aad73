package org.konsil.it.federation;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.net.URI;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import org.konsil.core.json.Json;
import org.konsil.it.support.MatrixClient;

/**
 * A user of one of the servers.
 *
 * @param server the server's name
 */
record Person(MatrixClient client, String server) {
  private static final AtomicInteger SYNCS = new AtomicInteger();

  String id() {
    return client.userId();
  }

  String create(ObjectNode request) {
    return client.createRoom(request);
  }

  /** Enters by way of the host's server. */
  void join(String room, Person host) {
    client.ok("POST", joinPath(room, host), Json.object());
  }

  void knock(String room, Person host) {
    client.ok("POST", joinPath(room, host).replace("/v3/join/", "/v3/knock/"), Json.object());
  }

  MatrixClient.Answer tryJoin(String room, Person host) {
    return client.call("POST", joinPath(room, host), Json.object());
  }

  private static String joinPath(String room, Person host) {
    String via = MatrixClient.encode(host.server);
    String path = "/_matrix/client/v3/join/" + MatrixClient.encode(room);
    return path + "?via=" + via + "&server_name=" + via;
  }

  /** Sends a text; returns the event's id. */
  String say(String room, String text) {
    return send(room, "m.room.message", Json.object().put("msgtype", "m.text").put("body", text));
  }

  String send(String room, String type, ObjectNode content) {
    String path = MatrixClient.room(room) + "/send/" + type + "/" + UUID.randomUUID();
    return client.ok("PUT", path, content).path("event_id").asText();
  }

  void set(String room, String type, ObjectNode content) {
    set(room, type, "", content);
  }

  void set(String room, String type, String stateKey, ObjectNode content) {
    String path = MatrixClient.room(room) + "/state/" + type + "/" + MatrixClient.encode(stateKey);
    client.ok("PUT", path, content);
  }

  void redact(String room, String event) {
    String path = MatrixClient.room(room) + "/redact/" + MatrixClient.encode(event) + "/";
    client.ok("PUT", path + UUID.randomUUID(), Json.object());
  }

  /** A membership request such as leave, kick, ban. */
  void act(String room, String what, ObjectNode body) {
    client.ok("POST", MatrixClient.room(room) + "/" + what, body);
  }

  /** As {@link #act}, which may be refused. */
  void tryAct(String room, String what, ObjectNode body) {
    client.call("POST", MatrixClient.room(room) + "/" + what, body);
  }

  /** Ids of the newest hundred events, the newest first. */
  List<String> timeline(String room) {
    List<String> events = new ArrayList<>();
    client
        .ok("GET", MatrixClient.room(room) + "/messages?dir=b&limit=100", null)
        .path("chunk")
        .forEach(event -> events.add(event.path("event_id").asText()));
    return events;
  }

  boolean has(String room, String event) {
    return timeline(room).contains(event);
  }

  /** The event as it is now; missing until it has come. */
  JsonNode event(String room, String event) {
    return found(MatrixClient.room(room) + "/event/" + MatrixClient.encode(event));
  }

  private JsonNode found(String path) {
    MatrixClient.Answer answer = client.call("GET", path, null);
    return answer.status() == 200 ? answer.body() : Json.mapper().missingNode();
  }

  /** The ids of the state's events. */
  Map<String, String> state(String room) {
    Map<String, String> state = new HashMap<>();
    for (JsonNode event : client.ok("GET", MatrixClient.room(room) + "/state", null)) {
      state.put(
          event.path("type").asText() + " " + event.path("state_key").asText(),
          event.path("event_id").asText());
    }
    return state;
  }

  /** The content of a state event; missing where there is none. */
  JsonNode state(String room, String type, String stateKey) {
    return found(MatrixClient.room(room) + "/state/" + type + "/" + MatrixClient.encode(stateKey));
  }

  /** What this user itself is told. */
  boolean isTold(String membership, String room) {
    return sync().path("rooms").path(membership).has(room);
  }

  String membership(String room, Person member) {
    return state(room, "m.room.member", member.id()).path("membership").asText();
  }

  /** A whole sync. No two ask for the same, since Synapse keeps answers for minutes. */
  JsonNode sync() {
    Duration unlike = Duration.ofMillis(SYNCS.incrementAndGet());
    MatrixClient.Answer answer = client.sync(Optional.empty(), unlike, "{}").join();
    assertThat(answer.status()).isEqualTo(200);
    return answer.body();
  }

  /** Returns the mxc: URI. */
  String upload(String name, String type, byte[] content) {
    String path = "/_matrix/media/v3/upload?filename=" + MatrixClient.encode(name);
    return client.upload(path, type, content).body().path("content_uri").asText();
  }

  HttpResponse<byte[]> download(URI mxc) {
    String path = "/_matrix/client/v1/media/download/";
    return client.download(path + MatrixClient.encode(mxc.getAuthority()) + mxc.getPath());
  }

  /** The ephemeral events of a type in a room, from a whole sync. */
  List<JsonNode> ephemeral(String room, String type) {
    List<JsonNode> found = new ArrayList<>();
    sync()
        .path("rooms")
        .path("join")
        .path(room)
        .path("ephemeral")
        .path("events")
        .forEach(
            event -> {
              if (event.path("type").asText().equals(type)) {
                found.add(event.path("content"));
              }
            });
    return found;
  }
}
