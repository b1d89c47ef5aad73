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
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.konsil.account.Requester;
import org.konsil.config.DomainService;
import org.konsil.core.error.MatrixException;
import org.konsil.core.event.ClientEvents;
import org.konsil.core.event.EventTypes;
import org.konsil.core.id.RoomId;
import org.konsil.core.id.ServerName;
import org.konsil.core.json.Json;
import org.konsil.room.RoomMembership;
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
  private static final String SPACE = "m.space";
  private static final String CHILD = "m.space.child";
  private static final Pattern ORDER = Pattern.compile("[\\x20-\\x7E]{1,50}");
  private static final String AFTER_ALL = "\u007F";

  @Inject RoomReadService rooms;
  @Inject RoomAddressService addresses;
  @Inject DomainService domains;
  @Inject Instance<RemoteSpaces> remote;

  /**
   * One room. Blocks while other servers are asked about a room that nobody here is in.
   *
   * @param via servers that may be in the room; malformed names are left out
   * @throws MatrixException M_NOT_FOUND for rooms that do not exist or that the caller may not know
   */
  public ObjectNode summary(Requester requester, String roomIdOrAlias, List<String> via) {
    RoomAddressService.Address address = addresses.address(requester, roomIdOrAlias, via);
    ObjectNode summary =
        entry(requester, address.room(), address.via(), others(requester, false), false)
            .orElseThrow(() -> MatrixException.notFound("Unknown room"))
            .deepCopy()
            .without("children_state");
    rooms
        .membership(address.room(), requester.user())
        .ifPresent(membership -> summary.put("membership", membership));
    return summary;
  }

  private RemoteRoomSummaries others(Requester requester, boolean suggestedOnly) {
    return new RemoteRoomSummaries(
        remote.isResolvable() ? remote.get() : RemoteRoomSummaries.nobody(),
        domains,
        requester.domain(),
        suggestedOnly);
  }

  /**
   * A space and what is in it, depth first. Blocks while other servers are asked about rooms that
   * nobody here is in.
   *
   * @throws MatrixException M_FORBIDDEN for rooms that the caller may not know; M_INVALID_PARAM
   */
  public ObjectNode hierarchy(Requester requester, RoomId root, HierarchyRequest request) {
    RemoteRoomSummaries elsewhere = others(requester, request.suggestedOnly());
    HierarchyWalk walk =
        new HierarchyWalk(
            request.depth(),
            (room, via) -> entry(requester, room, via, elsewhere, request.suggestedOnly()));
    List<ObjectNode> found = walk.from(root, request.offset() + request.size() + 1);
    if (found.isEmpty()) {
      throw MatrixException.forbidden("You may not see this room");
    }
    int from = Math.min(request.offset(), found.size());
    int to = Math.min(from + request.size(), found.size());
    ObjectNode response = Json.object();
    ArrayNode list = response.putArray("rooms");
    found.subList(from, to).forEach(list::add);
    if (to < found.size()) {
      response.put("next_batch", request.token(to));
    }
    return response;
  }

  /** What we know of a room that somebody here is in, else what other servers tell of it. */
  private Optional<ObjectNode> entry(
      Requester requester,
      RoomId room,
      List<ServerName> via,
      RemoteRoomSummaries elsewhere,
      boolean suggestedOnly) {
    Optional<ObjectNode> own =
        accessible(requester, room).map(state -> entry(room, state, suggestedOnly));
    if (rooms.isResident(room)) {
      return own;
    }
    Optional<RoomMembership> membership = rooms.findMembership(room, requester.user());
    boolean inside = membership.filter(has -> INSIDE.contains(has.membership())).isPresent();
    Set<ServerName> servers = new LinkedHashSet<>();
    membership.ifPresent(has -> servers.add(has.sender().server()));
    servers.addAll(via);
    room.server().ifPresent(servers::add);
    return elsewhere
        .entry(room, List.copyOf(servers), told -> inside || mayKnow(requester, told))
        .or(() -> own);
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

  /** In the order that the space wants; a room that is no space has none. */
  private static List<StoredEvent> children(RoomState state, boolean suggestedOnly) {
    if (state.text(EventTypes.CREATE, "type").filter(SPACE::equals).isEmpty()) {
      return List.of();
    }
    return state.events().values().stream()
        .filter(event -> event.pdu().type().equals(CHILD))
        .filter(event -> event.pdu().content().path("via").isArray())
        .filter(event -> !suggestedOnly || event.pdu().content().path("suggested").asBoolean(false))
        .sorted(
            Comparator.comparing(RoomSummaryService::order)
                .thenComparing(event -> event.pdu().originServerTs())
                .thenComparing(event -> event.pdu().stateKey().orElse("")))
        .toList();
  }

  /** After all others comes a child without an order, or with one that is none. */
  private static String order(StoredEvent child) {
    String order = child.pdu().content().path("order").asText("");
    return ORDER.matcher(order).matches() ? order : AFTER_ALL;
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
                    || state.usersWith("invite").stream()
                        .anyMatch(invited -> invited.server().equals(server))
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
}
