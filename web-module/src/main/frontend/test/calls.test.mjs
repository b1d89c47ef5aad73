// What is read out of the events of calls.
import assert from "node:assert/strict";
import { test } from "node:test";
import { CALL, INVITE, MEMBER, callContent, callOutcome, gathering, isCall, isOpen, mayTalk, memberContent, rings } from "../src/calls/call-events.mjs";

let clock = 1_000;
const event = (sender, type, content, ts = (clock += 1_000)) => ({ getId: () => `$${ts}`, getType: () => type, getSender: () => sender, getContent: () => content, getTs: () => ts });
const say = (call, sender, state, more = {}) => event(sender, MEMBER, memberContent(call.getId(), state, { deviceId: `${sender}-device`, ...more }));
const opened = (kind) => event("@doctor", CALL, callContent({ kind, video: true, words: "Anruf" }));

test("who comes again is known by the newer event", () => {
  const call = opened("group");
  const events = [call, say(call, "@doctor", "joined"), say(call, "@nurse", "joined"), say(call, "@doctor", "joined")];
  const { present } = gathering(call, events);
  assert.equal(present.get("@doctor").joinedBy, events.at(-1).getId());
  assert.equal(present.get("@nurse").deviceId, "@nurse-device");
});

test("a group call is over when the last one has left, and may be taken up again", () => {
  const call = opened("group");
  const events = [say(call, "@doctor", "joined"), say(call, "@nurse", "joined"), say(call, "@doctor", "left")];
  assert.ok(isOpen(call, gathering(call, events), clock));
  const last = say(call, "@nurse", "left");
  assert.equal(gathering(call, [...events, last]).emptied, last.getTs());
  assert.ok(!isOpen(call, gathering(call, [...events, last]), clock));
  assert.ok(isOpen(call, gathering(call, [...events, last, say(call, "@nurse", "joined")]), clock));
  assert.ok(!isOpen(call, gathering(call, events), clock + 13 * 3_600_000));
});

test("a group call rings for a minute, but not for who is in it or has declined", () => {
  const call = opened("group");
  const state = (...events) => gathering(call, events);
  assert.ok(rings(call, state(), "@nurse", clock));
  assert.ok(!rings(call, state(), "@doctor", clock));
  assert.ok(!rings(call, state(say(call, "@nurse", "declined")), "@nurse", clock));
  assert.ok(!rings(call, state(say(call, "@nurse", "joined")), "@nurse", clock));
  assert.ok(!rings(call, state(), "@nurse", call.getTs() + 61_000));
  const consultation = opened("consultation");
  assert.ok(!rings(consultation, gathering(consultation, []), "@nurse", clock));
});

test("in a consultation one talks with the opener and with whom the opener let in", () => {
  const call = opened("consultation");
  const before = [say(call, "@doctor", "joined"), say(call, "@nurse", "waiting"), say(call, "@nurse", "admitted", { userId: "@nurse" })];
  assert.ok(gathering(call, before).waiting.has("@nurse"));
  assert.ok(!gathering(call, before).admitted.has("@nurse"), "nobody lets themselves in");
  const after = [...before, say(call, "@doctor", "admitted", { userId: "@nurse" }), say(call, "@nurse", "joined"), say(call, "@other", "joined")];
  assert.ok(mayTalk(gathering(call, after), "@nurse"));
  assert.ok(mayTalk(gathering(call, after), "@doctor"));
  assert.ok(!mayTalk(gathering(call, after), "@other"));
  const again = [...after, say(call, "@nurse", "left"), say(call, "@nurse", "joined")];
  assert.ok(!mayTalk(gathering(call, again), "@nurse"), "let in once is not for ever");
});

test("only who opened a consultation ends it", () => {
  const call = opened("consultation");
  assert.ok(isOpen(call, gathering(call, [say(call, "@nurse", "ended")]), clock));
  assert.ok(!isOpen(call, gathering(call, [say(call, "@doctor", "ended")]), clock));
});

test("a call between two ends in one of six ways", () => {
  const invite = event("@doctor", INVITE, { call_id: "1", lifetime: 60_000 });
  const of = (type, content = {}) => event("@nurse", `m.call.${type}`, { call_id: "1", ...content });
  const outcome = (...events) => callOutcome(invite, [invite, ...events], clock).outcome;
  assert.equal(outcome(), "ringing");
  assert.equal(callOutcome(invite, [invite], invite.getTs() + 60_001).outcome, "missed");
  assert.equal(outcome(of("reject")), "declined");
  assert.equal(outcome(of("hangup", { reason: "user_busy" })), "busy");
  assert.equal(outcome(of("hangup", { reason: "invite_timeout" })), "missed");
  assert.equal(outcome(of("hangup", { reason: "ice_failed" })), "failed");
  const answer = of("answer");
  assert.equal(outcome(answer), "running");
  const hangup = of("hangup", { reason: "user_hangup" });
  assert.deepEqual(callOutcome(invite, [answer, hangup], clock), { outcome: "answered", ms: hangup.getTs() - answer.getTs() });
  assert.equal(outcome(event("@nurse", "m.call.answer", { call_id: "another" })), "ringing");
});

test("connections within a gathering are no calls of their own", () => {
  assert.ok(isCall(event("@doctor", INVITE, { call_id: "1" })));
  assert.ok(!isCall(event("@doctor", INVITE, { call_id: "1", invitee: "@nurse" })));
  assert.ok(isCall(opened("group")));
});
