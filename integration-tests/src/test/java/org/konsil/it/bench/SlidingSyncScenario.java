package org.konsil.it.bench;

import org.konsil.it.bench.Crew.Done;

/**
 * The first answer to a client that shows twenty of its rooms (MSC4186): of a user in many rooms,
 * and of one in few. A server that does not know it is passed over.
 */
final class SlidingSyncScenario implements Scenario {
  private static final String FEATURE = "org.matrix.simplified_msc3575";
  private static final String PATH = "/_matrix/client/unstable/" + FEATURE + "/sync?timeout=0";
  private static final int AT_ONCE = 4;
  private static final int WARM_UP = 200;
  private static final int TIMES = 50;
  private static final int FEW = 50;

  @Override
  public void run(Target target, Scale scale, Figures figures) {
    if (isKnown(target)) {
      figures.put("sliding.first", first(target, scale.manyRooms()));
      figures.put("sliding.first.few", first(target, FEW));
    }
  }

  private static boolean isKnown(Target target) {
    try (Connection connection = new Connection(target)) {
      return connection
          .get("/_matrix/client/versions", null)
          .ok()
          .json()
          .path("unstable_features")
          .path(FEATURE)
          .asBoolean();
    }
  }

  private static double first(Target target, int rooms) {
    Account user = new Population(target).accounts(1).get(0);
    try (Crew crew = new Crew(target, AT_ONCE)) {
      crew.times(rooms, (connection, n) -> Population.room(connection, user));
    }
    try (Crew crew = new Crew(target, 1)) {
      crew.times(WARM_UP, (connection, n) -> begin(connection, user, n));
      Done done = crew.times(TIMES, (connection, n) -> begin(connection, user, n + WARM_UP));
      return done.percentileMillis(50);
    }
  }

  /** Each a connection of its own, so that nothing was told before. */
  private static void begin(Connection connection, Account user, long number) {
    String request =
        "{\"conn_id\":\"bench"
            + number
            + "\",\"lists\":{\"shown\":{\"ranges\":[[0,19]],\"timeline_limit\":1,"
            + "\"required_state\":[[\"m.room.name\",\"\"],[\"m.room.encryption\",\"\"]]}}}";
    connection.post(PATH, user.token(), request).ok();
  }
}
