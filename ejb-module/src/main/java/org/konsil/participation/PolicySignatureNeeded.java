package org.konsil.participation;

import org.konsil.core.error.ErrorCode;
import org.konsil.core.error.MatrixException;
import org.konsil.core.event.Pdu;

/** Ends a transaction without effect: its event has to be signed by the policy server first. */
final class PolicySignatureNeeded extends MatrixException {
  private static final long serialVersionUID = 1L;

  private final transient EventDraft draft;
  private final transient Pdu event;

  PolicySignatureNeeded(EventDraft draft, Pdu event) {
    super(ErrorCode.M_FORBIDDEN, "The room's policy server has not signed the event");
    this.draft = draft;
    this.event = event;
  }

  EventDraft draft() {
    return draft;
  }

  Pdu event() {
    return event;
  }
}
