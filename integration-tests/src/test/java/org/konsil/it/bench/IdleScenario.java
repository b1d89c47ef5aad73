package org.konsil.it.bench;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** Long polls that wait for nothing: what each costs in resident memory. */
final class IdleScenario implements Scenario {
  private static final int USERS = 50;
  private static final int POLLS = 2_000;

  @Override
  public void run(Target target, Scale scale, Figures figures) throws IOException {
    Population population = new Population(target);
    List<Account> users = population.accounts(USERS);
    population.room(users);
    List<Account> pollers = new ArrayList<>();
    List<String> since = new ArrayList<>();
    try (Connection connection = new Connection(target)) {
      List<String> tokens = new ArrayList<>();
      users.forEach(user -> tokens.add(Population.since(connection, user)));
      for (int i = 0; i < POLLS; i++) {
        pollers.add(users.get(i % USERS));
        since.add(tokens.get(i % USERS));
      }
    }
    Pace.seconds(5);
    double before = Processes.residentMib(target);
    try (LongPolls polls = new LongPolls(target, pollers, since, (number, at) -> {})) {
      Pace.seconds(20);
      double growth = Math.max(1, Processes.residentMib(target) - before);
      figures.put("idle.pergib", POLLS * 1024 / growth);
    }
  }
}
