package org.konsil.it.history;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.Callable;
import org.konsil.it.support.MatrixClient;

/**
 * Follows one user's rooms as a client does: sync after sync, and where a timeline is limited,
 * backwards through the gap. Notes every event in the order of arrival, so that one that comes
 * twice is there twice. Not for several threads.
 */
final class Follower {
  private static final Duration WAIT = Duration.ofSeconds(3);

  private final MatrixClient client;
  private final Syncs syncs;
  private final Traffic traffic;
  private final Map<String, List<Event>> rooms = new LinkedHashMap<>();
  private final Set<String> joined = new HashSet<>();
  private final List<History.Delivery> deliveries = new ArrayList<>();
  private final List<Mark> marks = new ArrayList<>();
  private String since;

  /** How a sync is made: GET /sync or a frame on the socket. */
  interface Syncs {
    /**
     * @param since empty for the first
     */
    JsonNode sync(String since, Duration timeout);
  }

  /** What had been seen when a token was handed out, and the rooms that the user was in. */
  private record Mark(String token, Map<String, Integer> seen, Set<String> joined) {}

  Follower(MatrixClient client, Syncs syncs, Traffic traffic) {
    this.client = client;
    this.syncs = syncs;
    this.traffic = traffic;
    this.since = "";
  }

  /** The client as it was when it was given a token. */
  private Follower at(Mark mark) {
    Follower earlier = new Follower(client, syncs, traffic);
    earlier.since = mark.token();
    earlier.joined.addAll(mark.joined());
    mark.seen()
        .forEach(
            (room, seen) ->
                earlier.rooms.put(room, new ArrayList<>(rooms.get(room).subList(0, seen))));
    return earlier;
  }

  /** Follows until the clients have ended. */
  Callable<Void> untilEnded(Callable<Boolean> ended) {
    return () -> {
      while (!ended.call()) {
        step(WAIT);
      }
      return null;
    };
  }

  /** Steps until a sync brings nothing new. */
  void catchUp() {
    while (step(Duration.ZERO)) {
      // there may be more
    }
  }

  List<History.Timeline> timelines() {
    return rooms.entrySet().stream()
        .map(room -> new History.Timeline(client.userId(), room.getKey(), room.getValue()))
        .toList();
  }

  String user() {
    return client.userId();
  }

  List<History.Delivery> deliveries() {
    return deliveries;
  }

  /** Goes on once more from some of the tokens that this follower was given. */
  List<History.Resumption> resume(int times, Random random) {
    List<History.Resumption> resumptions = new ArrayList<>();
    for (int i = 0; i < times; i++) {
      Mark mark = marks.get(random.nextInt(marks.size()));
      Follower again = at(mark);
      again.catchUp();
      for (String room : rooms.keySet()) {
        int seen = mark.seen().getOrDefault(room, 0);
        List<Event> read = again.rooms.getOrDefault(room, List.of());
        List<Event> after = read.subList(seen, read.size());
        resumptions.add(new History.Resumption(client.userId(), room, seen, after));
      }
    }
    return resumptions;
  }

  /** One sync and the gaps it leaves; whether it brought events. */
  private boolean step(Duration timeout) {
    JsonNode answer = traffic.persist(() -> syncs.sync(since, timeout));
    int before = count();
    JsonNode sections = answer.path("rooms");
    for (var room : sections.path("join").properties()) {
      read(room.getKey(), room.getValue().path("timeline"));
      joined.add(room.getKey());
    }
    for (var room : sections.path("leave").properties()) {
      read(room.getKey(), room.getValue().path("timeline"));
      joined.remove(room.getKey());
    }
    sections.path("invite").fieldNames().forEachRemaining(joined::remove);
    List<String> messages = new ArrayList<>();
    answer
        .path("to_device")
        .path("events")
        .forEach(event -> messages.add(event.path("content").path("n").asText()));
    String next = answer.path("next_batch").asText();
    deliveries.add(new History.Delivery(since, next, messages));
    since = next;
    Map<String, Integer> seen = new HashMap<>();
    rooms.forEach((room, events) -> seen.put(room, events.size()));
    marks.add(new Mark(next, seen, Set.copyOf(joined)));
    return count() > before || !messages.isEmpty();
  }

  private void read(String room, JsonNode timeline) {
    List<Event> all = rooms.computeIfAbsent(room, unknown -> new ArrayList<>());
    List<Event> told = new ArrayList<>();
    if (timeline.path("limited").asBoolean() && !since.isEmpty()) {
      String from = timeline.path("prev_batch").asText();
      String to = joined.contains(room) ? since : "";
      told.addAll(traffic.persist(() -> Pages.backwards(client, room, from, to, 50)));
    }
    timeline.path("events").forEach(event -> told.add(Event.of(event)));
    all.addAll(hasStayedIn(room, told) ? told : told.subList(known(told, all), told.size()));
  }

  /**
   * Who leaves and comes back between two syncs is told the room anew, as after any other leave.
   */
  private boolean hasStayedIn(String room, List<Event> told) {
    return joined.contains(room)
        && told.stream()
            .noneMatch(event -> event.isMembershipOf(user()) && !event.says().equals("join"));
  }

  /**
   * A room that the user comes into is told from its newest events back, whatever the token, and
   * what was missed before the user was away is read back: up to where is it a repetition?
   */
  private static int known(List<Event> told, List<Event> seen) {
    int known = told.size();
    while (known > 0 && !seen.contains(told.get(known - 1))) {
      known--;
    }
    return known;
  }

  private int count() {
    return rooms.values().stream().mapToInt(List::size).sum();
  }
}
