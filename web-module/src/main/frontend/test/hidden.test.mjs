import assert from "node:assert/strict";
import { test } from "node:test";
import { HIDDEN_EVENT, hiddenIds, hide, showAll } from "../src/timeline/hidden.mjs";

/** A chat whose account data is what the client last wrote. */
function chat() {
  const written = [];
  const room = { roomId: "!a:klinik.example", getAccountData: (type) => (type === HIDDEN_EVENT && written.length ? { getContent: () => written.at(-1) } : undefined) };
  const client = { setRoomAccountData: async (roomId, type, content) => void (assert.deepEqual([roomId, type], [room.roomId, HIDDEN_EVENT]), written.push(content)) };
  return { room, client, written };
}

test("A_25576-01: a hidden message is known by its id in the user's own account data, and by nothing else", async () => {
  const { room, client, written } = chat();
  assert.deepEqual([...hiddenIds(room)], []);
  await hide(client, room, "$1");
  await hide(client, room, "$2");
  assert.deepEqual([...hiddenIds(room)], ["$1", "$2"]);
  assert.deepEqual(written.at(-1), { event_ids: ["$1", "$2"] });
});

test("hidden messages can be shown again", async () => {
  const { room, client } = chat();
  await hide(client, room, "$1");
  await showAll(client, room);
  assert.equal(hiddenIds(room).size, 0);
});

test("the list is bounded: the oldest come back", async () => {
  const { room, client } = chat();
  for (let i = 0; i < 502; i++) await hide(client, room, `$${i}`);
  assert.equal(hiddenIds(room).size, 500);
  assert.ok(!hiddenIds(room).has("$1") && hiddenIds(room).has("$501"));
});
