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
import org.konsil.appservice.AppService;
import org.konsil.appservice.AppServices;
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

  private static final int LONGEST_NETWORK_ID = 255;

  @Inject RoomAliasStore store;
  @Inject RoomReadService rooms;
  @Inject KonsilConfig config;
  @Inject DomainService domains;
  @Inject PolicyService policy;
  @Inject AppServices appServices;
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
    boolean wanted = isPublic(visibility == null ? "public" : visibility);
    boolean may = requester.domainAdmin() || RoomAliasService.mayName(requester, rooms.state(room));
    if (!may) {
      throw MatrixException.forbidden("You may not publish this room");
    }
    if (wanted) {
      store.publish(requester.domain(), room);
    } else {
      store.unpublish(requester.domain(), room);
    }
  }

  /**
   * Lists the room, or takes it off the list, of a third-party network that the calling application
   * service bridges to.
   *
   * @throws MatrixException M_FORBIDDEN for callers that are no application service, and for rooms
   *     in which the service has no user; M_NOT_FOUND; M_MISSING_PARAM, M_INVALID_PARAM
   * @see <a
   *     href="https://spec.matrix.org/v1.19/application-service-api/#published-room-directories">
   *     Published room directories</a>
   */
  public void publishInNetwork(
      Requester requester, String networkId, RoomId room, String visibility) {
    AppService service =
        requester
            .appServiceId()
            .flatMap(appServices::find)
            .orElseThrow(() -> MatrixException.forbidden("Only application services may ask"));
    if (networkId.length() > LONGEST_NETWORK_ID) {
      throw MatrixException.invalidParam("The id of the network is too long");
    }
    if (visibility == null) {
      throw MatrixException.missingParam("visibility is missing");
    }
    boolean wanted = isPublic(visibility);
    if (rooms.state(room).joinedMembers().stream().noneMatch(service::covers)) {
      throw MatrixException.forbidden("The application service has no user in this room");
    }
    if (wanted) {
      store.publish(service.domain(), service.instanceId(networkId), room);
    } else {
      store.unpublish(service.domain(), service.instanceId(networkId), room);
    }
  }

  private static boolean isPublic(String visibility) {
    if (!visibility.equals("public") && !visibility.equals("private")) {
      throw MatrixException.invalidParam("'visibility' is public or private");
    }
    return visibility.equals("public");
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
        listed(domain, request).stream()
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

  private List<RoomId> listed(ServerName domain, PublicRoomsRequest request) {
    if (request.thirdPartyInstanceId() == null) {
      return request.wantsAllNetworks() ? store.publishedAnywhere(domain) : store.published(domain);
    }
    if (request.wantsAllNetworks()) {
      throw MatrixException.invalidParam("Either one network or all of them");
    }
    return store.published(domain, request.thirdPartyInstanceId());
  }

  private void requireToken(Optional<Requester> requester) {
    if (config.timPolicy() && requester.isEmpty()) {
      throw MatrixException.missingToken();
    }
  }
}
