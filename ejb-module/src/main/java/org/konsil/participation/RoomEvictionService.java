package org.konsil.participation;

import com.fasterxml.jackson.databind.node.ObjectNode;
import jakarta.ejb.Stateless;
import jakarta.ejb.TransactionAttribute;
import jakarta.ejb.TransactionAttributeType;
import jakarta.inject.Inject;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.konsil.core.event.EventTypes;
import org.konsil.core.id.RoomId;
import org.konsil.core.id.ServerName;
import org.konsil.core.id.UserId;
import org.konsil.core.json.Json;
import org.konsil.room.EventAppendService;
import org.konsil.room.LockedRoom;

/**
 * Takes the users of a domain out of a room, by leaving in their name: that needs nobody's power in
 * the room. For other capabilities, which have decided that this is to happen.
 */
@Stateless
public class RoomEvictionService {
  @Inject RoomSending sending;
  @Inject EventAppendService append;

  /**
   * Lets some users leave who are joined, invited or knocking, in a transaction of its own: the
   * room is not held for longer than a few take.
   *
   * @param reason what the others read; may be empty
   * @param most how many at once
   * @return how many left; less than {@code most} when nobody is in it any more
   */
  @TransactionAttribute(TransactionAttributeType.REQUIRES_NEW)
  public int evict(RoomId roomId, ServerName domain, String reason, int most) {
    LockedRoom room = append.lock(roomId);
    List<UserId> present =
        present(room).stream().filter(user -> user.server().equals(domain)).limit(most).toList();
    present.forEach(user -> leave(room, user, reason));
    return present.size();
  }

  private void leave(LockedRoom room, UserId user, String reason) {
    ObjectNode content = Json.object().put("membership", "leave");
    if (!reason.isEmpty()) {
      content.put("reason", reason);
    }
    sending.sendState(room, EventDraft.state(user, EventTypes.MEMBER, user.value(), content));
  }

  private static Set<UserId> present(LockedRoom room) {
    Set<UserId> present = new TreeSet<>(Comparator.comparing(UserId::value));
    present.addAll(room.state().joinedMembers());
    present.addAll(room.state().usersWith("invite"));
    present.addAll(room.state().usersWith("knock"));
    return present;
  }
}
