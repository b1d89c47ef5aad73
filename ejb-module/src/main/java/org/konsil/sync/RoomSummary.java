package org.konsil.sync;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.konsil.core.id.UserId;
import org.konsil.core.json.Json;
import org.konsil.room.state.RoomState;

/** What a client needs to name a room whose members it does not know (RoomSummary of GET /sync). */
public final class RoomSummary {
  private static final int MAX_HEROES = 5;

  private RoomSummary() {}

  static ObjectNode of(RoomState state, UserId reader) {
    ObjectNode summary = Json.object();
    summary.put("m.joined_member_count", state.joinedMembers().size());
    summary.put("m.invited_member_count", state.usersWith("invite").size());
    if (!isNamed(state)) {
      ArrayNode heroes = summary.putArray("m.heroes");
      heroes(state, reader).forEach(hero -> heroes.add(hero.value()));
    }
    return summary;
  }

  /** The first five others that are joined or invited, else of those who have left. */
  public static List<UserId> heroes(RoomState state, UserId reader) {
    if (isNamed(state)) {
      return List.of();
    }
    List<UserId> present = first(state, reader, "join", "invite");
    return present.isEmpty() ? first(state, reader, "leave", "ban") : present;
  }

  private static boolean isNamed(RoomState state) {
    return isSet(state, "m.room.name", "name") || isSet(state, "m.room.canonical_alias", "alias");
  }

  private static boolean isSet(RoomState state, String type, String field) {
    return state.text(type, field).filter(text -> !text.isEmpty()).isPresent();
  }

  private static List<UserId> first(RoomState state, UserId reader, String... memberships) {
    List<UserId> users = new ArrayList<>();
    for (String membership : memberships) {
      users.addAll(state.usersWith(membership));
    }
    users.remove(reader);
    users.sort(Comparator.comparingLong(user -> position(state, user)));
    return users.subList(0, Math.min(MAX_HEROES, users.size()));
  }

  private static long position(RoomState state, UserId user) {
    return state.find("m.room.member", user.value()).map(event -> event.position()).orElse(0L);
  }
}
