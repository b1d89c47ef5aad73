package org.konsil.roomdirectory;

import jakarta.ejb.Stateless;
import jakarta.ejb.TransactionAttribute;
import jakarta.ejb.TransactionAttributeType;
import jakarta.inject.Inject;
import java.util.Optional;
import org.konsil.account.Requester;
import org.konsil.core.error.MatrixException;
import org.konsil.core.id.RoomAlias;
import org.konsil.core.id.RoomId;
import org.konsil.participation.MembershipService;

/**
 * Entering rooms that the client names by id or by alias. Looking an alias up may need others, so
 * the transaction begins only with the membership.
 */
@Stateless
@TransactionAttribute(TransactionAttributeType.NOT_SUPPORTED)
public class RoomAddressService {
  @Inject MembershipService memberships;
  @Inject RoomAliasService aliases;

  /**
   * @throws MatrixException M_NOT_FOUND, M_FORBIDDEN, or M_INVALID_PARAM for a malformed name
   */
  public RoomId join(Requester requester, String roomIdOrAlias, Optional<String> reason) {
    return memberships.join(requester, resolve(roomIdOrAlias), reason);
  }

  /**
   * @throws MatrixException M_NOT_FOUND, M_FORBIDDEN, or M_INVALID_PARAM for a malformed name
   */
  public RoomId knock(Requester requester, String roomIdOrAlias, Optional<String> reason) {
    return memberships.knock(requester, resolve(roomIdOrAlias), reason);
  }

  private RoomId resolve(String roomIdOrAlias) {
    if (!roomIdOrAlias.startsWith("#")) {
      return RoomId.parse(roomIdOrAlias);
    }
    return aliases
        .find(RoomAlias.parse(roomIdOrAlias))
        .orElseThrow(() -> MatrixException.notFound("Room alias not found"));
  }
}
