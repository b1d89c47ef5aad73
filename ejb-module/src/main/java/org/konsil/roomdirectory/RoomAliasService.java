package org.konsil.roomdirectory;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import jakarta.ejb.Stateless;
import jakarta.ejb.TransactionAttribute;
import jakarta.ejb.TransactionAttributeType;
import jakarta.inject.Inject;
import java.time.Clock;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import org.konsil.account.Requester;
import org.konsil.appservice.AppServiceCalls;
import org.konsil.appservice.AppServices;
import org.konsil.core.error.ErrorCode;
import org.konsil.core.error.MatrixException;
import org.konsil.core.event.EventTypes;
import org.konsil.core.id.RoomAlias;
import org.konsil.core.id.RoomId;
import org.konsil.core.id.ServerName;
import org.konsil.core.json.Json;
import org.konsil.participation.RoomStateService;
import org.konsil.room.RoomReadService;
import org.konsil.room.state.RoomState;

/** Room aliases (client-server API, "Room aliases"). Each domain has its own. */
@Stateless
public class RoomAliasService {
  @Inject RoomAliasStore store;
  @Inject RoomReadService rooms;
  @Inject AppServices appServices;
  @Inject AppServiceCalls appServiceCalls;
  @Inject RoomStateService states;
  @Inject Clock clock;

  /** Where an alias leads, and the servers that are in the room. */
  public record Resolved(@JsonProperty("room_id") String roomId, List<String> servers) {}

  /**
   * Names a room that the caller is in; an application service names any that somebody of its
   * domain is in.
   *
   * @throws MatrixException M_UNKNOWN with status 409 when the name is taken; M_INVALID_PARAM for
   *     another domain's name; M_FORBIDDEN for rooms that the caller is not in
   */
  public void set(Requester requester, RoomAlias alias, RoomId room) {
    requireOwnDomain(requester, alias);
    requireUnreserved(appServices, requester, alias);
    requireInside(requester, room);
    if (!store.insert(alias, room, requester.user(), clock.instant())) {
      throw MatrixException.of(ErrorCode.M_UNKNOWN, "The room alias is taken").status(409);
    }
  }

  /**
   * Where a name leads; an application service that covers an unknown one may make its room first.
   *
   * @throws MatrixException M_NOT_FOUND when the name leads nowhere
   */
  @TransactionAttribute(TransactionAttributeType.NOT_SUPPORTED)
  public Resolved resolve(RoomAlias alias) {
    RoomId room = find(alias).orElseThrow(RoomAliasService::unknown);
    List<String> servers =
        rooms.joinedMembers(room).stream().map(user -> user.server().value()).distinct().toList();
    return new Resolved(
        room.value(), servers.isEmpty() ? List.of(alias.server().value()) : servers);
  }

  /**
   * As {@link #resolve}, for another server: names of the asked domain alone.
   *
   * @throws MatrixException M_NOT_FOUND
   */
  @TransactionAttribute(TransactionAttributeType.NOT_SUPPORTED)
  public Resolved resolveOf(ServerName domain, RoomAlias alias) {
    if (!alias.server().equals(domain)) {
      throw MatrixException.notFound("Room alias not found");
    }
    return resolve(alias);
  }

  /**
   * Takes a name away: by who gave it, by who may set the room's canonical alias, or by an
   * administrator of the domain.
   *
   * @throws MatrixException M_NOT_FOUND, M_FORBIDDEN
   */
  public void delete(Requester requester, RoomAlias alias) {
    requireOwnDomain(requester, alias);
    RoomAliasStore.Named named = get(alias);
    boolean may =
        named.creator().equals(requester.user())
            || requester.domainAdmin()
            || rooms.findState(named.room()).filter(state -> mayName(requester, state)).isPresent();
    if (!may) {
      throw MatrixException.forbidden("You may not delete this room alias");
    }
    store.delete(alias);
    rooms
        .findState(named.room())
        .filter(state -> mayName(requester, state))
        .ifPresent(state -> forget(requester, named.room(), state, alias));
  }

