package org.konsil.slidingsync;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.konsil.account.Requester;
import org.konsil.core.event.EventTypes;
import org.konsil.core.event.StateKey;
import org.konsil.core.id.RoomId;
import org.konsil.core.id.UserId;
import org.konsil.core.json.Json;
import org.konsil.push.NotificationCountService;
import org.konsil.push.NotificationCounts;
import org.konsil.room.RoomMembership;
import org.konsil.room.RoomReadService;
import org.konsil.room.event.StoredEvent;
import org.konsil.room.state.RoomState;
import org.konsil.room.visibility.TimelineSlice;
import org.konsil.room.visibility.VisibleTimelineService;
import org.konsil.sync.RoomSummary;
import org.konsil.timeline.ClientEventService;

/** One room as a client of sliding sync gets it. */
@ApplicationScoped
class RoomSection {
  @Inject RoomReadService rooms;
  @Inject VisibleTimelineService timelines;
  @Inject ClientEventService clientEvents;
  @Inject NotificationCountService counts;

  /**
   * What a room is asked for.
   *
   * @param since the position up to which the client has the room; 0 when it is new
   * @param whole whether it is told from the beginning
   * @param live the position where the connection stands: what came later is live
   */
  record Reading(
      Requester requester,
      RoomMembership membership,
      RequiredState state,
      int limit,
      long since,
      boolean whole,
      long live,
      long upTo,
      boolean direct) {
    RoomId room() {
      return membership.room();
    }
  }

  /**
   * The rooms of the readings.
   *
   * @param upTo how far all of them are read
   */
  Map<RoomId, ObjectNode> build(Requester requester, List<Reading> readings, long upTo) {
    List<RoomId> joined =
        readings.stream()
            .filter(reading -> reading.membership().isJoin())
            .map(Reading::room)
            .toList();
    Map<RoomId, NotificationCounts> unread = counts.counts(requester.user(), joined, upTo);
    Map<RoomId, ObjectNode> built = new LinkedHashMap<>();
    for (Reading reading : readings) {
      RoomId room = reading.room();
      built.put(room, build(reading, unread.getOrDefault(room, NotificationCounts.NONE)));
    }
    return built;
  }

  /** A room that the user is not in any more; nothing in it is unread. */
  ObjectNode buildLast(Reading reading) {
    return build(reading, NotificationCounts.NONE);
  }

  private ObjectNode build(Reading reading, NotificationCounts unread) {
    ObjectNode body = Json.object().put("membership", reading.membership().membership());
    if (reading.whole()) {
      body.put("initial", true);
    }
    switch (reading.membership().membership()) {
      case "invite", "knock" -> putStripped(body, reading);
      case "join" -> putRoom(body, reading, reading.upTo(), unread);
      default -> putLeft(body, reading, unread);
    }
    return body;
  }

  /** Who was not in the room before is told no more than that (I5). */
  private void putLeft(ObjectNode body, Reading reading, NotificationCounts unread) {
    RoomMembership membership = reading.membership();
    long left = membership.position();
    if (rooms.stateAt(reading.room(), left - 1).isJoined(membership.user())) {
      putRoom(body, reading, left, unread);
      return;
    }
    body.putArray("required_state");
    ArrayNode timeline = body.putArray("timeline");
    rooms
        .findEvent(reading.room(), membership.eventId())
        .ifPresent(own -> timeline.add(clientEvents.format(reading.requester(), own)));
  }

  private void putStripped(ObjectNode body, Reading reading) {
    ArrayNode state = rooms.strippedState(reading.room(), reading.requester().user());
    body.set("invite_state", state);
    body.set("stripped_state", state);
    body.put("bump_stamp", reading.membership().position());
    body.put("is_dm", reading.direct());
    state.forEach(
        event -> {
          if (event.path("type").asText().equals(EventTypes.NAME)) {
            body.put("name", event.path("content").path("name").asText());
          }
        });
  }

  private void putRoom(ObjectNode body, Reading reading, long upTo, NotificationCounts unread) {
    RoomId room = reading.room();
    UserId reader = reading.requester().user();
    TimelineSlice slice =
        timelines.timeline(
            room, reading.whole() ? 0 : reading.since(), upTo, reading.limit(), reader);
    RoomState state = rooms.stateAt(room, upTo);
    Collection<StoredEvent> told =
        reading.whole() ? state.events().values() : rooms.stateChanges(room, reading.since(), upTo);
    Map<Long, StoredEvent> wanted = new LinkedHashMap<>();
    reading.state().of(told, slice.events()).forEach(event -> wanted.put(event.nid(), event));
    if (!reading.whole() && reading.state().isLazy()) {
      senders(state, slice).forEach(event -> wanted.putIfAbsent(event.nid(), event));
    }
    body.putArray("required_state")
        .addAll(clientEvents.formatState(reading.requester(), wanted.values()));
    body.putArray("timeline").addAll(clientEvents.format(reading.requester(), slice.events()));
    body.put("limited", slice.limited());
    body.put("prev_batch", "t" + slice.start());
    long live = slice.events().stream().filter(event -> event.position() > reading.live()).count();
    body.put("num_live", reading.live() == 0 ? 0 : live);
    body.put("bump_stamp", rooms.lastPosition(room));
    putSummary(body, reading, state);
    body.setAll(unread.roomJson(false));
  }

  private void putSummary(ObjectNode body, Reading reading, RoomState state) {
    state.text(EventTypes.NAME, "name").ifPresent(name -> body.put("name", name));
    state.text("m.room.avatar", "url").ifPresent(url -> body.put("avatar", url));
    body.put("joined_count", state.joinedMembers().size());
    body.put("invited_count", state.usersWith("invite").size());
    body.put("is_dm", reading.direct());
    List<UserId> heroes = RoomSummary.heroes(state, reading.requester().user());
    if (!heroes.isEmpty()) {
      ArrayNode list = body.putArray("heroes");
      heroes.forEach(hero -> putHero(list.addObject(), state, hero));
    }
  }

  private static void putHero(ObjectNode hero, RoomState state, UserId user) {
    hero.put("user_id", user.value());
    state
        .pdu(EventTypes.MEMBER, user.value())
        .map(pdu -> pdu.content())
        .ifPresent(
            content -> {
              if (content.path("displayname").isTextual()) {
                hero.put("displayname", content.path("displayname").asText());
              }
              if (content.path("avatar_url").isTextual()) {
                hero.put("avatar_url", content.path("avatar_url").asText());
              }
            });
  }

  private static List<StoredEvent> senders(RoomState state, TimelineSlice slice) {
    List<StoredEvent> members = new ArrayList<>();
    for (StoredEvent event : slice.events()) {
      StateKey key = new StateKey(EventTypes.MEMBER, event.pdu().sender().value());
      state.find(key.type(), key.key()).ifPresent(members::add);
    }
    return members;
  }
}
