package org.konsil.it.bench;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.HdrHistogram.Histogram;
import org.konsil.it.bench.Crew.Done;

/**
 * Users of one server write into ten rooms that a user of another server is in: as many as it
 * takes, then one every 100 ms; that user joins a large room, and comes back after the other server
 * was away.
 */
final class FederationScenario {
  private static final int AT_ONCE = 32;
  private static final int ROOMS = 10;
  private static final int MISSED = 50;
  private static final long EVERY_NANOS = 100_000_000L;

  /** Transaction ids of one section must not be those of another. */
  private static final long WARM = 2_000_000_000L;

  private static final long AWAY = 1_000_000_000L;
  private static final long ONE_BY_ONE = 3_000_000_000L;

  private final Pair pair;
  private final Scale scale;
  private final Figures figures;
  private final List<Account> senders;
  private final List<String> rooms = new ArrayList<>();
  private final Account reader;
  private String since;

  FederationScenario(Pair pair, Scale scale, Figures figures) {
    this.pair = pair;
    this.scale = scale;
    this.figures = figures;
    Population here = new Population(pair.here());
    senders = here.accounts(ROOMS);
    senders.forEach(sender -> rooms.add(here.room(sender)));
    reader = new Population(pair.there()).accounts(1).get(0);
  }

  void run() throws IOException {
    try (Connection connection = new Connection(pair.there())) {
      rooms.forEach(room -> Population.join(connection, room, pair.hereName(), reader));
      since = Population.since(connection, reader);
    }
    sends();
    delivery();
    join();
    catchUp();
  }

  private void sends() {
    try (Crew crew = new Crew(pair.here(), AT_ONCE)) {
      crew.warmUp(scale.warmUp(), 0, (c, number) -> send(c, number + WARM));
      arrival("warm");
      long begin = System.nanoTime();
      Done done = crew.forSeconds(scale.seconds(), this::send);
      arrival("sends");
      figures.put("federation.accepted", done.perSecond());
      figures.put("federation.rate", done.count() / secondsSince(begin));
    }
  }

  private void send(Connection connection, long number) {
    int room = (int) (number % ROOMS);
    DeliveryScenario.send(connection, senders.get(room), rooms.get(room), number);
  }

  /** Writes a last message into each room and waits until the reader has them all. */
  private void arrival(String section) {
    try (Connection there = new Connection(pair.there())) {
      Arrivals arrivals = new Arrivals(there, reader, since);
      List<String> marks = marks(section);
      since = arrivals.await(marks);
    }
  }

  private List<String> marks(String section) {
    List<String> marks = new ArrayList<>();
    try (Connection here = new Connection(pair.here())) {
      for (int room = 0; room < ROOMS; room++) {
        String mark = "end of " + section + " in room " + room;
        String path = Call.room(rooms.get(room)) + "/send/m.room.message/" + section;
        String body = "{\"msgtype\":\"m.text\",\"body\":\"" + mark + "\"}";
        here.put(path, senders.get(room).token(), body).ok();
        marks.add(mark);
      }
    }
    return marks;
  }

  private void delivery() throws IOException {
    Map<Long, Long> due = new ConcurrentHashMap<>();
    Histogram micros = new Histogram(600_000_000L, 3);
    long warm = (long) (scale.warmUp() * 10);
    long messages = warm + (long) (scale.seconds() * 10);
    LongPolls.Heard listener =
        (number, at) -> {
          Long then = due.get(number);
          if (then != null && number - ONE_BY_ONE >= warm) {
            micros.recordValue(Math.max(0, (at - then) / 1000));
          }
        };
    try (Connection here = new Connection(pair.here());
        LongPolls polls = new LongPolls(pair.there(), List.of(reader), List.of(since), listener)) {
      Pace.seconds(1);
      long begin = System.nanoTime();
      for (long i = 0; i < messages; i++) {
        long at = begin + i * EVERY_NANOS;
        Pace.until(at);
        due.put(ONE_BY_ONE + i, at);
        DeliveryScenario.send(here, senders.get(0), rooms.get(0), ONE_BY_ONE + i);
      }
      Pace.seconds(2);
    }
    figures.put("federation.p50", micros.getValueAtPercentile(50) / 1000.0);
    figures.put("federation.p99", micros.getValueAtPercentile(99) / 1000.0);
  }

  private void join() {
    Population here = new Population(pair.here());
    String room = here.room(here.accounts(scale.foreignMembers()));
    Account guest = new Population(pair.there()).accounts(1).get(0);
    try (Connection connection = new Connection(pair.there())) {
      long begin = System.nanoTime();
      Population.join(connection, room, pair.hereName(), guest);
      figures.put("federation.join", secondsSince(begin));
    }
  }

  /** The time runs from when the reader, whose server is up again, says something. */
  private void catchUp() {
    pair.stopThere();
    List<String> marks;
    try (Crew crew = new Crew(pair.here(), AT_ONCE)) {
      crew.times(ROOMS * MISSED, (connection, number) -> send(connection, number + AWAY));
      marks = marks("away");
    }
    pair.startThere();
    try (Connection there = new Connection(pair.there())) {
      long begin = System.nanoTime();
      DeliveryScenario.send(there, reader, rooms.get(0), 0);
      new Arrivals(there, reader, since).await(marks);
      int read = 0;
      for (String room : rooms) {
        read += new History(there, reader, room).count("bench:" + AWAY / 1_000, MISSED);
      }
      figures.put("federation.catchup", secondsSince(begin));
      figures.put("federation.catchup.lost", ROOMS * MISSED - read);
    }
  }

  private static double secondsSince(long nanoTime) {
    return (System.nanoTime() - nanoTime) / 1e9;
  }
}
