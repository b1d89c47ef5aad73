package org.konsil.roomdirectory;

import com.fasterxml.jackson.databind.node.ObjectNode;
import jakarta.ejb.Stateless;
import jakarta.ejb.TransactionAttribute;
import jakarta.ejb.TransactionAttributeType;
import jakarta.enterprise.inject.Instance;
import jakarta.inject.Inject;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.konsil.account.Requester;
import org.konsil.config.DomainService;
import org.konsil.config.KonsilConfig;
import org.konsil.core.error.MatrixException;
import org.konsil.core.id.RoomId;
import org.konsil.core.id.ServerName;
import org.konsil.core.json.Json;
import org.konsil.policy.PolicyService;
import org.konsil.room.RoomReadService;

/**
 * The list of rooms that a domain publishes. It never shows another domain's list, and under the
 * TI-M policy nobody reads it without a token (A_26518).
 */
@Stateless
public class RoomDirectoryService {
  private static final Comparator<RoomSummary> BIGGEST_FIRST =
      Comparator.comparingInt(RoomSummary::joinedMembers)
          .reversed()
          .thenComparing(RoomSummary::roomId);

  @Inject RoomAliasStore store;
  @Inject RoomReadService rooms;
  @Inject KonsilConfig config;
  @Inject DomainService domains;
  @Inject PolicyService policy;
  @Inject Instance<RemoteRoomLists> remote;

  /**
   * Whether the room is listed.
   *
   * @param requester empty when the request carries no token
   * @throws MatrixException M_NOT_FOUND, M_MISSING_TOKEN
   */
  public boolean isPublished(Optional<Requester> requester, ServerName domain, RoomId room) {
    requireToken(requester);
    if (!rooms.exists(room)) {
      throw MatrixException.notFound("Unknown room");
    }
    return store.isPublished(domain, room);
  }

  /**
   * Lists the room or takes it off the list of the caller's domain.
   *
   * @throws MatrixException M_NOT_FOUND; M_FORBIDDEN for callers who may not name the room;
   *     M_INVALID_PARAM for another visibility than public or private
   */
  public void publish(Requester requester, RoomId room, String visibility) {
    String wanted = visibility == null ? "public" : visibility;
    if (!wanted.equals("public") && !wanted.equals("private")) {
      throw MatrixException.invalidParam("'visibility' is public or private");
    }
    boolean may = requester.domainAdmin() || RoomAliasService.mayName(requester, rooms.state(room));
    if (!may) {
      throw MatrixException.forbidden("You may not publish this room");
    }
    if (wanted.equals("public")) {
      store.publish(requester.domain(), room);
    } else {
      store.unpublish(requester.domain(), room);
    }
  }

  /**
   * A page of a list, the rooms with most members first. Blocks while another server is asked.
   *
   * @param server whose list is wanted, null for the own domain's
   * @throws MatrixException M_MISSING_TOKEN; M_FORBIDDEN for the list of another domain of this
   *     deployment; another server's refusal
   */
  @TransactionAttribute(TransactionAttributeType.NOT_SUPPORTED)
  public ObjectNode list(
      Optional<Requester> requester, ServerName domain, String server, PublicRoomsRequest request) {
    requireToken(requester);
    ServerName wanted = server == null ? domain : ServerName.parse(server);
    if (wanted.equals(domain)) {
      return Json.mapper().valueToTree(page(domain, request));
    }
    if (domains.isLocal(wanted) || requester.isEmpty() || !remote.isResolvable()) {
      throw MatrixException.forbidden("Lists of other servers are not offered");
    }
    return remote.get().list(domain, wanted, request);
  }

  /**
   * A page of the list for another server.
   *
   * @throws MatrixException M_FORBIDDEN under the TI-M policy
   */
  public PublicRoomsResponse listForServer(ServerName domain, PublicRoomsRequest request) {
    policy.checkRemoteDirectoryQuery();
    return page(domain, request);
  }

  private PublicRoomsResponse page(ServerName domain, PublicRoomsRequest request) {
    List<RoomSummary> all =
        store.published(domain).stream()
            .flatMap(room -> rooms.findState(room).stream().map(s -> RoomSummary.of(room, s)))
            .filter(request::allows)
            .sorted(BIGGEST_FIRST)
            .toList();
    int from = Math.min(request.offset(), all.size());
    int to = Math.min(from + request.size(), all.size());
    return new PublicRoomsResponse(
        all.subList(from, to),
        to < all.size() ? "p" + to : null,
        from > 0 ? "p" + Math.max(0, from - request.size()) : null,
        all.size());
  }

  private void requireToken(Optional<Requester> requester) {
    if (config.timPolicy() && requester.isEmpty()) {
      throw MatrixException.missingToken();
    }
  }
}
