package org.konsil.it.durability;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.konsil.core.json.Json;
import org.konsil.it.support.KonsilServer;
import org.konsil.it.support.MatrixClient;
import org.konsil.it.support.TestDatabase;
import org.konsil.it.support.TimelineReader;

/**
 * Kills the server three times while 500 messages are sent and read, and looks whether anything
 * that was acknowledged is missing or there twice.
 */
class DurabilityIT {
  private static final int MESSAGES = 500;
  private static final int ROOMS = 5;
  private static final int THREADS = 4;

  /** How many are acknowledged when the server is killed. */
  private static final List<Integer> KILLS = List.of(110, 240, 390);

  @Test
  void nothingAcknowledgedIsLostOnH2() throws Exception {
    try (KonsilServer server = start("durability-h2")) {
      killAndCompare(server);
    }
  }

  @Test
  void nothingAcknowledgedIsLostOnPostgres() throws Exception {
    Optional<TestDatabase> database = TestDatabase.create();
    assumeThat(database).as("-Dkonsil.test.postgres").isPresent();
    try (TestDatabase postgres = database.orElseThrow();
        KonsilServer server = start("durability-postgres", postgres.options())) {
      killAndCompare(server);
    }
  }

  private static KonsilServer start(String name, String... more) {
    Stream<String> options =
        Stream.of(
            "--domain",
            "klinik.example",
            "--policy",
            "open",
            "--registration",
            "open",
            "--rate-limits",
            "off");
    return KonsilServer.start(name, Stream.concat(options, Stream.of(more)).toArray(String[]::new));
  }

  private static void killAndCompare(KonsilServer server) throws Exception {
    MatrixClient writer = MatrixClient.anonymous(server.baseUrl()).register("anna", "Schreibt-3");
    MatrixClient reader = MatrixClient.anonymous(server.baseUrl()).register("bert", "Liest-viel-4");
    List<String> rooms = IntStream.range(0, ROOMS).mapToObj(i -> room(writer, reader)).toList();
    TimelineReader live = new TimelineReader(reader, 500);
    TimelineReader resting = new TimelineReader(reader, 7);
    live.catchUp();
    resting.catchUp();

    Sending sending = new Sending(writer, rooms, MESSAGES);
    ExecutorService threads = Executors.newFixedThreadPool(THREADS + 1);
    try {
      for (int kill : KILLS) {
        int cut = sendAndKill(server, sending, live, threads, kill);
        assertThat(cut).as("sends in flight at the kill").isPositive();
        server.start();
        sending.repeatUnanswered();
        live.catchUp();
        resting.catchUp();
        compare(sending, live, resting, reader, rooms);
      }
      await(sending.begin(threads, THREADS));
    } finally {
      threads.shutdownNow();
    }
    live.catchUp();
    resting.catchUp();
    assertThat(sending.acknowledged()).hasSize(MESSAGES);
    compare(sending, live, resting, reader, rooms);
  }

  private static String room(MatrixClient writer, MatrixClient reader) {
    String room = writer.createRoom(Json.object().put("preset", "private_chat"));
    writer.invite(room, reader.userId());
    reader.join(room);
    return room;
  }

  /** Returns how many sends got no answer. */
  private static int sendAndKill(
      KonsilServer server,
      Sending sending,
      TimelineReader live,
      ExecutorService threads,
      int acknowledged)
      throws Exception {
    Future<Void> reading = threads.submit(followUntilGone(live));
    List<Future<Void>> senders = sending.begin(threads, THREADS);
    sending.awaitAcknowledged(acknowledged);
    server.kill();
    await(senders);
    await(List.of(reading));
    return sending.unanswered();
  }

  private static Callable<Void> followUntilGone(TimelineReader live) {
    return () -> {
      try {
        while (true) {
          live.step(Duration.ofSeconds(20));
        }
      } catch (CompletionException | UncheckedIOException gone) {
        assertThat(gone).hasRootCauseInstanceOf(IOException.class);
        return null;
      }
    };
  }

  private static void compare(
      Sending sending,
      TimelineReader live,
      TimelineReader resting,
      MatrixClient reader,
      List<String> rooms) {
    Map<Sending.Message, String> acknowledged = sending.acknowledged();
    assertThat(live.messages())
        .as("I1, I4: followed live, over the kill")
        .containsExactlyInAnyOrderElementsOf(acknowledged.values());
    assertThat(resting.messages())
        .as("I1, I4: with a sync token of before, through gaps")
        .containsExactlyInAnyOrderElementsOf(acknowledged.values());
    List<String> history = new ArrayList<>();
    rooms.forEach(room -> history.addAll(TimelineReader.history(reader, room, 13)));
    assertThat(history)
        .as("I1: read backwards")
        .containsExactlyInAnyOrderElementsOf(acknowledged.values());
    sending
        .newlyAcknowledged()
        .forEach(
            (message, eventId) ->
                assertThat(sending.repeat(message)).as("I2: %s again", message).isEqualTo(eventId));
  }

  private static void await(List<Future<Void>> futures) throws Exception {
    for (Future<Void> future : futures) {
      future.get(60, TimeUnit.SECONDS);
    }
  }
}
