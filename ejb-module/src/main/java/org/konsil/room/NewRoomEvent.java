package org.konsil.room;

import java.util.Optional;
import org.konsil.core.id.RoomId;
import org.konsil.room.event.StoredEvent;
import org.konsil.room.state.MembershipChange;
import org.konsil.room.state.RoomState;

/**
 * Fired once for each event that a room gained, synchronously and in the same transaction, after
 * its rows are written. Observers write their own rows or add wake keys; they decide nothing and
 * never throw to refuse an event.
 *
 * @param state the room's state with the event
 * @param membership what changed, for an m.room.member event
 * @param toRelay whether another server made the event and left it to us to tell the others in the
 *     room, as it does with a join, a leave or a knock
 */
public record NewRoomEvent(
    RoomId room,
    StoredEvent event,
    RoomState state,
    Optional<MembershipChange> membership,
    boolean toRelay) {

  /** Of an event whose own server tells the others. */
  public NewRoomEvent(
      RoomId room, StoredEvent event, RoomState state, Optional<MembershipChange> membership) {
    this(room, event, state, membership, false);
  }
}
