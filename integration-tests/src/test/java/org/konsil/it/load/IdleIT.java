package org.konsil.it.load;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.konsil.core.json.Json;
import org.konsil.it.support.KonsilServer;
import org.konsil.it.support.MatrixClient;

/** 2,000 idle long polls and 2,000 idle sockets hold no thread, and each hears what concerns it. */
class IdleIT {
  private static final int USERS_A_ROOM = 2;

  /** Polls, and as many sockets, of each user who is written to, and of each who is not. */
  private static final int FEW = 25;

  private static final int MANY = 950;

  /** Pools may still fill up to their fixed size; 4,000 waiting clients must not show. */
  private static final int MORE_THREADS = 100;

  private static final long LIMIT_SECONDS = 150;

  private record Crowd(
      String room,
      MatrixClient sender,
      List<CompletableFuture<List<String>>> heard,
      List<CompletableFuture<Void>> ready) {

    void hears(String text) throws Exception {
      for (CompletableFuture<List<String>> one : heard) {
        assertThat(one.get(LIMIT_SECONDS, TimeUnit.SECONDS)).containsExactly(text);
      }
    }

    long disturbed() {
      return heard.stream().filter(CompletableFuture::isDone).count();
    }

    void send(String text) {
      sender.send(room, text, Json.object().put("msgtype", "m.text").put("body", text)).join();
    }
  }

  @Test
  void waitWithoutThreadsAndWakeTheRightOnes() throws Exception {
    try (KonsilServer server =
        KonsilServer.start(
            "idle",
            "--domain",
            "klinik.example",
            "--policy",
            "open",
            "--registration",
            "open",
            "--rate-limits",
            "off")) {
      List<MatrixClient> surgery = users(server, "surgery");
      List<MatrixClient> pharmacy = users(server, "pharmacy");
      List<MatrixClient> others = users(server, "other");
      String surgeryRoom = room(surgery);
      String pharmacyRoom = room(pharmacy);
      String quietRoom = room(others);
      int before = threads(server);

      Crowd surgeons = crowd(server, surgery, surgeryRoom, FEW);
      Crowd pharmacists = crowd(server, pharmacy, pharmacyRoom, FEW);
      Crowd quiet = crowd(server, others, quietRoom, MANY);
      for (Crowd crowd : List.of(surgeons, pharmacists, quiet)) {
        for (CompletableFuture<Void> one : crowd.ready()) {
          one.get(LIMIT_SECONDS, TimeUnit.SECONDS);
        }
      }
      assertThat(threads(server))
          .as("threads before: %d", before)
          .isLessThan(before + MORE_THREADS);

      surgeons.send("scalpel");
      surgeons.hears("scalpel");
      assertThat(pharmacists.disturbed()).isZero();
      pharmacists.send("pills");
      pharmacists.hears("pills");
      assertThat(quiet.disturbed()).isZero();
      assertThat(threads(server))
          .as("threads before: %d", before)
          .isLessThan(before + MORE_THREADS);
    }
  }

  private static List<MatrixClient> users(KonsilServer server, String name) {
    MatrixClient anonymous = MatrixClient.anonymous(server.baseUrl());
    return IntStream.range(0, USERS_A_ROOM)
        .mapToObj(i -> anonymous.register(name + i, "Niemand-errät-das-" + i))
        .toList();
  }

  private static String room(List<MatrixClient> users) {
    MatrixClient owner = users.get(0);
    String room = owner.createRoom(Json.object().put("preset", "private_chat"));
    users.stream().skip(1).forEach(user -> owner.invite(room, user.userId()));
    users.stream().skip(1).forEach(user -> user.join(room));
    return room;
  }

  private static Crowd crowd(KonsilServer server, List<MatrixClient> users, String room, int each) {
    HttpClient http = HttpClient.newHttpClient();
    URI sockets = URI.create("ws://127.0.0.1:" + server.port() + "/ws/");
    List<CompletableFuture<List<String>>> heard = new ArrayList<>();
    List<CompletableFuture<Void>> ready = new ArrayList<>();
    for (MatrixClient user : users) {
      String since =
          SyncBody.nextBatch(user.sync(Optional.empty(), Duration.ZERO, "{}").join().body());
      for (int i = 0; i < each; i++) {
        heard.add(IdlePoll.begin(user, since));
        IdleSocket socket = IdleSocket.open(http, sockets, user, since);
        heard.add(socket.texts());
        ready.add(socket.ready());
      }
    }
    return new Crowd(room, users.get(0), heard, ready);
  }

  private static int threads(KonsilServer server) throws IOException {
    return Files.readAllLines(Path.of("/proc/" + server.javaPid() + "/status")).stream()
        .filter(line -> line.startsWith("Threads:"))
        .mapToInt(line -> Integer.parseInt(line.substring("Threads:".length()).trim()))
        .findFirst()
        .orElseThrow();
  }
}
