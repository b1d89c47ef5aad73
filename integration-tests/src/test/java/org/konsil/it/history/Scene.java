package org.konsil.it.history;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.net.URI;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.konsil.core.json.Json;
import org.konsil.it.support.KonsilServer;
import org.konsil.it.support.MatrixClient;
import org.konsil.it.support.MatrixClient.Answer;

/**
 * The users and rooms of a history, and what the clients noted so far. The owner is in every room
 * from the first to the last event; the stranger, of another domain, is in none.
 */
final class Scene {
  static final String DOMAIN = "klinik.example";

  /** Addressed by its own name, since registering goes by the Host header. */
  static final String OTHER_DOMAIN = "localhost";

  final Traffic traffic = new Traffic();
  final MatrixClient owner;
  final MatrixClient stranger;
  final List<MatrixClient> members = new ArrayList<>();
  final List<String> rooms = new ArrayList<>();
  final Queue<History.Send> sends = new ConcurrentLinkedQueue<>();
  final Queue<History.SentToDevice> sentToDevices = new ConcurrentLinkedQueue<>();
  final Queue<History.Read> reads = new ConcurrentLinkedQueue<>();

  Scene(KonsilServer server) {
    MatrixClient here = MatrixClient.anonymous(server.baseUrl());
    MatrixClient there =
        MatrixClient.anonymous(URI.create("http://" + OTHER_DOMAIN + ":" + server.port()));
    owner = here.register("owner", "Besitzt-alles-1");
    members.add(here.register("anna", "Kommt-und-geht-2"));
    members.add(here.register("bert", "Kommt-und-geht-3"));
    members.add(there.register("carl", "Kommt-und-geht-4"));
    stranger = there.register("vera", "Ist-nie-dabei-5");
  }

  /** Rooms that everybody may join, and one for the invited; all are in each. */
  void open(int count) {
    for (int i = 0; i < count; i++) {
      ObjectNode request = Json.object().put("preset", i == 0 ? "private_chat" : "public_chat");
      String room = owner.createRoom(request);
      for (MatrixClient member : members) {
        owner.invite(room, member.userId());
        member.join(room);
      }
      rooms.add(room);
    }
  }

  /** Notes what is acknowledged; empty when it is refused. */
  Optional<History.Send> send(MatrixClient sender, String room, String txnId) {
    ObjectNode content = Json.object().put("msgtype", "m.text").put("body", txnId);
    String path = "/send/m.room.message/" + MatrixClient.encode(txnId);
    Answer answer = call(sender, "PUT", MatrixClient.room(room) + path, content);
    if (answer.status() != 200) {
      return Optional.empty();
    }
    String eventId = answer.body().path("event_id").asText();
    History.Send sent = new History.Send(sender.userId(), room, txnId, eventId);
    sends.add(sent);
    return Optional.of(sent);
  }

  /** Asks until there is an answer, which may be a refusal but no failure. */
  Answer call(MatrixClient client, String method, String path, JsonNode body) {
    Answer answer = traffic.persist(() -> client.call(method, path, body));
    if (answer.status() >= 500) {
      throw new AssertionError(method + " " + path + ": " + answer.status() + " " + answer.body());
    }
    return answer;
  }

  /** What was acknowledged at any time, before a kill too, is sent once more. */
  void repeatAll() {
    Map<String, MatrixClient> users = new HashMap<>();
    members.forEach(member -> users.put(member.userId(), member));
    users.put(owner.userId(), owner);
    List.copyOf(sends).forEach(s -> send(users.get(s.device()), s.room(), s.txnId()));
  }

  /** Lets all members in once more, so that nobody's part of a room ends with an invite. */
  void gather() {
    for (String room : rooms) {
      for (MatrixClient member : members) {
        ObjectNode whom = Json.object().put("user_id", member.userId());
        call(owner, "POST", MatrixClient.room(room) + "/unban", whom);
        call(owner, "POST", MatrixClient.room(room) + "/invite", whom);
        call(member, "POST", MatrixClient.room(room) + "/join", Json.object());
      }
    }
  }

  /** Each room as its owner reads it back, page by page. */
  Map<String, List<Event>> readRooms() {
    Map<String, List<Event>> read = new LinkedHashMap<>();
    rooms.forEach(room -> read.put(room, Pages.backwards(owner, room, "", "", 13)));
    return read;
  }
}
