import assert from "node:assert/strict";
import { test } from "node:test";
import { Drafts } from "../src/local/drafts.mjs";
import { Vault } from "../src/local/vault.mjs";

function memory() {
  const kept = new Map();
  return { kept, get: async (key) => kept.get(key), put: async (key, sealed) => void kept.set(key, sealed), delete: async (key) => void kept.delete(key), close: () => {} };
}

test("what is kept in the browser is sealed", async () => {
  const store = memory();
  const vault = await Vault.open(new Uint8Array(32).fill(1), store);
  await vault.put("drafts", { "!a:k": "Kanarienvogel" });
  assert.deepEqual(await vault.get("drafts"), { "!a:k": "Kanarienvogel" });
  assert.ok(!Buffer.from(store.kept.get("drafts").data).includes("Kanarienvogel"));
  const other = await Vault.open(new Uint8Array(32).fill(2), store);
  assert.equal(await other.get("drafts"), undefined);
  store.kept.set("moved", store.kept.get("drafts"));
  assert.equal(await vault.get("moved"), undefined);
});

test("a draft outlives the page, an empty one does not", async () => {
  const vault = await Vault.open(new Uint8Array(32), memory());
  const drafts = await Drafts.load(vault);
  drafts.set("!a:k", "angefangen");
  drafts.set("!b:k", "weg");
  drafts.delete("!b:k");
  await drafts.flush();
  const again = await Drafts.load(vault);
  assert.equal(again.get("!a:k"), "angefangen");
  assert.equal(again.get("!b:k"), undefined);
});
