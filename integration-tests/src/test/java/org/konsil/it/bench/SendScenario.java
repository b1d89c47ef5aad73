package org.konsil.it.bench;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.konsil.it.bench.Crew.Done;

/**
 * Messages of about 60 characters, 32 requests at a time: over ten rooms of ten members, then into
 * one of them; afterwards the history of that room is read backwards.
 */
final class SendScenario implements Scenario {
  private static final int AT_ONCE = 32;
  private static final int ROOMS = 10;
  private static final int MEMBERS = 10;
  private static final int READERS = 4;

  /** The second compiler is busy with the path for about so many. */
  private static final int WARM_SENDS = 40_000;

  /** Transaction ids of one section must not be those of another. */
  private static final long WARM = 2_000_000_000L;

  private static final long HOT = 1_000_000_000L;

  private record Room(String path, List<Account> members) {
    void send(Connection connection, long number) {
      String token = members.get((int) (number / ROOMS % MEMBERS)).token();
      String body =
          "{\"msgtype\":\"m.text\",\"body\":\"Blood count of bed "
              + number
              + " is there, please have a look\"}";
      connection.put(path + "/send/m.room.message/t" + number, token, body).ok();
    }
  }

  @Override
  public void run(Target target, Scale scale, Figures figures) {
    List<Room> rooms = rooms(target);
    try (Crew crew = new Crew(target, AT_ONCE)) {
      crew.warmUp(
          scale.warmUp(), WARM_SENDS, (c, n) -> rooms.get((int) (n % ROOMS)).send(c, n + WARM));
      Processes before = Processes.now(target);
      Done many =
          crew.forSeconds(scale.seconds(), (c, n) -> rooms.get((int) (n % ROOMS)).send(c, n));
      Processes used = Processes.now(target).since(before);
      figures.put("send.rate", many.perSecond());
      figures.put("send.p50", many.percentileMillis(50));
      figures.put("send.p99", many.percentileMillis(99));
      figures.put("send.cpu", used.serverCpuMillis() / many.count());
      figures.put("send.cpu.database", used.databaseCpuMillis() / many.count());
      Done one = crew.forSeconds(scale.seconds(), (c, n) -> rooms.get(0).send(c, n + HOT));
      figures.put("send.one.rate", one.perSecond());
      figures.put("send.one.p99", one.percentileMillis(99));
    }
    figures.put("history.rate", history(target, scale, rooms.get(0)));
  }

  private static List<Room> rooms(Target target) {
    Population population = new Population(target);
    List<Account> accounts = population.accounts(ROOMS * MEMBERS);
    List<Room> rooms = new ArrayList<>();
    for (int i = 0; i < ROOMS; i++) {
      List<Account> members = accounts.subList(i * MEMBERS, (i + 1) * MEMBERS);
      rooms.add(new Room(Call.room(population.room(members)), members));
    }
    return rooms;
  }

  /**
   * Events per second, in pages of 100, by a few readers who each go back from the end of the room
   * and begin again at its start.
   */
  private static double history(Target target, Scale scale, Room room) {
    AtomicLong events = new AtomicLong();
    String[] from = new String[READERS];
    Crew.Work page =
        (connection, number) -> events.addAndGet(page(connection, room, from, (int) number));
    try (Crew crew = new Crew(target, READERS)) {
      crew.warmUp(scale.warmUp() / 2, WARM_SENDS / 40, page);
      events.set(0);
      Done pages = crew.forSeconds(scale.seconds() / 2, page);
      return events.get() / pages.seconds();
    }
  }

  /** Readers take turns: page {@code number} belongs to one of them, who goes on from the last. */
  private static int page(Connection connection, Room room, String[] from, int number) {
    int reader = number % READERS;
    String token = room.members().get(reader).token();
    String path = room.path() + "/messages?dir=b&limit=100";
    String start = from[reader] == null ? "" : "&from=" + Call.encode(from[reader]);
    var page = connection.get(path + start, token).ok().json();
    from[reader] = page.path("end").textValue();
    return page.path("chunk").size();
  }
}
