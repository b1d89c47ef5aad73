package org.konsil.participation;

import com.fasterxml.jackson.databind.node.ObjectNode;
import jakarta.ejb.Stateless;
import jakarta.inject.Inject;
import java.util.Optional;
import org.konsil.config.DomainService;
import org.konsil.core.error.MatrixException;
import org.konsil.core.event.EventSigning;
import org.konsil.core.event.EventTypes;
import org.konsil.core.id.RoomId;
import org.konsil.core.id.ServerName;
import org.konsil.core.id.UserId;
import org.konsil.core.json.Json;
import org.konsil.core.roomversion.RoomVersion;
import org.konsil.room.EventAppendService;
import org.konsil.room.LockedRoom;

/** What a room of ours has to say when a user of another server wants to come, go or knock. */
@Stateless
public class MembershipTemplateService {
  @Inject EventAppendService append;
  @Inject EventFactory factory;
  @Inject RestrictedJoin restrictedJoin;
  @Inject DomainService domains;

  /**
   * The membership event that the user's server has to complete and sign.
   *
   * @param own the domain of ours that was asked
   * @param membership join, leave or knock
   * @throws MatrixException M_FORBIDDEN; M_UNABLE_TO_AUTHORISE_JOIN or M_UNABLE_TO_GRANT_JOIN when
   *     another server might know better
   */
  public ObjectNode template(ServerName own, RoomId roomId, UserId user, String membership) {
    LockedRoom room = append.lock(roomId);
    ObjectNode content = Json.object().put("membership", membership);
    if (membership.equals("join")) {
      restrictedJoin.authorise(room, user, content);
    }
    EventDraft draft = EventDraft.state(user, EventTypes.MEMBER, user.value(), content);
    return factory.template(room, draft, own);
  }

  /**
   * Adds our signature to a join that names a member of ours who vouches, once it is sure that the
   * room lets the user in; joins that name no such member stay as they are.
   *
   * @throws MatrixException M_FORBIDDEN, M_UNABLE_TO_AUTHORISE_JOIN
   */
  public void vouch(RoomVersion version, RoomId roomId, UserId user, ObjectNode join) {
    Optional<UserId> vouching =
        Optional.ofNullable(join.path("content").path(RestrictedJoin.VOUCHING).textValue())
            .filter(named -> version.restrictedJoins())
            .flatMap(UserId::find)
            .filter(member -> domains.isLocal(member.server()));
    if (vouching.isPresent()) {
      restrictedJoin.requireInAllowedRoom(append.lock(roomId), user);
      ServerName server = vouching.get().server();
      EventSigning.sign(version, join, server, domains.signingKey(server));
    }
  }
}
