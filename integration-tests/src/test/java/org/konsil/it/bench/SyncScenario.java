package org.konsil.it.bench;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.konsil.it.bench.Crew.Done;

/**
 * Syncs that return at once: nothing new and one event for members of one room, and the first sync
 * of a user with many rooms.
 */
final class SyncScenario implements Scenario {
  private static final int MEMBERS = 20;
  private static final int AT_ONCE = 4;
  private static final int INITIAL_SYNCS = 5;

  @Override
  public void run(Target target, Scale scale, Figures figures) {
    incremental(target, scale, figures);
    initial(target, scale, figures);
  }

  private static void incremental(Target target, Scale scale, Figures figures) {
    Population population = new Population(target);
    List<Account> members = population.accounts(MEMBERS);
    String room = population.room(members);
    List<String> before = since(target, members);
    try (Connection connection = new Connection(target)) {
      DeliveryScenario.send(connection, members.get(0), room, 1);
    }
    List<String> after = since(target, members);
    measure(target, scale, figures, "sync.nothing", members, after, 0);
    // a peer may keep answers that had news, so no two requests are alike
    measure(target, scale, figures, "sync.one", members, before, 1);
  }

  private static List<String> since(Target target, List<Account> members) {
    List<String> since = new ArrayList<>();
    try (Connection connection = new Connection(target)) {
      members.forEach(member -> since.add(Population.since(connection, member)));
    }
    return since;
  }

  private static void measure(
      Target target,
      Scale scale,
      Figures figures,
      String key,
      List<Account> members,
      List<String> since,
      long timeoutStep) {
    String path = Call.V3 + "/sync?set_presence=offline&timeout=";
    Crew.Work work =
        (connection, number) -> {
          int who = (int) (number % MEMBERS);
          String query = number * timeoutStep + "&since=" + since.get(who);
          connection.get(path + query, members.get(who).token()).ok();
        };
    try (Crew crew = new Crew(target, AT_ONCE)) {
      crew.forSeconds(scale.warmUp() / 2, (c, n) -> work.run(c, n + 1_000_000));
      Processes before = Processes.now(target);
      Done done = crew.forSeconds(scale.seconds() / 2, work);
      Processes used = Processes.now(target).since(before);
      figures.put(key + ".rate", done.perSecond());
      figures.put(key + ".cpu", used.serverCpuMillis() / done.count());
      figures.put(key + ".cpu.database", used.databaseCpuMillis() / done.count());
    }
  }

  private static void initial(Target target, Scale scale, Figures figures) {
    Population population = new Population(target);
    Account user = population.accounts(1).get(0);
    try (Crew crew = new Crew(target, AT_ONCE)) {
      Done made = crew.times(scale.rooms(), (c, n) -> Population.room(c, user));
      figures.put("room.creation.rate", made.perSecond());
    }
    try (Connection connection = new Connection(target)) {
      double[] seconds =
          IntStream.range(0, INITIAL_SYNCS)
              .mapToDouble(
                  i -> {
                    long begin = System.nanoTime();
                    String path = Call.V3 + "/sync?set_presence=offline&timeout=" + i;
                    connection.get(path, user.token()).ok();
                    return (System.nanoTime() - begin) / 1e9;
                  })
              .sorted()
              .toArray();
      figures.put("sync.initial", seconds[INITIAL_SYNCS / 2]);
    }
  }
}
