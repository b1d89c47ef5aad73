import assert from "node:assert/strict";
import { test } from "node:test";
import { deliveryState, isNetworkError, reach } from "../src/timeline/delivery.mjs";

test("only what the server refused in Matrix's words is a failure", () => {
  assert.equal(isNetworkError({ errcode: "M_FORBIDDEN", httpStatus: 403 }), false);
  assert.equal(isNetworkError({ name: "ConnectionError" }), true);
  assert.equal(isNetworkError({ httpStatus: 404 }), true);
  assert.equal(isNetworkError({ errcode: "M_UNKNOWN", httpStatus: 503 }), true);
  assert.equal(isNetworkError(undefined), true);
});

test("a reader of a later message has read the earlier ones", () => {
  const event = (id, sender) => ({ getId: () => id, getSender: () => sender });
  const events = [event("$1", "@me"), event("$2", "@a"), event("$3", "@me")];
  const read = { "@a": "$2", "@b": "$3", "@c": undefined };
  const room = { getJoinedMembers: () => ["@me", "@a", "@b", "@c"].map((userId) => ({ userId })), getEventReadUpTo: (userId) => read[userId] };
  const counts = reach(room, events, "@me", () => undefined);
  assert.equal(counts.get("$1").readers, 2);
  assert.equal(counts.get("$3").readers, 1);
  assert.equal(counts.has("$2"), false);
});

test("a message is delivered when it has come to all others; what was read has come", () => {
  const event = (id) => ({ getId: () => id, getSender: () => "@me" });
  const room = { getJoinedMembers: () => ["@me", "@a", "@b"].map((userId) => ({ userId })), getEventReadUpTo: (userId) => ({ "@a": "$1" })[userId] };
  const come = reach(room, [event("$1"), event("$2")], "@me", (userId) => ({ "@b": "$2" })[userId]);
  assert.deepEqual(come.get("$1"), { readers: 1, delivered: true });
  assert.deepEqual(come.get("$2"), { readers: 0, delivered: false });
  assert.equal(deliveryState({}, true, 0, true), "delivered");
  assert.equal(deliveryState({}, true, 1, true), "read");
  assert.equal(deliveryState({}, true), "sent");
});
