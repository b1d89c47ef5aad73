// When a message may be deleted for everybody: one's own, in its first 24 hours (A_25575-01, A_28358).

const REDACT_MS = 24 * 3_600_000;

export function redactable(event) {
  return !event.status && !event.isRedacted();
}

export function mayRedact(event, ownId) {
  return event.getSender() === ownId && redactable(event) && Date.now() - event.getTs() < REDACT_MS;
}
