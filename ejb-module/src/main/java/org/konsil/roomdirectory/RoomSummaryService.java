package org.konsil.roomdirectory;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import jakarta.ejb.Stateless;
import jakarta.ejb.TransactionAttribute;
import jakarta.ejb.TransactionAttributeType;
import jakarta.inject.Inject;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.konsil.account.Requester;
import org.konsil.core.error.MatrixException;
import org.konsil.core.event.ClientEvents;
import org.konsil.core.id.RoomAlias;
import org.konsil.core.id.RoomId;
import org.konsil.core.json.Json;
import org.konsil.room.RoomReadService;
import org.konsil.room.RoomState;
import org.konsil.room.StoredEvent;

/**
 * What somebody who might join may know of a room, alone or with the rooms of a space
 * (client-server API, "Room summaries" and "Spaces").
 */
@Stateless
@TransactionAttribute(TransactionAttributeType.SUPPORTS)
public class RoomSummaryService {
  private static final Set<String> MAY_ASK = Set.of("public", "knock", "knock_restricted");
  private static final Set<String> INSIDE = Set.of("join", "invite", "knock");
  private static final String CHILD = "m.space.child";

  @Inject RoomReadService rooms;
  @Inject RoomAliasStore aliases;

  private record Step(RoomId room, int depth) {}

  /**
   * One room.
   *
   * @throws MatrixException M_NOT_FOUND for rooms that do not exist or that the caller may not know
   */
  public ObjectNode summary(Requester requester, String roomIdOrAlias) {
    RoomId room = resolve(roomIdOrAlias);
    RoomState state =
        accessible(requester, room).orElseThrow(() -> MatrixException.notFound("Unknown room"));
    ObjectNode summary = Json.mapper().valueToTree(RoomSummary.of(room, state));
    state
        .membership(requester.user())
        .ifPresent(membership -> summary.put("membership", membership));
    return summary;
  }

  /**
   * A space and what is in it, nearest rooms first.
   *
   * @throws MatrixException M_FORBIDDEN for rooms that the caller may not know; M_INVALID_PARAM
   */
  public ObjectNode hierarchy(Requester requester, RoomId root, HierarchyRequest request) {
    accessible(requester, root)
        .orElseThrow(() -> MatrixException.forbidden("You may not see this room"));
    List<ObjectNode> found = new ArrayList<>();
    Set<RoomId> seen = new HashSet<>(Set.of(root));
    Deque<Step> steps = new ArrayDeque<>(List.of(new Step(root, 0)));
    int wanted = request.offset() + request.size() + 1;
    while (!steps.isEmpty() && found.size() < wanted) {
      Step step = steps.poll();
      Optional<RoomState> state = accessible(requester, step.room());
      if (state.isPresent()) {
        List<StoredEvent> children = children(state.get(), request.suggestedOnly());
        found.add(entry(step.room(), state.get(), children));
        if (step.depth() < request.depth()) {
          children.stream()
              .flatMap(child -> RoomId.find(child.pdu().stateKey().orElseThrow()).stream())
              .filter(seen::add)
              .forEach(child -> steps.add(new Step(child, step.depth() + 1)));
        }
      }
    }
    int from = Math.min(request.offset(), found.size());
    int to = Math.min(from + request.size(), found.size());
    ObjectNode response = Json.object();
    ArrayNode list = response.putArray("rooms");
    found.subList(from, to).forEach(list::add);
    if (to < found.size()) {
      response.put("next_batch", "h" + to);
    }
    return response;
  }

  private static ObjectNode entry(RoomId room, RoomState state, List<StoredEvent> children) {
    ObjectNode entry = Json.mapper().valueToTree(RoomSummary.of(room, state));
    ArrayNode list = entry.putArray("children_state");
    for (StoredEvent child : children) {
      ObjectNode stripped = ClientEvents.stripped(child.pdu());
      stripped.put("origin_server_ts", child.pdu().originServerTs());
      list.add(stripped);
    }
    return entry;
  }

  /** In the order that the space wants: by their order, then by age. */
  private static List<StoredEvent> children(RoomState state, boolean suggestedOnly) {
    return state.events().values().stream()
        .filter(event -> event.pdu().type().equals(CHILD))
        .filter(event -> event.pdu().content().path("via").isArray())
        .filter(event -> !suggestedOnly || event.pdu().content().path("suggested").asBoolean(false))
        .sorted(
            Comparator.comparing((StoredEvent e) -> e.pdu().content().path("order").asText("~"))
                .thenComparing(event -> event.pdu().originServerTs()))
        .toList();
  }

  private Optional<RoomState> accessible(Requester requester, RoomId room) {
    return rooms
        .findState(room)
        .filter(
            state ->
                MAY_ASK.contains(state.joinRule())
                    || state.historyVisibility().equals("world_readable")
                    || state.membership(requester.user()).filter(INSIDE::contains).isPresent()
                    || isInAllowedRoom(requester, room, state));
  }

  private boolean isInAllowedRoom(Requester requester, RoomId room, RoomState state) {
    List<String> allowed = RoomSummary.of(room, state).allowedRooms();
    return allowed != null
        && allowed.stream()
            .flatMap(id -> RoomId.find(id).stream())
            .anyMatch(id -> rooms.isJoined(id, requester.user()));
  }

  private RoomId resolve(String roomIdOrAlias) {
    return roomIdOrAlias.startsWith("#")
        ? aliases
            .find(RoomAlias.parse(roomIdOrAlias))
            .map(RoomAliasStore.Named::room)
            .orElseThrow(() -> MatrixException.notFound("Unknown room"))
        : RoomId.parse(roomIdOrAlias);
  }
}
