package org.konsil.federation.inbound;

import org.konsil.core.event.EventHashes;
import org.konsil.core.event.Pdu;

/** Step 3: an event whose content hash is wrong goes on as what redaction leaves of it. */
final class HashCheck {
  private HashCheck() {}

  static Pdu redactedUnlessWhole(Pdu event) {
    return EventHashes.verifyContentHash(event.roomVersion(), event.json())
        ? event
        : event.redacted();
  }
}
