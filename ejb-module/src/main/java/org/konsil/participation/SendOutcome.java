package org.konsil.participation;

import org.konsil.core.error.MatrixException;
import org.konsil.core.id.EventId;

/** What became of one of several messages that were sent together. */
sealed interface SendOutcome {
  /** It is in the room, now or since an equal request before. */
  record Sent(EventId event) implements SendOutcome {}

  /** It may not be sent; nothing was written. */
  record Refused(MatrixException reason) implements SendOutcome {}

  /**
   * Nothing was tried: somebody else holds the room, a policy server guards it, or there is none.
   */
  record NotTried() implements SendOutcome {}
}
