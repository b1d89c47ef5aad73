package org.konsil.it.federation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.konsil.core.json.Json;
import org.konsil.it.support.FreePort;
import org.konsil.it.support.KonsilServer;
import org.konsil.it.support.MatrixClient;
import org.konsil.it.support.SynapseServer;
import org.konsil.it.support.TestCertificate;

/** The main ways between Konsil and Synapse, in both directions. */
class FederationIT {
  private static final Duration PATIENCE = Duration.ofSeconds(60);
  private static final String PASSWORD = "federation-Passwort-1";
  private static SynapseServer synapse;
  private static KonsilServer konsil;
  private static String konsilName;
  private static MatrixClient anna;
  private static MatrixClient carl;
  private static int transactions;

  @BeforeAll
  static void start(@TempDir Path folder) throws Exception {
    Optional<SynapseServer> started = SynapseServer.start();
    assumeThat(started)
        .as("Synapse needs root and the distribution's packages, which are missing here")
        .isPresent();
    synapse = started.get();
    int tlsPort = FreePort.next();
    konsilName = "localhost:" + tlsPort;
    TestCertificate certificate = TestCertificate.create(folder, "localhost");
    konsil =
        KonsilServer.start(
            "federation",
            "--domain",
            konsilName,
            "--tls-port",
            "" + tlsPort,
            "--tls-cert",
            certificate.certificate().toString(),
            "--tls-key",
            certificate.key().toString(),
            "--policy",
            "open",
            "--registration",
            "open",
            "--rate-limits",
            "off",
            "--outgoing-private-networks",
            "allow",
            "--trust-ca",
            synapse.authority().toString());
    anna = MatrixClient.anonymous(konsil.baseUrl()).register("anna", PASSWORD);
    carl = MatrixClient.anonymous(synapse.baseUrl()).register("carl", PASSWORD);
  }

  @AfterAll
  static void stop() {
    if (konsil != null) {
      konsil.close();
    }
    if (synapse != null) {
      synapse.close();
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"9", "10", "11", "12"})
  void aRoomOfKonsilIsSharedWithSynapse(String version) throws Exception {
    share(anna, carl, konsilName, version);
  }

  @ParameterizedTest
  @ValueSource(strings = {"9", "10", "11", "12"})
  void aRoomOfSynapseIsSharedWithKonsil(String version) throws Exception {
    share(carl, anna, synapse.serverName(), version);
  }

  /** Join, history, messages both ways, and state from both sides at once (I3, I6). */
  private void share(MatrixClient owner, MatrixClient guest, String via, String version)
      throws Exception {
    ObjectNode request = room("public_chat", version);
    ObjectNode users = request.putObject("power_level_content_override").putObject("users");
    users.put(guest.userId(), 100);
    if (!version.equals("12")) {
      users.put(owner.userId(), 100);
    }
    String room = owner.createRoom(request);
    String early = say(owner, room, "vor dem Beitritt");
    join(guest, room, via);
    String first = say(owner, room, "Hallo");
    String second = say(guest, room, "Auch hallo");
    eventually(() -> timeline(guest, room).containsAll(List.of(early, first, second)));
    eventually(() -> timeline(owner, room).contains(second));
    for (int i = 0; i < 5; i++) {
      set(owner, room, "m.room.topic", Json.object().put("topic", "hier " + i));
      set(guest, room, "m.room.topic", Json.object().put("topic", "dort " + i));
      set(guest, room, "m.room.name", Json.object().put("name", "Name " + i));
    }
    String last = say(owner, room, "Ende");
    eventually(() -> timeline(guest, room).contains(last));
    say(guest, room, "Auch Ende");
    eventually(() -> state(owner, room).equals(state(guest, room)));
    guest.ok("POST", MatrixClient.room(room) + "/leave", Json.object());
    eventually(() -> membership(owner, room, guest.userId()).equals("leave"));
  }

  @Test
  void invitesReachTheOtherServer() throws Exception {
    String ours = anna.createRoom(room("private_chat", "10"));
    anna.invite(ours, carl.userId());
    join(carl, ours, konsilName);
    eventually(() -> state(anna, ours).equals(state(carl, ours)));
    String theirs = carl.createRoom(room("private_chat", "11"));
    carl.invite(theirs, anna.userId());
    eventually(() -> sync(anna).at("/rooms/invite").has(theirs));
    anna.ok("POST", MatrixClient.room(theirs) + "/leave", Json.object());
    eventually(() -> membership(carl, theirs, anna.userId()).equals("leave"));
  }

  private static ObjectNode room(String preset, String version) {
    return Json.object().put("preset", preset).put("room_version", version);
  }

  private static void join(MatrixClient user, String room, String via) {
    String server = MatrixClient.encode(via);
    user.ok(
        "POST",
        "/_matrix/client/v3/join/"
            + MatrixClient.encode(room)
            + "?via="
            + server
            + "&server_name="
            + server,
        Json.object());
  }

  private static String say(MatrixClient user, String room, String text) {
    ObjectNode content = Json.object().put("msgtype", "m.text").put("body", text);
    return user.send(room, "t" + transactions++, content).join().body().path("event_id").asText();
  }

  private static void set(MatrixClient user, String room, String type, ObjectNode content) {
    user.ok("PUT", MatrixClient.room(room) + "/state/" + type + "/", content);
  }

  private static List<String> timeline(MatrixClient user, String room) {
    List<String> events = new ArrayList<>();
    user.ok("GET", MatrixClient.room(room) + "/messages?dir=b&limit=100", null)
        .path("chunk")
        .forEach(event -> events.add(event.path("event_id").asText()));
    return events;
  }

  private static Map<String, String> state(MatrixClient user, String room) {
    Map<String, String> state = new HashMap<>();
    for (JsonNode event : user.ok("GET", MatrixClient.room(room) + "/state", null)) {
      state.put(
          event.path("type").asText() + " " + event.path("state_key").asText(),
          event.path("event_id").asText());
    }
    return state;
  }

  private static String membership(MatrixClient user, String room, String member) {
    return user.call(
            "GET",
            MatrixClient.room(room) + "/state/m.room.member/" + MatrixClient.encode(member),
            null)
        .body()
        .path("membership")
        .asText();
  }

  private static JsonNode sync(MatrixClient user) {
    return user.sync(Optional.empty(), Duration.ZERO, "{}").join().body();
  }

  private static void eventually(Callable<Boolean> condition) throws Exception {
    long end = System.nanoTime() + PATIENCE.toNanos();
    while (!condition.call()) {
      assertThat(System.nanoTime()).as("it did not happen in time").isLessThan(end);
      CompletableFuture.runAsync(
              () -> {}, CompletableFuture.delayedExecutor(200, TimeUnit.MILLISECONDS))
          .get();
    }
  }
}
