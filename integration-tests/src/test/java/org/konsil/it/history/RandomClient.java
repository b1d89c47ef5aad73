package org.konsil.it.history;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.concurrent.Callable;
import org.konsil.core.json.Json;
import org.konsil.it.support.MatrixClient;
import org.konsil.it.support.MatrixClient.Answer;

/**
 * One user who does so many random things, one after the other, the same for the same seed. Much of
 * it may be refused; nothing may fail.
 */
final class RandomClient implements Callable<Void> {
  private static final List<String> VISIBILITIES =
      List.of("joined", "invited", "shared", "world_readable");

  private final Scene scene;
  private final MatrixClient client;
  private final Random random;
  private final int steps;
  private final List<History.Send> own = new ArrayList<>();
  private int number;

  RandomClient(Scene scene, MatrixClient client, long seed, int steps) {
    this.scene = scene;
    this.client = client;
    this.random = new Random(seed);
    this.steps = steps;
    scene.traffic.clientBegins();
  }

  @Override
  public Void call() {
    try {
      for (int i = 0; i < steps; i++) {
        scene.traffic.step(this::doSomething);
      }
      return null;
    } finally {
      scene.traffic.clientEnds();
    }
  }

  private void doSomething() {
    String room = any(scene.rooms);
    int dice = random.nextInt(100);
    if (client == scene.stranger) {
      read(room, dice);
    } else if (dice < 50) {
      send(room, client.userId() + number++);
    } else if (dice < 58) {
      repeat();
    } else if (dice < 68) {
      sendToDevice(any(scene.members).userId());
    } else if (dice < 74) {
      receipt();
    } else if (dice < 79) {
      redact();
    } else if (dice < 85) {
      read(room, dice);
    } else if (client == scene.owner) {
      rule(room, dice, any(scene.members).userId());
    } else {
      comeOrGo(room, dice);
    }
  }

  private void send(String room, String txnId) {
    scene.send(client, room, txnId).ifPresent(own::add);
  }

  private void repeat() {
    if (!own.isEmpty()) {
      History.Send earlier = any(own);
      send(earlier.room(), earlier.txnId());
    }
  }

  private void sendToDevice(String user) {
    String message = client.userId() + " " + number++;
    ObjectNode request = Json.object();
    request.putObject("messages").putObject(user).putObject("*").put("n", message);
    String path = "/_matrix/client/v3/sendToDevice/m.test/" + MatrixClient.encode(message);
    if (call("PUT", path, request).status() == 200) {
      scene.sentToDevices.add(new History.SentToDevice(user, message));
    }
  }

  private void receipt() {
    if (!own.isEmpty()) {
      History.Send read = any(own);
      String path = "/receipt/m.read/" + MatrixClient.encode(read.eventId());
      call("POST", MatrixClient.room(read.room()) + path, Json.object());
    }
  }

  private void redact() {
    if (!own.isEmpty()) {
      History.Send unsaid = any(own);
      String path = "/redact/" + MatrixClient.encode(unsaid.eventId()) + "/r" + number++;
      call("PUT", MatrixClient.room(unsaid.room()) + path, Json.object());
    }
  }

  /** A page, or what is around somebody's message. */
  private void read(String room, int dice) {
    List<History.Send> known = scene.sends.stream().filter(s -> s.room().equals(room)).toList();
    List<Event> found = new ArrayList<>();
    if (dice % 2 == 0 || known.isEmpty()) {
      JsonNode page =
          call("GET", MatrixClient.room(room) + "/messages?dir=b&limit=20", null).body();
      page.path("chunk").forEach(event -> found.add(Event.of(event)));
      Collections.reverse(found);
    } else {
      String event = MatrixClient.encode(any(known).eventId());
      JsonNode around = call("GET", MatrixClient.room(room) + "/context/" + event, null).body();
      around.path("events_before").forEach(before -> found.add(0, Event.of(before)));
      if (around.has("event")) {
        found.add(Event.of(around.path("event")));
      }
      around.path("events_after").forEach(after -> found.add(Event.of(after)));
    }
    scene.reads.add(new History.Read(client.userId(), room, found));
  }

  private void comeOrGo(String room, int dice) {
    String what = dice < 91 ? "/leave" : "/join";
    call("POST", MatrixClient.room(room) + what, Json.object());
  }

  private void rule(String room, int dice, String user) {
    ObjectNode whom = Json.object().put("user_id", user);
    if (dice < 89) {
      ObjectNode content = Json.object().put("history_visibility", any(VISIBILITIES));
      call("PUT", MatrixClient.room(room) + "/state/m.room.history_visibility", content);
    } else if (dice < 91) {
      ObjectNode content = Json.object().put("topic", "" + number++);
      call("PUT", MatrixClient.room(room) + "/state/m.room.topic", content);
    } else if (dice < 93) {
      call("POST", MatrixClient.room(room) + "/kick", whom);
    } else if (dice < 95) {
      call("POST", MatrixClient.room(room) + "/ban", whom);
    } else {
      call("POST", MatrixClient.room(room) + "/unban", whom);
      call("POST", MatrixClient.room(room) + "/invite", whom);
    }
  }

  private Answer call(String method, String path, JsonNode body) {
    return scene.call(client, method, path, body);
  }

  private <T> T any(List<T> choices) {
    return choices.get(random.nextInt(choices.size()));
  }
}
