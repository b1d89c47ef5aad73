package org.konsil.registration;

import java.time.Instant;
import java.util.Optional;
import org.konsil.core.id.ServerName;

/**
 * A domain that an organisation ordered.
 *
 * @param changedAt since when it is in its state
 * @param failure why the directory did not yet do what the state waits for
 */
public record MessengerService(
    ServerName domain,
    long organisation,
    String telematikId,
    State state,
    Instant orderedAt,
    Instant changedAt,
    Optional<String> failure) {

  /** From the order to the end. */
  public enum State {
    /** Hosted, not yet in the federation. */
    ORDERED,
    /** In the federation. */
    LIVE,
    /** The organisation has not been active for too long: about to leave the federation. */
    LEAVING,
    /** Out of the federation until the organisation proves itself anew (A_23094). */
    LEFT,
    /** Given up: about to leave the federation. */
    ENDING,
    /** Given up. */
    ENDED
  }

  /** Whether the directory still has to be told. */
  public boolean isPending() {
    return state == State.ORDERED || state == State.LEAVING || state == State.ENDING;
  }
}
