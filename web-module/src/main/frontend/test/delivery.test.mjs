import assert from "node:assert/strict";
import { test } from "node:test";
import { isNetworkError, readCounts } from "../src/timeline/delivery.mjs";

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
  const counts = readCounts(room, events, "@me");
  assert.equal(counts.get("$1"), 2);
  assert.equal(counts.get("$3"), 1);
  assert.equal(counts.has("$2"), false);
});
