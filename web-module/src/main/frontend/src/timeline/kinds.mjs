// Which events are messages.

const MESSAGES = new Set(["m.room.message", "m.room.encrypted", "m.sticker"]);

export function isMessage(event) {
  return MESSAGES.has(event.getType()) && !event.isState() && !isReplacement(event) && !isVerification(event);
}

/** An edit shows in the message that it replaces. */
function isReplacement(event) {
  return event.getWireContent()["m.relates_to"]?.rel_type === "m.replace";
}

function isVerification(event) {
  return event.getContent().msgtype === "m.key.verification.request";
}
