package org.konsil.org;

import java.time.Instant;
import java.util.Optional;
import org.konsil.core.id.EventId;
import org.konsil.core.id.RoomId;
import org.konsil.core.id.UserId;

/**
 * What a user reports to the administrators of its domain.
 *
 * @param room of the reported event, or the reported room
 * @param event the reported event
 * @param user the reported user, or the sender of the reported event
 * @param reason in the reporter's words, at most 2000 characters; may be empty
 * @param handledAt when an administrator was done with it
 * @param handledBy who that was
 */
public record Report(
    long id,
    Kind kind,
    UserId reporter,
    Optional<RoomId> room,
    Optional<EventId> event,
    Optional<UserId> user,
    String reason,
    Instant receivedAt,
    Optional<Instant> handledAt,
    Optional<UserId> handledBy) {

  /** What is reported. */
  public enum Kind {
    EVENT,
    ROOM,
    USER
  }
}
