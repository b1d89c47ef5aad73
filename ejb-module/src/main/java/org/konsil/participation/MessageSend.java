package org.konsil.participation;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.util.Optional;
import org.konsil.account.Requester;
import org.konsil.core.id.RoomId;
import org.konsil.room.LockedRoom;
import org.konsil.room.SentKey;
import org.konsil.room.event.ClientTransaction;

/**
 * A message that a device asks to send.
 *
 * @param at when it happened, where the requester may say so; empty for now
 */
record MessageSend(
    Requester requester,
    RoomId room,
    String type,
    ObjectNode content,
    ClientTransaction transaction,
    Optional<Instant> at) {

  /** By which a repetition is known. */
  SentKey key(LockedRoom locked) {
    return new SentKey(locked, requester.user(), type, transaction);
  }
}
