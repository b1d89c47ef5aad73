package org.konsil.it.history;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.konsil.it.history.History.Delivery;
import org.konsil.it.history.History.Resumption;
import org.konsil.it.history.History.Send;
import org.konsil.it.history.History.SentToDevice;
import org.konsil.it.history.History.Timeline;

/** Proves a history, or says where it is broken: invariants I1 to I5 and I7 of the design. */
final class HistoryCheck {
  private final History history;
  private final Map<String, RoomOrder> rooms = new HashMap<>();
  private final Set<String> violations = new LinkedHashSet<>();

  private HistoryCheck(History history) {
    this.history = history;
    history.rooms().forEach((room, events) -> rooms.put(room, new RoomOrder(events)));
  }

  /** What is wrong, each with its invariant; nothing when all is well. */
  static List<String> violations(History history) {
    HistoryCheck check = new HistoryCheck(history);
    check.acknowledgedOnce();
    check.repetitionsAreTheSame();
    history.timelines().forEach(check::joinedSawAll);
    history.timelines().forEach(t -> check.inOrder("timeline", t.user(), t.room(), t.events()));
    history.reads().forEach(r -> check.inOrder("page", r.user(), r.room(), r.events()));
    history.resumptions().forEach(check::tokenSkipsNothing);
    history.timelines().forEach(t -> check.nothingHidden(t.user(), t.room(), t.events()));
    history.resumptions().forEach(r -> check.nothingHidden(r.user(), r.room(), r.events()));
    history.reads().forEach(r -> check.nothingHidden(r.user(), r.room(), r.events()));
    history.deliveries().forEach(check::deliveredUntilAcknowledged);
    return List.copyOf(check.violations);
  }

  private void violated(String invariant, Object... what) {
    violations.add(
        invariant
            + ": "
            + List.of(what).stream().map(Object::toString).collect(Collectors.joining(" ")));
  }

  /** I1: what was acknowledged is in its room once, and no other message is there. */
  private void acknowledgedOnce() {
    Map<String, Set<String>> acknowledged = new HashMap<>();
    history
        .sends()
        .forEach(
            send ->
                acknowledged
                    .computeIfAbsent(send.room(), r -> new HashSet<>())
                    .add(send.eventId()));
    rooms.forEach(
        (room, order) -> {
          List<String> messages =
              order.events().stream()
                  .filter(event -> event.type().equals(Event.MESSAGE))
                  .map(Event::id)
                  .toList();
          Set<String> expected = acknowledged.getOrDefault(room, Set.of());
          duplicates(messages).forEach(id -> violated("I1", id, "is twice in", room));
          minus(expected, messages).forEach(id -> violated("I1", id, "is lost from", room));
          minus(messages, expected).forEach(id -> violated("I1", id, "nobody sent to", room));
        });
  }

  /** I2: one transaction of a device is one event. */
  private void repetitionsAreTheSame() {
    Map<List<String>, String> byTransaction = new HashMap<>();
    Map<String, List<String>> byEvent = new HashMap<>();
    for (Send send : history.sends()) {
      List<String> transaction = List.of(send.device(), send.room(), send.txnId());
      String first = byTransaction.putIfAbsent(transaction, send.eventId());
      if (first != null && !first.equals(send.eventId())) {
        violated("I2", transaction, "became", first, "and", send.eventId());
      }
      List<String> other = byEvent.putIfAbsent(send.eventId(), transaction);
      if (other != null && !other.equals(transaction)) {
        violated("I2", send.eventId(), "is the event of", other, "and", transaction);
      }
    }
  }

  /** I1: everything of the time when the user was joined is in the timeline, once. */
  private void joinedSawAll(Timeline timeline) {
    List<String> seen = ids(timeline.events());
    duplicates(seen)
        .forEach(id -> violated("I1", timeline.user(), "saw twice", id, "in", timeline.room()));
    minus(forJoined(timeline.user(), timeline.room()), seen)
        .forEach(id -> violated("I1", timeline.user(), "never saw", id, "in", timeline.room()));
  }

