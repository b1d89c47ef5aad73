package org.konsil.roomdirectory;

import jakarta.ejb.Stateless;
import jakarta.ejb.TransactionAttribute;
import jakarta.ejb.TransactionAttributeType;
import jakarta.inject.Inject;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.konsil.account.Requester;
import org.konsil.config.DomainService;
import org.konsil.core.error.MatrixException;
import org.konsil.core.id.RoomAlias;
import org.konsil.core.id.RoomId;
import org.konsil.core.id.ServerName;
import org.konsil.participation.RoomEntranceService;

/**
 * Entering rooms that the client names by id or by alias, and where aliases of all servers lead.
 * May ask other servers, so it runs in no transaction.
 */
@Stateless
@TransactionAttribute(TransactionAttributeType.NOT_SUPPORTED)
public class RoomAddressService {
  private static final int MAX_VIA = 20;

  @Inject RoomEntranceService entrance;
  @Inject RoomAliasService aliases;
  @Inject RemoteAliases remoteAliases;
  @Inject DomainService domains;

  /** A room, and servers that may be in it. */
  public record Address(RoomId room, List<ServerName> via) {}

  /**
   * @param via servers that may be in the room; malformed names are left out
   * @throws MatrixException M_NOT_FOUND, M_FORBIDDEN, or M_INVALID_PARAM for a malformed name
   */
  public RoomId join(
      Requester requester, String roomIdOrAlias, List<String> via, Optional<String> reason) {
    Address address = address(requester, roomIdOrAlias, via);
    return entrance.join(requester, address.room(), address.via(), reason);
  }

  /** As {@link #join}. */
  public RoomId knock(
      Requester requester, String roomIdOrAlias, List<String> via, Optional<String> reason) {
    Address address = address(requester, roomIdOrAlias, via);
    return entrance.knock(requester, address.room(), address.via(), reason);
  }

  /**
   * @param own the domain that asks for another server's alias
   * @throws MatrixException M_NOT_FOUND when the name leads nowhere
   */
  public RoomAliasService.Resolved resolve(ServerName own, RoomAlias alias) {
    return domains.isLocal(alias.server())
        ? aliases.resolve(alias)
        : remoteAliases.resolve(own, alias);
  }

  /** Where an id or an alias leads; {@code via}: names that the client gives beside. */
  public Address address(Requester requester, String roomIdOrAlias, List<String> via) {
    List<ServerName> servers = new ArrayList<>(names(via));
    if (!roomIdOrAlias.startsWith("#")) {
      return new Address(RoomId.parse(roomIdOrAlias), servers);
    }
    RoomAliasService.Resolved resolved =
        resolve(requester.domain(), RoomAlias.parse(roomIdOrAlias));
    servers.addAll(names(resolved.servers()));
    return new Address(RoomId.parse(resolved.roomId()), servers);
  }

  private static List<ServerName> names(List<String> texts) {
    return texts.stream().limit(MAX_VIA).flatMap(text -> ServerName.find(text).stream()).toList();
  }
}
