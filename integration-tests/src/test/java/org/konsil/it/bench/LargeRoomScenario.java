package org.konsil.it.bench;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.konsil.it.bench.Crew.Done;

/** Joining a large room, and one event that all who wait in it have to hear. */
final class LargeRoomScenario implements Scenario {
  private static final int JOINS = 20;
  private static final int EVENTS = 5;

  @Override
  public void run(Target target, Scale scale, Figures figures) throws IOException {
    Population population = new Population(target);
    List<Account> accounts = population.accounts(scale.members() + JOINS);
    List<Account> members = accounts.subList(0, scale.members());
    String room = population.room(members);
    try (Crew crew = new Crew(target, 1)) {
      Done joins =
          crew.times(
              JOINS, (c, n) -> Population.join(c, room, accounts.get(scale.members() + (int) n)));
      figures.put("join.large", joins.percentileMillis(50));
    }
    figures.put("fanout.last", fanOut(target, scale, members, room));
  }

  /** Seconds from sending to the last waiter's answer, the median of a few events. */
  private static double fanOut(Target target, Scale scale, List<Account> members, String room)
      throws IOException {
    List<Account> waiters = members.subList(0, scale.waiters());
    List<String> since = new ArrayList<>();
    try (Connection connection = new Connection(target)) {
      for (Account waiter : waiters) {
        String path = Call.V3 + "/sync?timeout=0&set_presence=offline&filter=" + LEAN;
        since.add(connection.get(path, waiter.token()).ok().json().path("next_batch").textValue());
      }
      AtomicReference<CountDownLatch> left = new AtomicReference<>(new CountDownLatch(0));
      LongPolls.Heard heard = (number, at) -> left.get().countDown();
      try (LongPolls polls = new LongPolls(target, waiters, since, heard)) {
        double[] seconds = new double[EVENTS];
        for (int i = 0; i < EVENTS; i++) {
          Pace.seconds(3);
          left.set(new CountDownLatch(waiters.size()));
          long begin = System.nanoTime();
          DeliveryScenario.send(connection, members.get(0), room, i);
          await(left.get());
          seconds[i] = (System.nanoTime() - begin) / 1e9;
        }
        java.util.Arrays.sort(seconds);
        return seconds[EVENTS / 2];
      }
    }
  }

  private static final String LEAN =
      Call.encode("{\"room\":{\"timeline\":{\"limit\":1},\"state\":{\"types\":[]}}}");

  private static void await(CountDownLatch latch) {
    try {
      if (!latch.await(60, TimeUnit.SECONDS)) {
        throw new IllegalStateException(latch.getCount() + " waiters heard nothing");
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }
}
