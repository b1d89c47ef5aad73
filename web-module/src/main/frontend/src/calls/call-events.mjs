// What is said about calls in a chat, as plain values; all of it is encrypted like any other event.
//
// Between two people a call is the specification's m.call.invite, answer, candidates, hangup and reject. A gathering (a
// group call, or a consultation with a waiting room) is an event `org.konsil.call`; who comes and goes says so by
// `org.konsil.call.member` (m.reference). Its connections are m.call.invite with an `invitee`, one for each two people.

export const CALL = "org.konsil.call";
export const MEMBER = "org.konsil.call.member";
export const INVITE = "m.call.invite";
const LONGEST_MS = 12 * 3_600_000;
const RING_MS = 60_000;

/** @param kind "group", which rings, or "consultation", where the one who opened it lets others in */
export function callContent({ kind, video, words }) {
  return { kind, video, "de.gematik.text": [{ mimetype: "text/plain", body: words }] };
}

/** @param state waiting, joined, left, declined; from the opener also admitted (of `userId`) and ended */
export function memberContent(callEventId, state, { deviceId, userId }) {
  const content = { "m.relates_to": { rel_type: "m.reference", event_id: callEventId }, state, device_id: deviceId };
  return userId ? { ...content, user_id: userId } : content;
}

/** A call as a row of the timeline: connections within a gathering are none. */
export function isCall(event) {
  return (event.getType() === INVITE && !event.getContent().invitee) || event.getType() === CALL;
}

export function isMemberOf(event, callEventId) {
  return event.getType() === MEMBER && event.getContent()["m.relates_to"]?.event_id === callEventId;
}

/**
 * How a gathering stands.
 * @param call   the event that opened it
 * @param events of the chat, oldest first
 * @returns {kind, video, opener, waiting, present, admitted, declined, ended, emptied}: present maps user ids to
 *          {deviceId, joinedBy}, the id of the event; emptied is when the last one left
 */
export function gathering(call, events) {
  const { kind, video } = call.getContent();
  const state = { kind, video: video === true, opener: call.getSender(), waiting: new Map(), present: new Map(), admitted: new Set(), declined: new Set(), ended: false, emptied: undefined };
  const id = call.getId();
  events.filter((event) => isMemberOf(event, id)).forEach((event) => {
    const { state: said, device_id: deviceId, user_id: userId } = event.getContent();
    const who = event.getSender();
    const opener = who === state.opener;
    if (said === "joined") {
      state.waiting.delete(who);
      state.present.set(who, { deviceId, joinedBy: event.getId() });
      state.emptied = undefined;
    } else if (said === "waiting") state.waiting.set(who, { deviceId });
    else if (said === "declined") state.declined.add(who);
    else if (said === "admitted" && opener && typeof userId === "string") state.admitted.add(userId);
    else if (said === "ended" && opener) state.ended = true;
    else if (said === "left") {
      for (const list of [state.waiting, state.present, state.admitted]) list.delete(who);
      if (state.present.size === 0) state.emptied ??= event.getTs();
    }
  });
  return state;
}

/** Whether one may talk with somebody: in a consultation only the opener and whom they let in. */
export function mayTalk(state, userId) {
  return state.present.has(userId) && (state.kind !== "consultation" || userId === state.opener || state.admitted.has(userId));
}

/** A gathering that can still be joined. What a broken device left behind does not last for ever. */
export function isOpen(call, state, now = Date.now()) {
  if (state.ended || now - call.getTs() > LONGEST_MS) return false;
  return state.kind === "consultation" || state.emptied === undefined;
}

/** Whether a group call should ring for somebody. */
export function rings(call, state, userId, now = Date.now()) {
  if (state.kind !== "group" || !isOpen(call, state, now) || call.getSender() === userId) return false;
  // the clocks of device and server may differ
  const age = call.getLocalAge?.() ?? now - call.getTs();
  return age < RING_MS && !state.present.has(userId) && !state.declined.has(userId);
}

/**
 * How a call between two people went.
 * @returns {outcome: "ringing"|"running"|"answered"|"missed"|"declined"|"busy"|"failed", ms?}
 */
export function callOutcome(invite, events, now = Date.now()) {
  const { call_id: callId, lifetime } = invite.getContent();
  const of = (type) => events.find((event) => event.getType() === `m.call.${type}` && event.getContent().call_id === callId);
  const answer = of("answer");
  const hangup = of("hangup");
  if (answer) return hangup ? { outcome: "answered", ms: hangup.getTs() - answer.getTs() } : { outcome: now - answer.getTs() > LONGEST_MS ? "answered" : "running" };
  if (of("reject")) return { outcome: "declined" };
  if (hangup?.getContent().reason === "replaced") return { outcome: "answered" };
  if (hangup) return { outcome: { user_busy: "busy", ice_failed: "failed", no_user_media: "failed" }[hangup.getContent().reason] ?? "missed" };
  return { outcome: now - invite.getTs() > (typeof lifetime === "number" ? lifetime : RING_MS) ? "missed" : "ringing" };
}

export function isVideo(invite) {
  const offer = invite.getContent().offer?.sdp;
  return typeof offer === "string" && /^m=video [1-9]/m.test(offer);
}
