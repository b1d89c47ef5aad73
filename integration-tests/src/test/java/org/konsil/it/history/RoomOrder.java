package org.konsil.it.history;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A room's events from the first to the last, and what each of them meant to each user. */
final class RoomOrder {
  private final List<Event> events;
  private final Map<String, Integer> places = new HashMap<>();

  RoomOrder(List<Event> events) {
    this.events = events;
    for (int i = 0; i < events.size(); i++) {
      places.put(events.get(i).id(), i);
    }
  }

  List<Event> events() {
    return events;
  }

  /** Counted from 0; empty for what is not in the room. */
  Optional<Integer> place(String eventId) {
    return Optional.ofNullable(places.get(eventId));
  }

  /** Joined when it happened, or by it, or until it: the user's timeline must have it. */
  boolean isForJoined(String user, int place) {
    return membershipBefore(user, place).equals("join")
        || membershipAfter(user, place).equals("join");
  }

  /**
   * What ended an invitation or a knock, or closed the room to who was outside: the user is told of
   * it by itself, whatever the visibility, and it is no piece of the timeline.
   */
  boolean isToldByItself(String user, int place) {
    return events.get(place).isMembershipOf(user) && !isForJoined(user, place);
  }

  /** Client-server API, "Room history visibility", where the rules leave a choice the wider one. */
  boolean mayBeSeenBy(String user, int place) {
    return isForJoined(user, place)
        || mayBeSeen(user, place, visibilityBefore(place))
        || mayBeSeen(user, place, visibilityBefore(place + 1));
  }

  private boolean mayBeSeen(String user, int place, String visibility) {
    return switch (visibility) {
      case "world_readable" -> true;
      case "shared" -> joinsAfter(user, place);
      case "invited" ->
          membershipBefore(user, place).equals("invite")
              || membershipAfter(user, place).equals("invite");
      default -> false;
    };
  }

  private boolean joinsAfter(String user, int place) {
    return events.subList(place, events.size()).stream()
        .anyMatch(event -> event.isMembershipOf(user) && event.says().equals("join"));
  }

  private String membershipAfter(String user, int place) {
    return membershipBefore(user, place + 1);
  }

  private String membershipBefore(String user, int place) {
    for (int i = place - 1; i >= 0; i--) {
      if (events.get(i).isMembershipOf(user)) {
        return events.get(i).says();
      }
    }
    return "leave";
  }

  private String visibilityBefore(int place) {
    for (int i = Math.min(place, events.size()) - 1; i >= 0; i--) {
      if (events.get(i).type().equals(Event.VISIBILITY)) {
        return events.get(i).says();
      }
    }
    return "shared";
  }
}
