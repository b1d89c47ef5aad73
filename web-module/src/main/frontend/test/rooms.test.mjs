import assert from "node:assert/strict";
import { test } from "node:test";
import { filterRows, totalUnread } from "../src/rooms/model.mjs";
import { roleOf } from "../src/rooms/member-menu.mjs";
import { due, untilMorning } from "../src/rooms/mute.mjs";
import { createSpaceBody, roomsOfSpace } from "../src/rooms/spaces.mjs";
import { isLastAdmin } from "../src/rooms/leave.mjs";
import { excerpt } from "../src/search/hits.mjs";
import { SearchIndex } from "../src/search/index.mjs";
import { documentOf } from "../src/search/watch.mjs";

const row = (id, more = {}) => ({ id, name: id, kind: "group", unread: 0, ...more });

test("the archive is out of sight, but can be found", () => {
  const rows = [row("a"), row("b", { archived: true, unread: 3 }), row("c", { favourite: true, unread: 1 })];
  const ids = (...values) => filterRows(rows, ...values).map(({ id }) => id);
  assert.deepEqual(ids("all", ""), ["a", "c"]);
  assert.deepEqual(ids("all", "b"), ["b"]);
  assert.deepEqual(ids("archive", ""), ["b"]);
  assert.deepEqual(ids("favourites", ""), ["c"]);
  assert.deepEqual(ids("all", "", new Set(["c"])), ["c"]);
  assert.equal(totalUnread(rows, 1), 2);
});

test("quiet until the morning", () => {
  assert.equal(untilMorning(new Date(2026, 10, 24, 2, 47)), new Date(2026, 10, 24, 7).getTime());
  assert.equal(untilMorning(new Date(2026, 10, 24, 7)), new Date(2026, 10, 25, 7).getTime());
  assert.deepEqual(due({ a: 5, b: 15 }, 10), ["a"]);
});

test("a ward holds the chats of the wards inside it, and a circle does not hang", () => {
  const child = (id, via = ["k"]) => ({ getStateKey: () => id, getContent: () => ({ via }) });
  const rooms = { ward: [child("chat"), child("gone", undefined), child("inner")], inner: [child("deep"), child("ward")] };
  rooms.ward[1] = child("gone", null);
  const client = { getRoom: (id) => rooms[id] && { isSpaceRoom: () => true, currentState: { getStateEvents: () => rooms[id] } } };
  assert.deepEqual([...roomsOfSpace(client, "ward")].sort(), ["chat", "deep", "inner", "ward"]);
  assert.equal(createSpaceBody("3B").creation_content.type, "m.space");
});

test("roles are power levels", () => {
  assert.deepEqual([0, 10, 50, 99, 100].map(roleOf), ["member", "member", "moderator", "moderator", "admin"]);
});

test("the last who may change a chat is told", () => {
  const room = (...levels) => ({ getJoinedMembers: () => levels.map((powerLevel, i) => ({ userId: `@${i}:k`, powerLevel })) });
  assert.equal(isLastAdmin(room(100, 0), "@0:k"), true);
  assert.equal(isLastAdmin(room(100, 100), "@0:k"), false);
  assert.equal(isLastAdmin(room(100), "@0:k"), false);
});

function memory() {
  const kept = new Map();
  return { kept, get: async (name) => kept.get(name), put: async (name, value) => void kept.set(name, value), delete: async (name) => void kept.delete(name) };
}

test("messages are found by all words, without accents and in any case", async () => {
  const vault = memory();
  const index = new SearchIndex(vault);
  index.add("!a", { id: "$1", ts: 1, sender: "@x", kind: "text", text: "Verdacht auf Sepsis, Blutkulturen" });
  index.add("!a", { id: "$2", ts: 2, sender: "@x", kind: "text", text: "Übergabe um sechs" });
  index.add("!b", { id: "$3", ts: 3, sender: "@y", kind: "file", text: "sepsis.pdf" });
  assert.deepEqual(index.search("SEPSIS").map(({ id }) => id), ["$3", "$1"]);
  assert.deepEqual(index.search("blut sepsis").map(({ id }) => id), ["$1"]);
  assert.deepEqual(index.search("ubergabe", { roomId: "!a" }).map(({ id }) => id), ["$2"]);
  assert.deepEqual(index.search("  "), []);
  assert.equal(index.since(), 1);
  index.remove("!a", "$2");
  await index.save();
  const again = new SearchIndex(vault);
  await again.load(["!a", "!b"]);
  assert.equal(again.search("ubergabe").length, 0);
  assert.equal(again.search("sepsis").length, 2);
  await again.forget("!b");
  assert.equal(vault.kept.has("search:!b"), false);
});

test("only readable messages are found", () => {
  const event = (more = {}) => ({ getId: () => "$1", getTs: () => 1, getSender: () => "@x", getType: () => "m.room.message", isState: () => false, isRedacted: () => false, isDecryptionFailure: () => false, getContent: () => ({ msgtype: "m.text", body: "CRP 187" }), getWireContent: () => ({}), ...more });
  assert.equal(documentOf(event()).text, "CRP 187");
  assert.equal(documentOf(event({ isDecryptionFailure: () => true })), undefined);
  assert.equal(documentOf(event({ getId: () => "~local" })), undefined);
  assert.equal(documentOf(event({ getContent: () => ({ msgtype: "m.file", filename: "bericht.pdf", body: "Befund" }) })).kind, "file");
});

test("a hit shows what stands around it", () => {
  assert.equal(excerpt("kurz sepsis", "sepsis"), "kurz sepsis");
  assert.match(excerpt(`${"wort ".repeat(20)}sepsis hier`, "sepsis"), /^… .*sepsis hier$/);
});
