package org.konsil.room.state;

import java.util.Optional;
import org.konsil.core.event.EventTypes;
import org.konsil.core.event.Pdu;
import org.konsil.core.id.UserId;

/**
 * What an m.room.member event changed.
 *
 * @param user whose membership
 * @param before the membership before, empty when there was none
 * @param after the membership now
 */
public record MembershipChange(UserId user, Optional<String> before, String after) {

  /** Empty for an event that is no user's membership. */
  public static Optional<MembershipChange> of(RoomState before, Pdu pdu) {
    if (!pdu.type().equals(EventTypes.MEMBER)) {
      return Optional.empty();
    }
    return pdu.stateKey()
        .flatMap(UserId::find)
        .flatMap(
            user ->
                pdu.membership()
                    .map(after -> new MembershipChange(user, before.membership(user), after)));
  }

  /** Whether the user is in the room now and was not before. */
  public boolean isJoining() {
    return after.equals("join") && !before.filter("join"::equals).isPresent();
  }

  /** Whether the user was in the room before and is not now. */
  public boolean isParting() {
    return !after.equals("join") && before.filter("join"::equals).isPresent();
  }
}
