package org.konsil.participation;

import com.fasterxml.jackson.databind.node.ObjectNode;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import org.konsil.account.Requester;
import org.konsil.core.event.EventTypes;
import org.konsil.core.id.UserId;
import org.konsil.room.LockedRoom;
import org.konsil.room.StoredEvent;

/** Membership events in a locked room, whichever operation they come from. */
@ApplicationScoped
class MembershipChanges {
  @Inject RoomSending sending;
  @Inject RestrictedJoin restrictedJoin;

  /** Any membership event; each kind passes the checks of its own operation. */
  StoredEvent set(Requester requester, LockedRoom room, UserId target, ObjectNode content) {
    String membership = content.path("membership").asText("");
    if (membership.equals("join") && target.equals(requester.user())) {
      restrictedJoin.authorise(room, target, content);
    }
    EventDraft draft =
        EventDraft.state(requester.user(), EventTypes.MEMBER, target.value(), content);
    return sending.sendState(room, draft);
  }
}
