package org.konsil.roomdirectory;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import jakarta.ejb.Stateless;
import jakarta.ejb.TransactionAttribute;
import jakarta.ejb.TransactionAttributeType;
import jakarta.enterprise.inject.Instance;
import jakarta.inject.Inject;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.konsil.account.Requester;
import org.konsil.config.DomainService;
import org.konsil.core.error.MatrixException;
import org.konsil.core.event.ClientEvents;
import org.konsil.core.id.RoomAlias;
import org.konsil.core.id.RoomId;
import org.konsil.core.id.ServerName;
import org.konsil.core.json.Json;
import org.konsil.room.RoomReadService;
import org.konsil.room.event.StoredEvent;
import org.konsil.room.state.RoomState;

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
  @Inject DomainService domains;
  @Inject Instance<RemoteSpaces> remote;

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
   * A space and what is in it, nearest rooms first. Blocks while other servers are asked about
   * rooms that nobody here is in.
   *
   * @throws MatrixException M_FORBIDDEN for rooms that the caller may not know; M_INVALID_PARAM
   */
  public ObjectNode hierarchy(Requester requester, RoomId root, HierarchyRequest request) {
    accessible(requester, root)
        .orElseThrow(() -> MatrixException.forbidden("You may not see this room"));
    RemoteRoomSummaries elsewhere =
        new RemoteRoomSummaries(
            remote.isResolvable() ? remote.get() : RemoteRoomSummaries.nobody(),
            domains,
            requester.domain(),
            request.suggestedOnly());
    HierarchyWalk walk =
        new HierarchyWalk(
            request.depth(),
            (room, via) ->
                rooms.exists(room)
                    ? accessible(requester, room)
                        .map(state -> entry(room, state, request.suggestedOnly()))
                    : elsewhere.entry(room, via, summary -> mayKnow(requester, summary)));
    List<ObjectNode> found = walk.from(root, request.offset() + request.size() + 1);
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

  /**
   * A room and its children for another server: those that it could join or look into.
   *
   * @throws MatrixException M_NOT_FOUND for a room that the server may not know
   */
  public ObjectNode hierarchyForServer(ServerName server, RoomId root, boolean suggestedOnly) {
    RoomState state =
        accessible(server, root).orElseThrow(() -> MatrixException.notFound("Unknown room"));
    ObjectNode answer = Json.object();
    answer.set("room", entry(root, state, suggestedOnly));
    ArrayNode children = answer.putArray("children");
    ArrayNode inaccessible = answer.putArray("inaccessible_children");
    for (StoredEvent child : children(state, suggestedOnly)) {
      Optional<RoomId> room =
          RoomId.find(child.pdu().stateKey().orElseThrow()).filter(rooms::exists);
      Optional<RoomState> known = room.flatMap(id -> accessible(server, id));
      if (known.isPresent()) {
        children.add(Json.mapper().<JsonNode>valueToTree(RoomSummary.of(room.get(), known.get())));
      } else {
        room.ifPresent(id -> inaccessible.add(id.value()));
      }
    }
    return answer;
  }

  private static ObjectNode entry(RoomId room, RoomState state, boolean suggestedOnly) {
    ObjectNode entry = Json.mapper().valueToTree(RoomSummary.of(room, state));
    ArrayNode list = entry.putArray("children_state");
    for (StoredEvent child : children(state, suggestedOnly)) {
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
                isOpen(state)
                    || state.membership(requester.user()).filter(INSIDE::contains).isPresent()
                    || isInAllowedRoom(requester, room, state));
  }

  /** As for one of its users who is in every room that the server is in. */
  private Optional<RoomState> accessible(ServerName server, RoomId room) {
    return rooms
        .findState(room)
        .filter(
            state ->
                isOpen(state)
                    || state.joinedServers().contains(server)
                    || isInAllowedRoom(server, room, state));
  }

  private static boolean isOpen(RoomState state) {
    return MAY_ASK.contains(state.joinRule()) || state.historyVisibility().equals("world_readable");
  }

  private boolean isInAllowedRoom(ServerName server, RoomId room, RoomState state) {
    List<String> allowed = RoomSummary.of(room, state).allowedRooms();
    return allowed != null
        && allowed.stream()
            .flatMap(id -> RoomId.find(id).flatMap(rooms::findState).stream())
            .anyMatch(other -> other.joinedServers().contains(server));
  }

  /** What another server says of a room decides as our own state would. */
  private boolean mayKnow(Requester requester, ObjectNode summary) {
    if (MAY_ASK.contains(summary.path("join_rule").asText("public"))
        || summary.path("world_readable").asBoolean(false)) {
      return true;
    }
    for (JsonNode allowed : summary.path("allowed_room_ids")) {
      boolean inside =
          RoomId.find(allowed.textValue())
              .filter(room -> rooms.isJoined(room, requester.user()))
              .isPresent();
      if (inside) {
        return true;
      }
    }
    return false;
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
