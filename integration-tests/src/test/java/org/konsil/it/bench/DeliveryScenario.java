package org.konsil.it.bench;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import org.HdrHistogram.Histogram;

/**
 * One message every 100 ms into a room of 50 members who all wait in /sync; the time runs from when
 * the message was due, so that a server that falls behind cannot hide it.
 */
final class DeliveryScenario implements Scenario {
  private static final int MEMBERS = 50;
  private static final long EVERY_NANOS = 100_000_000L;

  @Override
  public void run(Target target, Scale scale, Figures figures) throws IOException {
    Population population = new Population(target);
    List<Account> members = population.accounts(MEMBERS);
    String room = population.room(members);
    List<String> since = new ArrayList<>();
    try (Connection connection = new Connection(target)) {
      members.forEach(member -> since.add(Population.since(connection, member)));
      Map<Long, Long> due = new ConcurrentHashMap<>();
      AtomicLong heard = new AtomicLong();
      Histogram micros = new Histogram(600_000_000L, 3);
      long warm = (long) (scale.warmUp() * 10);
      LongPolls.Heard listener =
          (number, at) -> {
            heard.incrementAndGet();
            if (number >= warm) {
              micros.recordValue(Math.max(0, (at - due.get(number)) / 1000));
            }
          };
      long messages = warm + (long) (scale.seconds() * 10);
      try (LongPolls polls = new LongPolls(target, members, since, listener)) {
        Pace.seconds(1);
        long begin = System.nanoTime();
        Processes before = null;
        for (long i = 0; i < messages; i++) {
          long at = begin + i * EVERY_NANOS;
          Pace.until(at);
          if (i == warm) {
            before = Processes.now(target);
          }
          due.put(i, at);
          send(connection, members.get((int) (i % MEMBERS)), room, i);
        }
        Pace.seconds(2);
        Processes used = Processes.now(target).since(before);
        figures.put("delivery.p50", micros.getValueAtPercentile(50) / 1000.0);
        figures.put("delivery.p99", micros.getValueAtPercentile(99) / 1000.0);
        figures.put("delivery.cpu", used.serverCpuMillis() / (messages - warm));
        figures.put("delivery.lost", messages * MEMBERS - heard.get());
      }
    }
  }

  static void send(Connection connection, Account sender, String room, long number) {
    String path = Call.room(room) + "/send/m.room.message/m" + number;
    String body = "{\"msgtype\":\"m.text\",\"body\":\"bench:" + number + "\"}";
    connection.put(path, sender.token(), body).ok();
  }
}
