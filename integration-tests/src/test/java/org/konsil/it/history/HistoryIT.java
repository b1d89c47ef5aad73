package org.konsil.it.history;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.konsil.it.support.KonsilServer;
import org.konsil.it.support.MatrixClient;
import org.konsil.it.support.TestDatabase;

/**
 * Five users do random things while the server is stopped for a while and killed; then what all of
 * them noted is proved. {@code -Dkonsil.history.seed} repeats a run as far as chance allows, {@code
 * -Dkonsil.history.steps} (of each user) and {@code -Dkonsil.history.kills} make it longer.
 */
class HistoryIT {
  private static final int ROOMS = 4;
  private static final int STEPS = Integer.getInteger("konsil.history.steps", 180);
  private static final int RESUMPTIONS = 3;

  private final long seed = Long.getLong("konsil.history.seed", new Random().nextInt(1_000_000));

  @Test
  void everyHistoryIsSoundOnH2() throws Exception {
    try (KonsilServer server = start("history-h2")) {
      prove(server, Integer.getInteger("konsil.history.kills", 2));
    }
  }

  @Test
  void everyHistoryIsSoundOnPostgres() throws Exception {
    Optional<TestDatabase> database = TestDatabase.create();
    assumeThat(database).as("-Dkonsil.test.postgres").isPresent();
    try (TestDatabase postgres = database.orElseThrow();
        KonsilServer server = start("history-postgres", postgres.options())) {
      prove(server, Integer.getInteger("konsil.history.kills", 1));
    }
  }

  private static KonsilServer start(String name, String... more) {
    Stream<String> options =
        Stream.of("--domain", Scene.DOMAIN, "--domain", Scene.OTHER_DOMAIN, "--policy", "open");
    Stream<String> open = Stream.of("--registration", "open", "--rate-limits", "off");
    return KonsilServer.start(
        name, Stream.of(options, open, Stream.of(more)).flatMap(s -> s).toArray(String[]::new));
  }

  private void prove(KonsilServer server, int kills) throws Exception {
    System.out.println("konsil.history.seed=" + seed);
    Scene scene = new Scene(server);
    List<Follower> live = followers(server, scene);
    Follower resting =
        new Follower(scene.members.get(2), SyncDoors.http(scene.members.get(2), 7), scene.traffic);
    resting.catchUp();
    scene.open(ROOMS);

    ExecutorService threads = Executors.newCachedThreadPool();
    AtomicBoolean ended = new AtomicBoolean();
    try {
      List<Future<Void>> following =
          live.stream().map(f -> threads.submit(f.untilEnded(ended::get))).toList();
      List<Future<Void>> acting = clients(scene).stream().map(threads::submit).toList();
      for (int kill = 1; kill <= kills; kill++) {
        disturb(server, scene.traffic, acting.size() * STEPS * kill / (kills + 1));
        resting.catchUp();
      }
      await(acting);
      ended.set(true);
      await(following);
    } finally {
      threads.shutdownNow();
    }
    assertThat(scene.sends).as("enough to prove").hasSizeGreaterThan(STEPS);
    assertThat(HistoryCheck.violations(history(scene, live, resting)))
        .as("seed %d", seed)
        .isEmpty();
  }

  /** By GET /sync with room for everything, and with gaps; and by the socket. */
  private static List<Follower> followers(KonsilServer server, Scene scene) {
    MatrixClient anna = scene.members.get(0);
    MatrixClient bert = scene.members.get(1);
    List<Follower> live =
        List.of(
            new Follower(scene.owner, SyncDoors.http(scene.owner, 500), scene.traffic),
            new Follower(anna, SyncDoors.http(anna, 3), scene.traffic),
            new Follower(bert, SyncDoors.socket(server.baseUrl(), bert, 10), scene.traffic));
    live.forEach(Follower::catchUp);
    return live;
  }

  private List<RandomClient> clients(Scene scene) {
    List<MatrixClient> users = new ArrayList<>(scene.members);
    users.add(scene.owner);
    users.add(scene.stranger);
    List<RandomClient> clients = new ArrayList<>();
    for (MatrixClient user : users) {
      clients.add(new RandomClient(scene, user, seed + clients.size(), STEPS));
    }
    return clients;
  }

  /** Stops it until everybody waits; then lets it go on, and kills it in the middle of that. */
  private static void disturb(KonsilServer server, Traffic traffic, int steps) {
    traffic.awaitSteps(steps - steps / 8);
    server.pause();
    traffic.awaitAllUnderWay();
    server.resume();
    traffic.awaitSteps(steps);
    server.kill();
    assertThat(traffic.awaitAllUnderWay()).as("clients that were cut off").isPositive();
    server.start();
    traffic.serverIsBack();
  }

  private History history(Scene scene, List<Follower> live, Follower resting) {
    List<Follower> followers = new ArrayList<>(live);
    followers.add(resting);
    scene.gather();
    scene.repeatAll();
    followers.forEach(Follower::catchUp);
    Map<String, List<Event>> rooms = scene.readRooms();
    List<History.Timeline> timelines = new ArrayList<>();
    List<History.Resumption> resumptions = new ArrayList<>();
    Map<String, List<History.Delivery>> deliveries = new HashMap<>();
    Random random = new Random(seed);
    for (Follower follower : followers) {
      timelines.addAll(follower.timelines());
      deliveries.put(follower.user(), follower.deliveries());
      resumptions.addAll(follower.resume(RESUMPTIONS, random));
    }
    return new History(
        rooms,
        List.copyOf(scene.sends),
        timelines,
        resumptions,
        List.copyOf(scene.reads),
        List.copyOf(scene.sentToDevices),
        deliveries);
  }

  private static void await(List<Future<Void>> futures) throws Exception {
    for (Future<Void> future : futures) {
      future.get(300, TimeUnit.SECONDS);
    }
  }
}
