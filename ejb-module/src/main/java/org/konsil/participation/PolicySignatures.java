package org.konsil.participation;

import org.konsil.core.event.Pdu;

/** Port: the word of a room's policy server. Blocks; never called inside a transaction. */
public interface PolicySignatures {
  /**
   * The event with the signature of its room's policy server.
   *
   * @throws org.konsil.core.error.MatrixException what the server says when it refuses; 502 when it
   *     cannot be reached; M_FORBIDDEN when its signature is not right
   */
  Pdu signed(Pdu event);
}
