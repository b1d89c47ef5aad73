import assert from "node:assert/strict";
import { test } from "node:test";
import { timelineRows } from "../src/timeline/rows.mjs";

const ME = "@me:klinik.example";
const NOON = new Date(2026, 10, 24, 12).getTime();
const MINUTE = 60_000;
let next = 1;

function event({ type = "m.room.message", sender = "@a:klinik.example", ts = NOON, content = { msgtype: "m.text", body: "x" }, stateKey, before = {}, txn }) {
  const id = `$${next++}`;
  return {
    getId: () => id,
    getTxnId: () => txn,
    getUnsigned: () => ({}),
    getType: () => type,
    getSender: () => sender,
    getTs: () => ts,
    getContent: () => content,
    getWireContent: () => content,
    getPrevContent: () => before,
    getStateKey: () => stateKey,
    isState: () => stateKey !== undefined,
    isRedacted: () => false,
  };
}

const kinds = (events, options = {}) => timelineRows(events, { ownId: ME, ...options }).map((row) => row.kind);

test("a day begins with its separator", () => {
  assert.deepEqual(kinds([event({}), event({ ts: NOON + 24 * 60 * MINUTE })]), ["day", "msg", "day", "msg"]);
});

test("messages of one sender within five minutes belong together", () => {
  const rows = timelineRows([event({}), event({ ts: NOON + 4 * MINUTE }), event({ ts: NOON + 10 * MINUTE }), event({ sender: ME, ts: NOON + 10 * MINUTE })], { ownId: ME });
  assert.deepEqual(rows.filter((row) => row.kind === "msg").map((row) => row.grouped), [false, true, false, false]);
});

test("the unread line stands over the first unread message and counts those of others", () => {
  const events = [event({}), event({}), event({ sender: ME }), event({})];
  const rows = timelineRows(events, { ownId: ME, firstUnread: events[1].getId() });
  assert.deepEqual(rows.map((row) => row.kind), ["day", "msg", "unread", "msg", "msg", "msg"]);
  assert.equal(rows[2].count, 2);
});

test("edits and verification requests are no messages of their own", () => {
  assert.deepEqual(kinds([event({ content: { "m.relates_to": { rel_type: "m.replace", event_id: "$0" } } }), event({ content: { msgtype: "m.key.verification.request" } })]), []);
});

test("a changed display name is no news, a join after an invitation is", () => {
  const member = (membership, before) => event({ type: "m.room.member", stateKey: "@a:klinik.example", content: { membership }, before: { membership: before } });
  assert.deepEqual(kinds([member("join", "join")]), []);
  assert.deepEqual(kinds([member("join", "invite")]), ["day", "sys"]);
});

test("a local echo keeps its key when the server's event comes", () => {
  assert.equal(timelineRows([event({ txn: "m1" })], { ownId: ME })[1].key, "m1");
});
