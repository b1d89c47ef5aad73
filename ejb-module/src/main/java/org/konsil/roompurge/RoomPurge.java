package org.konsil.roompurge;

import java.time.Instant;
import java.util.Optional;
import org.konsil.core.id.RoomId;
import org.konsil.core.id.UserId;

/**
 * The end of a room.
 *
 * @param requestedBy the operator; empty for a room that went by itself
 * @param reason what its users are told; may be empty
 * @param closed whether nobody of the deployment may enter the room, also afterwards
 * @param dueAt its rows are deleted then at the earliest
 * @param deletedRows how many are gone
 */
public record RoomPurge(
    RoomId room,
    Cause cause,
    Phase phase,
    Optional<UserId> requestedBy,
    String reason,
    boolean closed,
    Instant requestedAt,
    Instant dueAt,
    long deletedRows,
    Optional<Instant> finishedAt) {

  /** Why a room goes. */
  public enum Cause {
    /** Somebody wanted it. */
    OPERATOR,
    /** Nobody of ours is in it or has it in a list (GSC291). */
    FORGOTTEN,
    /** Nobody of ours is in it, and nothing was ever said (A_28564-01). */
    ORPHANED,
    /** Nobody but its creator is in it, and nothing was ever said (A_28564-01). */
    ALONE
  }

  /** How far it is. */
  public enum Phase {
    /** Its users are taken out, and their devices get to know. */
    WAITING,
    /** It is gone for everybody here; rows are left. */
    DELETING,
    DONE
  }

  boolean isOfOperator() {
    return cause == Cause.OPERATOR;
  }
}