  /** Takes a deleted name out of the room's canonical alias, as the specification recommends. */
  private void forget(Requester requester, RoomId room, RoomState state, RoomAlias alias) {
    ObjectNode content =
        state
            .pdu(EventTypes.CANONICAL_ALIAS, "")
            .map(pdu -> pdu.content().deepCopy())
            .orElseGet(Json::object);
    boolean named = false;
    if (content.path("alias").asText("").equals(alias.value())) {
      content.remove("alias");
      named = true;
    }
    for (Iterator<JsonNode> it = content.path("alt_aliases").iterator(); it.hasNext(); ) {
      if (it.next().asText("").equals(alias.value())) {
        it.remove();
        named = true;
      }
    }
    if (named) {
      states.set(requester, room, EventTypes.CANONICAL_ALIAS, "", content);
    }
  }

  /**
   * The names that the caller's domain has for a room.
   *
   * @throws MatrixException M_FORBIDDEN unless the caller is in the room or everybody may read it
   */
  public List<String> local(Requester requester, RoomId room) {
    rooms
        .findState(room)
        .filter(
            state ->
                state.isJoined(requester.user())
                    || state.historyVisibility().equals("world_readable"))
        .orElseThrow(() -> MatrixException.forbidden("You are not in this room"));
    return ofDomain(requester.domain(), room);
  }

  /** The names that a domain has for a room; for other capabilities. */
  public List<String> ofDomain(ServerName domain, RoomId room) {
    return store.ofRoom(room).stream()
        .filter(alias -> alias.server().equals(domain))
        .map(RoomAlias::value)
        .toList();
  }

  /** Takes a domain's names from a room, and the room from its list; for other capabilities. */
  public void forget(ServerName domain, RoomId room) {
    ofDomain(domain, room).stream().map(RoomAlias::parse).forEach(store::delete);
    store.unpublish(domain, room);
  }

  /** Takes all names and lists of a domain that ends. */
  public void forgetAll(ServerName domain) {
    store.deleteOf(domain);
  }

  /**
   * @throws MatrixException M_EXCLUSIVE when an application service has the alias for itself, or
   *     the caller is one and the alias not in its namespaces
   */
  static void requireUnreserved(AppServices appServices, Requester requester, RoomAlias alias) {
    boolean foreign =
        requester
            .appServiceId()
            .flatMap(appServices::find)
            .filter(service -> !service.covers(alias))
            .isPresent();
    if (foreign || appServices.isReserved(alias, requester.appServiceId())) {
      throw MatrixException.of(
          ErrorCode.M_EXCLUSIVE, "The room alias is not in a namespace of the caller's");
    }
  }

  static boolean mayName(Requester requester, RoomState state) {
    return state.isJoined(requester.user())
        && state.powerLevels().ofUser(requester.user())
            >= state.powerLevels().forEvent(EventTypes.CANONICAL_ALIAS, true);
  }

  /** As {@link #resolve}, only the room. */
  @TransactionAttribute(TransactionAttributeType.NOT_SUPPORTED)
  public Optional<RoomId> find(RoomAlias alias) {
    return store
        .find(alias)
        .or(() -> appServiceCalls.offer(alias) ? store.find(alias) : Optional.empty())
        .map(RoomAliasStore.Named::room);
  }

  private RoomAliasStore.Named get(RoomAlias alias) {
    return store.find(alias).orElseThrow(RoomAliasService::unknown);
  }

  private static MatrixException unknown() {
    return MatrixException.notFound("Room alias not found");
  }

  private void requireInside(Requester requester, RoomId room) {
    boolean inside =
        requester.appServiceId().isEmpty()
            ? rooms.isJoined(room, requester.user())
            : rooms.joinedMembers(room).stream()
                .anyMatch(member -> member.server().equals(requester.domain()));
    if (!inside) {
      throw MatrixException.forbidden("You are not in this room");
    }
  }

  private static void requireOwnDomain(Requester requester, RoomAlias alias) {
    if (!alias.server().equals(requester.domain())) {
      throw MatrixException.invalidParam("Room aliases are kept in your own domain");
    }
  }
}
