package org.konsil.it.realtime;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.konsil.core.json.Json;
import org.konsil.it.support.Channel;
import org.konsil.it.support.KonsilServer;
import org.konsil.it.support.MatrixClient;

class RealtimeChannelIT {
  private static final int UNAUTHORISED = 4401;

  private static KonsilServer server;

  @BeforeAll
  static void start() {
    server =
        KonsilServer.start(
            "realtime",
            "--domain",
            "klinik.example",
            "--policy",
            "open",
            "--registration",
            "open",
            "--rate-limits",
            "off");
  }

  @AfterAll
  static void stop() {
    server.close();
  }

  @Test
  void carriesTheBodiesOfSyncAndTakesSends() throws Exception {
    MatrixClient alice = user("alice");
    String room = alice.createRoom(Json.object().put("preset", "private_chat"));
    Channel channel = Channel.open(server.baseUrl());
    assertThat(channel.ask(auth(alice.token())).path("op").asText()).isEqualTo("ready");

    JsonNode whole = channel.ask(frame(2, "sync")).path("body");
    JsonNode rest = alice.sync(Optional.empty(), Duration.ZERO, "").join().body();
    assertThat(whole.path("rooms").path("join").path(room).path("timeline").path("events").size())
        .isEqualTo(
            rest.path("rooms").path("join").path(room).path("timeline").path("events").size())
        .isPositive();

    ObjectNode send = send(3, room, "t1");
    JsonNode sent = channel.ask(send);
    assertThat(sent.path("status").asInt()).isEqualTo(200);
    assertThat(channel.ask(send).path("body")).isEqualTo(sent.path("body"));

    ObjectNode more = frame(4, "sync").put("since", whole.path("next_batch").asText());
    JsonNode events =
        channel.ask(more).path("body").path("rooms").path("join").path(room).path("timeline");
    assertThat(events.path("events")).hasSize(1);
    assertThat(events.path("events").get(0).path("event_id"))
        .isEqualTo(sent.path("body").path("event_id"));
    assertThat(events.path("events").get(0).path("unsigned").path("transaction_id").asText())
        .isEqualTo("t1");
  }

  /** What the client takes back is not answered, and nothing else is taken back with it. */
  @Test
  void aCancelledSyncIsNotAnswered() throws Exception {
    MatrixClient user = user("dora");
    String room = user.createRoom(Json.object().put("preset", "private_chat"));
    Channel channel = Channel.open(server.baseUrl());
    channel.ask(auth(user.token()));
    String since = whenAllIsTold(channel);

    channel.tell(waiting(3, since));
    channel.tell(frame(3, "cancel"));
    JsonNode sent = channel.ask(send(4, room, "t1"));
    assertThat(sent.path("id").asInt()).as("not the sync's").isEqualTo(4);

    since = channel.ask(waiting(5, since)).path("body").path("next_batch").asText();
    channel.tell(waiting(6, since));
    channel.tell(frame(5, "cancel"));
    channel.tell(send(7, room, "t2"));
    assertThat(List.of(channel.next().path("id").asInt(), channel.next().path("id").asInt()))
        .as("the sync that was not cancelled goes on")
        .containsExactlyInAnyOrder(6, 7);
  }

  @Test
  void badFramesGetTheSpecificationsErrors() throws Exception {
    MatrixClient user = user("bob");
    Channel channel = Channel.open(server.baseUrl());
    channel.ask(auth(user.token()));
    assertThat(errcode(channel.ask(frame(2, "nonsense")))).isEqualTo("M_UNRECOGNIZED");
    assertThat(errcode(channel.ask(frame(3, "send")))).isEqualTo("M_MISSING_PARAM");
    assertThat(errcode(channel.ask(frame(4, "sync").put("since", "x"))))
        .isEqualTo("M_INVALID_PARAM");
  }

  @Test
  void endsWithTheToken() throws Exception {
    Channel stranger = Channel.open(server.baseUrl());
    assertThat(errcode(stranger.ask(auth("nobody")))).isEqualTo("M_UNKNOWN_TOKEN");
    assertThat(stranger.closeCode()).isEqualTo(UNAUTHORISED);

    MatrixClient user = user("carol");
    Channel channel = Channel.open(server.baseUrl());
    channel.ask(auth(user.token()));
    user.ok("POST", "/_matrix/client/v3/logout", Json.object());
    assertThat(channel.closeCode()).isEqualTo(UNAUTHORISED);
  }

  /** A token after which nothing waits: what a client's first steps bring may come a sync later. */
  private static String whenAllIsTold(Channel channel) throws Exception {
    int id = 100;
    String since = "";
    String next = channel.ask(frame(id, "sync")).path("body").path("next_batch").asText();
    while (!next.equals(since)) {
      since = next;
      id++;
      next =
          channel
              .ask(frame(id, "sync").put("since", since))
              .path("body")
              .path("next_batch")
              .asText();
    }
    return since;
  }

  private static ObjectNode waiting(int id, String since) {
    return frame(id, "sync").put("since", since).put("timeout", 60_000);
  }

  private static ObjectNode send(int id, String room, String txnId) {
    ObjectNode send = frame(id, "send").put("room_id", room).put("type", "m.room.message");
    send.put("txn_id", txnId).putObject("content").put("msgtype", "m.text").put("body", "Hallo");
    return send;
  }

  private static MatrixClient user(String name) {
    return MatrixClient.anonymous(server.baseUrl()).register(name, "Ein-Passwort-12");
  }

  private static ObjectNode auth(String token) {
    return frame(1, "auth").put("access_token", token);
  }

  private static ObjectNode frame(int id, String op) {
    return Json.object().put("id", id).put("op", op);
  }

  private static String errcode(JsonNode answer) {
    return answer.path("body").path("errcode").asText();
  }
}
