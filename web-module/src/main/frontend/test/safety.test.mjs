import assert from "node:assert/strict";
import { test } from "node:test";
import { Credentials } from "../src/session/credentials.mjs";
import { isPin } from "../src/session/pin-seal.mjs";
import { watchIdle } from "../src/session/idle-lock.mjs";
import { awayText, isAway, readAbsence } from "../src/settings/absence.mjs";
import { isEasy } from "../src/settings/lock-settings.mjs";
import { parseException, readPermissions, writePermissions } from "../src/settings/permissions.mjs";
import { useTexts } from "../src/lib/i18n.mjs";

useTexts({ "away.until": "abwesend bis {0}" }, "de");

function memory() {
  const kept = new Map();
  return { kept, get: async (name) => kept.get(name), put: async (name, value) => void kept.set(name, value), delete: async (name) => void kept.delete(name), close: () => {} };
}

const ACCOUNT = { userId: "@a:k", deviceId: "D", secrets: { accessToken: "geheim", storageKey: new Uint8Array(32).fill(7) } };

test("a device locked with a PIN cannot be read without it", async () => {
  const store = memory();
  const credentials = await Credentials.open(store);
  await credentials.save(ACCOUNT);
  await credentials.setPin("284617");
  await credentials.setLocked(true);
  assert.equal(await credentials.load(), undefined);
  assert.equal(store.kept.has("lockKey"), false);
  await credentials.save({ ...ACCOUNT, secrets: { ...ACCOUNT.secrets, accessToken: "later" } });
  assert.deepEqual(await credentials.unlock("000000"), { left: 4 });
  assert.deepEqual(await credentials.unlock("284617"), { opened: true });
  const { secrets, locked } = await credentials.load();
  assert.equal(secrets.accessToken, "geheim");
  assert.deepEqual(secrets.storageKey, ACCOUNT.secrets.storageKey);
  assert.equal(locked, true);
});

test("five wrong tries are the end, the right one then comes too late", async () => {
  const credentials = await Credentials.open(memory());
  await credentials.save(ACCOUNT);
  await credentials.setPin("284617");
  await credentials.setLocked(true);
  for (const left of [4, 3, 2, 1, 0]) assert.deepEqual(await credentials.unlock("111112"), { left });
  assert.deepEqual(await credentials.unlock("284617"), { left: 0 });
});

test("without a PIN locking stays as it was", async () => {
  const credentials = await Credentials.open(memory());
  await credentials.save(ACCOUNT);
  await credentials.setLocked(true);
  assert.equal((await credentials.load()).locked, true);
  assert.equal(await credentials.hasPin(), false);
});

test("which PINs may be", () => {
  assert.ok(isPin("284617") && !isPin("12345") && !isPin("12345a"));
  for (const easy of ["111111", "123456", "654321"]) assert.ok(isEasy(easy), easy);
  assert.ok(!isEasy("284617") && !isEasy("135791"));
});

test("the page locks itself when nobody touches it", (context) => {
  context.mock.timers.enable({ apis: ["setInterval"] });
  let time = 0;
  let locks = 0;
  const target = new EventTarget();
  watchIdle(() => 2, () => locks++, { now: () => time, target });
  time = 119_000;
  context.mock.timers.tick(5_000);
  target.dispatchEvent(new Event("keydown"));
  time = 200_000;
  context.mock.timers.tick(5_000);
  assert.equal(locks, 0);
  time = 240_000;
  context.mock.timers.tick(5_000);
  assert.equal(locks, 1);
});

test("who may invite is written as the schema asks", () => {
  const content = writePermissions({ everyone: false, users: ["@a:k"], servers: ["praxis.example"], insured: true });
  assert.deepEqual(content, { defaultSetting: "block all", userExceptions: { "@a:k": {} }, serverExceptions: { "praxis.example": {} }, groupExceptions: [{ groupName: "isInsuredPerson" }] });
  assert.deepEqual(readPermissions(content), { everyone: false, users: ["@a:k"], servers: ["praxis.example"], insured: true });
  assert.deepEqual(readPermissions({ userExceptions: [1], groupExceptions: "x" }), { everyone: true, users: [], servers: [], insured: false });
  assert.deepEqual(parseException(" Praxis.example "), { server: "praxis.example" });
  assert.deepEqual(parseException("@a:k.example"), { user: "@a:k.example" });
  assert.equal(parseException("irgendwas"), undefined);
});

test("an absence shows on its days only", () => {
  const absence = readAbsence({ from: "2026-11-24", to: "2026-11-27", note: "Vertretung: Dienstarzt" });
  assert.equal(isAway(absence, "2026-11-27"), true);
  assert.equal(isAway(absence, "2026-11-28"), false);
  assert.equal(awayText(absence, "2026-11-25"), "abwesend bis 27.11.: Vertretung: Dienstarzt");
  for (const odd of [undefined, {}, { from: "2026-11-24", to: "2026-11-20" }, { from: "morgen", to: "2026-11-20" }]) assert.equal(readAbsence(odd), undefined);
});
