// Which events are messages.

import { isStructured } from "../clinical/fhir.mjs";
import { isCall } from "../calls/call-events.mjs";
import { AGAIN } from "../cases/case.mjs";
import { isAnswer } from "../clinical/referral-answer.mjs";

const MESSAGES = new Set(["m.room.message", "m.room.encrypted", "m.sticker"]);

export function isMessage(event) {
  return (MESSAGES.has(event.getType()) || isStructuredMessage(event) || isCall(event)) && !event.isState() && !isReplacement(event) && !isVerification(event);
}

/** Data of other systems: shown by its card or its own text. */
export function isStructuredMessage(event) {
  return isStructured(event.getType(), event.getContent()) && !isAnswer(event.getContent()) && event.getContent()[AGAIN] !== true;
}

/** An edit shows in the message that it replaces. */
function isReplacement(event) {
  return event.getWireContent()["m.relates_to"]?.rel_type === "m.replace";
}

function isVerification(event) {
  return event.getContent().msgtype === "m.key.verification.request";
}
