package org.konsil.slidingsync;

import com.fasterxml.jackson.databind.JsonNode;
import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.konsil.account.Requester;
import org.konsil.accountdata.AccountDataService;
import org.konsil.core.error.MatrixException;
import org.konsil.core.event.EventTypes;
import org.konsil.core.id.RoomId;
import org.konsil.room.RoomMembership;
import org.konsil.room.RoomReadService;

/** Which rooms are in a list, the most recent first, and which of them its windows show. */
@ApplicationScoped
class RoomLists {
  private static final int TYPES = 200_000;
  private static final String NONE = "";

  /** The type of a room never changes. */
  private final Cache<RoomId, String> types = Caffeine.newBuilder().maximumSize(TYPES).build();

  @Inject RoomReadService rooms;
  @Inject AccountDataService accountData;

  /** The rooms that the user is in or invited to, sorted once for all lists. */
  List<RoomMembership> sorted(List<RoomMembership> memberships) {
    record Recent(RoomMembership membership, long position) {}
    List<Recent> recent = new ArrayList<>();
    Map<RoomId, Long> last =
        rooms.lastPositions(
            memberships.stream().filter(RoomMembership::isJoin).map(RoomMembership::room).toList());
    for (RoomMembership membership : memberships) {
      switch (membership.membership()) {
        case "join" -> recent.add(new Recent(membership, last.getOrDefault(membership.room(), 0L)));
        case "invite", "knock" -> recent.add(new Recent(membership, membership.position()));
        default -> {
          // left rooms are in no list
        }
      }
    }
    recent.sort(Comparator.comparingLong(Recent::position).reversed());
    return recent.stream().map(Recent::membership).toList();
  }

  /** Those that the filters of a list let pass. */
  List<RoomMembership> filtered(
      Requester requester, List<RoomMembership> sorted, JsonNode filters) {
    if (filters == null || filters.isEmpty()) {
      return sorted;
    }
    Set<RoomId> direct = filters.has("is_dm") ? directRooms(requester) : Set.of();
    return sorted.stream()
        .filter(m -> equal(filters, "is_invite", () -> m.membership().equals("invite")))
        .filter(m -> equal(filters, "is_dm", () -> direct.contains(m.room())))
        .filter(m -> equal(filters, "is_encrypted", () -> isEncrypted(m.room())))
        .filter(m -> allowsType(filters, m.room()))
        .filter(m -> allowsName(filters, m.room()))
        .filter(m -> allowsTags(requester, filters, m.room()))
        .toList();
  }

  /** The rooms within a window of a list. */
  static List<RoomMembership> inside(List<Integer> window, List<RoomMembership> filtered) {
    if (window.size() != 2 || window.get(0) < 0 || window.get(1) < window.get(0)) {
      throw MatrixException.invalidParam("A range is a first and a last index");
    }
    int from = Math.min(window.get(0), filtered.size());
    int to = (int) Math.min(window.get(1) + 1L, filtered.size());
    return filtered.subList(from, to);
  }

  /** Rooms that the user calls direct chats. */
  Set<RoomId> directRooms(Requester requester) {
    Set<RoomId> direct = new HashSet<>();
    accountData
        .find(requester.user(), Optional.empty(), "m.direct")
        .ifPresent(
            content ->
                content.forEach(
                    list ->
                        list.forEach(room -> RoomId.find(room.asText()).ifPresent(direct::add))));
    return direct;
  }

  private interface Fact {
    boolean holds();
  }

  /** Asks for the fact only when the filter is set. */
  private static boolean equal(JsonNode filters, String name, Fact fact) {
    JsonNode wanted = filters.path(name);
    return !wanted.isBoolean() || wanted.asBoolean() == fact.holds();
  }

  private boolean isEncrypted(RoomId room) {
    return rooms.findState(room).filter(state -> state.isEncrypted()).isPresent();
  }

  private boolean allowsType(JsonNode filters, RoomId room) {
    JsonNode wanted = filters.path("room_types");
    JsonNode unwanted = filters.path("not_room_types");
    if (!wanted.isArray() && !unwanted.isArray()) {
      return true;
    }
    String type = types.get(room, this::type);
    return (!wanted.isArray() || names(wanted, type)) && !names(unwanted, type);
  }

  private String type(RoomId room) {
    return rooms
        .findState(room)
        .flatMap(state -> state.text(EventTypes.CREATE, "type"))
        .orElse(NONE);
  }

  /** Null in the list means rooms without a type. */
  private static boolean names(JsonNode list, String type) {
    for (JsonNode entry : list) {
      if (entry.isNull() ? type.equals(NONE) : entry.asText().equals(type)) {
        return true;
      }
    }
    return false;
  }

  private boolean allowsName(JsonNode filters, RoomId room) {
    String part = filters.path("room_name_like").asText("").toLowerCase(Locale.ROOT);
    return part.isEmpty()
        || rooms
            .findState(room)
            .flatMap(state -> state.text(EventTypes.NAME, "name"))
            .filter(name -> name.toLowerCase(Locale.ROOT).contains(part))
            .isPresent();
  }

  private boolean allowsTags(Requester requester, JsonNode filters, RoomId room) {
    JsonNode wanted = filters.path("tags");
    JsonNode unwanted = filters.path("not_tags");
    if (!wanted.isArray() && !unwanted.isArray()) {
      return true;
    }
    Set<String> tags = new HashSet<>();
    accountData.tags(requester, room).fieldNames().forEachRemaining(tags::add);
    return (!wanted.isArray() || hasOne(wanted, tags)) && !hasOne(unwanted, tags);
  }

  private static boolean hasOne(JsonNode names, Set<String> tags) {
    for (JsonNode name : names) {
      if (tags.contains(name.asText())) {
        return true;
      }
    }
    return false;
  }
}
