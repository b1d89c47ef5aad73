package org.konsil.it.bench;

import java.util.List;
import org.konsil.it.bench.Crew.Done;

/**
 * What a send, a sync and a join cost as the user's rooms, the room's members and its history grow
 * tenfold and hundredfold: medians of one request after the other.
 */
final class GrowthScenario implements Scenario {
  private static final int ROOMS = 10;
  private static final int MEMBERS = 10;
  private static final int EVENTS = 100;
  private static final int TIMES = 100;
  private static final int AT_ONCE = 8;
  private static final List<Integer> FACTORS = List.of(1, 10, 100);

  /** Joins and leaves once for each size, so that the joining users are few. */
  private static final int JOINS = 20;

  @Override
  public void run(Target target, Scale scale, Figures figures) {
    for (int factor : FACTORS) {
      if (factor <= scale.growth()) {
        measure(target, figures, "rooms." + factor, ROOMS * factor, MEMBERS, EVENTS);
        measure(target, figures, "members." + factor, ROOMS, MEMBERS * factor, EVENTS);
        measure(target, figures, "history." + factor, ROOMS, MEMBERS, EVENTS * factor);
      }
    }
  }

  private static void measure(
      Target target, Figures figures, String size, int rooms, int members, int events) {
    Population population = new Population(target);
    List<Account> accounts = population.accounts(members + JOINS);
    Account user = accounts.get(0);
    String room = population.room(accounts.subList(0, members));
    try (Crew crew = new Crew(target, AT_ONCE)) {
      crew.times(rooms - 1, (connection, n) -> Population.room(connection, user));
      crew.times(events, (connection, n) -> DeliveryScenario.send(connection, user, room, n));
    }
    try (Crew crew = new Crew(target, 1)) {
      Done sends = crew.times(TIMES, (c, n) -> DeliveryScenario.send(c, user, room, n + events));
      figures.put("growth.send." + size, sends.percentileMillis(50));
      figures.put("growth.sync." + size, syncs(target, crew, user, room, events + TIMES));
      Done joins =
          crew.times(JOINS, (c, n) -> Population.join(c, room, accounts.get(members + (int) n)));
      figures.put("growth.join." + size, joins.percentileMillis(50));
    }
  }

  /** A sync that finds one event; the send between two of them is not in the time. */
  private static double syncs(Target target, Crew crew, Account user, String room, int number) {
    String since;
    try (Connection connection = new Connection(target)) {
      since = Population.since(connection, user);
      DeliveryScenario.send(connection, user, room, number);
    }
    String path = Call.V3 + "/sync?set_presence=offline&since=" + since + "&timeout=";
    // a peer may keep answers that had news, so no two requests are alike
    return crew.times(TIMES, (c, n) -> c.get(path + n, user.token()).ok()).percentileMillis(50);
  }
}