  /** I3: whoever reads a room reads it in the one order that it has. */
  private void inOrder(String what, String user, String room, List<Event> events) {
    int last = -1;
    for (Event event : events) {
      Optional<Integer> place = rooms.get(room).place(event.id());
      if (place.isEmpty()) {
        violated("I3", user, "saw in a", what, event.id(), "which is not in", room);
      } else if (rooms.get(room).isToldByItself(user, place.get())) {
        continue;
      } else if (place.get() < last) {
        violated("I3", user, "saw in a", what, event.id(), "late in", room);
      } else {
        last = place.get();
      }
    }
  }

  /** I4: from a token on comes what its follower saw after it. */
  private void tokenSkipsNothing(Resumption resumed) {
    Timeline followed =
        history.timelines().stream()
            .filter(t -> t.user().equals(resumed.user()) && t.room().equals(resumed.room()))
            .findFirst()
            .orElseThrow();
    Set<String> joined = forJoined(resumed.user(), resumed.room());
    List<String> whole = ids(followed.events());
    List<String> expected = whole.subList(resumed.seen(), whole.size());
    List<String> got = ids(resumed.events());
    duplicates(got).forEach(id -> violated("I4", resumed.user(), "resumed to see twice", id));
    minus(expected, got).stream()
        .filter(joined::contains)
        .forEach(id -> violated("I4", resumed.user(), "resumed and missed", id));
    got.stream()
        .filter(joined::contains)
        .filter(whole.subList(0, resumed.seen())::contains)
        .forEach(id -> violated("I4", resumed.user(), "resumed and saw again", id));
  }

  /** I5: nobody sees what the room's history visibility hides. */
  private void nothingHidden(String user, String room, List<Event> events) {
    RoomOrder order = rooms.get(room);
    for (Event event : events) {
      boolean hidden =
          order
              .place(event.id())
              .filter(place -> !order.mayBeSeenBy(user, place))
              .filter(place -> !order.isToldByItself(user, place))
              .isPresent();
      if (hidden) {
        violated("I5", user, "saw", event.id(), "of", room);
      }
    }
  }

  /** I7: every message comes at least once, and not to a device that has acknowledged it. */
  private void deliveredUntilAcknowledged(String device, List<Delivery> deliveries) {
    Set<String> arrived = new HashSet<>();
    Map<String, Set<String>> upTo = new HashMap<>();
    for (Delivery delivery : deliveries) {
      Set<String> before = upTo.getOrDefault(delivery.since(), Set.of());
      delivery.messages().stream()
          .filter(before::contains)
          .forEach(m -> violated("I7", device, "was sent again", m, "after", delivery.since()));
      Set<String> known = new HashSet<>(before);
      known.addAll(delivery.messages());
      upTo.computeIfAbsent(delivery.next(), next -> new HashSet<>()).addAll(known);
      arrived.addAll(delivery.messages());
    }
    history.sentToDevices().stream()
        .filter(sent -> sent.device().equals(device) && !arrived.contains(sent.message()))
        .map(SentToDevice::message)
        .forEach(message -> violated("I7", device, "never got", message));
  }

  private Set<String> forJoined(String user, String room) {
    RoomOrder order = rooms.get(room);
    return IntStream.range(0, order.events().size())
        .filter(place -> order.isForJoined(user, place))
        .mapToObj(place -> order.events().get(place).id())
        .collect(Collectors.toCollection(LinkedHashSet::new));
  }

  private static List<String> ids(List<Event> events) {
    return events.stream().map(Event::id).toList();
  }

  private static Set<String> minus(Iterable<String> all, Iterable<String> others) {
    Set<String> rest = new LinkedHashSet<>();
    all.forEach(rest::add);
    others.forEach(rest::remove);
    return rest;
  }

  private static List<String> duplicates(List<String> ids) {
    Set<String> seen = new HashSet<>();
    List<String> twice = new ArrayList<>();
    ids.stream().filter(id -> !seen.add(id)).forEach(twice::add);
    return twice;
  }
}
