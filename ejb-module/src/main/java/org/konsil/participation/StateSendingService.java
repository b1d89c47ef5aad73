package org.konsil.participation;

import com.fasterxml.jackson.databind.node.ObjectNode;
import jakarta.ejb.Stateless;
import jakarta.ejb.TransactionAttribute;
import jakarta.ejb.TransactionAttributeType;
import jakarta.inject.Inject;
import java.time.Instant;
import java.util.Optional;
import org.konsil.account.Requester;
import org.konsil.config.DomainService;
import org.konsil.core.event.EventTypes;
import org.konsil.core.id.EventId;
import org.konsil.core.id.RoomId;
import org.konsil.core.id.UserId;

/**
 * State that clients set. Another server may have to be asked, so nothing here runs in a
 * transaction; what needs one is {@link RoomStateService}.
 */
@Stateless
@TransactionAttribute(TransactionAttributeType.NOT_SUPPORTED)
public class StateSendingService {
  @Inject RoomStateService states;
  @Inject RoomEntranceService entrance;
  @Inject CanonicalAlias canonicalAlias;
  @Inject PolicySigning signing;
  @Inject DomainService domains;

  /**
   * Sets a piece of state; the same content again gives the same event.
   *
   * @param at when it happened, which only an application service may say
   * @throws org.konsil.core.error.MatrixException as {@link RoomStateService#set}; what another
   *     server says to an invite, or the room's policy server to any event
   */
  public EventId set(
      Requester requester,
      RoomId room,
      String type,
      String key,
      ObjectNode content,
      Optional<Instant> at) {
    if (type.equals(EventTypes.CANONICAL_ALIAS)) {
      canonicalAlias.checkElsewhere(requester, room, content);
    }
    return invitedElsewhere(type, key, content)
        .map(invitee -> entrance.inviteElsewhere(requester, room, invitee, content))
        .orElseGet(() -> signing.within(() -> states.set(requester, room, type, key, content, at)));
  }

  private Optional<UserId> invitedElsewhere(String type, String key, ObjectNode content) {
    boolean invite =
        type.equals(EventTypes.MEMBER) && content.path("membership").asText("").equals("invite");
    return Optional.of(key)
        .filter(any -> invite)
        .flatMap(UserId::find)
        .filter(user -> !domains.isLocal(user.server()));
  }
}
