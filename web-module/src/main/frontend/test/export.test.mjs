import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { test } from "node:test";
import { exportChat } from "../src/export/export.mjs";
import { manifestOf, mediaOf, safeName, sha256 } from "../src/export/record.mjs";
import { crc32, zip } from "../src/export/zip.mjs";
import { useTexts } from "../src/lib/i18n.mjs";

useTexts({ "msg.kind.file": "Datei" }, "de");
const AT = new Date(2026, 10, 24, 2, 47, 10);

function event(id, content, more = {}) {
  return { status: null, sender: { name: "Nachtdienst 3B" }, getId: () => id, getSender: () => "@a:k", getTs: () => AT.getTime(), getType: () => "m.room.message", getContent: () => content, getWireContent: () => content, getStateKey: () => undefined, isState: () => false, isRedacted: () => false, isDecryptionFailure: () => false, replacingEventId: () => undefined, ...more };
}

/** What is in a stored archive, read by its directory as any unpacker would. */
async function entries(blob) {
  const bytes = Buffer.from(await blob.arrayBuffer());
  const end = bytes.lastIndexOf(Buffer.from("PK\x05\x06"));
  const found = new Map();
  let at = bytes.readUInt32LE(end + 16);
  for (let i = 0; i < bytes.readUInt16LE(end + 10); i++) {
    const [crc, size, nameLength, offset] = [bytes.readUInt32LE(at + 16), bytes.readUInt32LE(at + 24), bytes.readUInt16LE(at + 28), bytes.readUInt32LE(at + 42)];
    const name = bytes.toString("utf8", at + 46, at + 46 + nameLength);
    const data = bytes.subarray(offset + 30 + nameLength, offset + 30 + nameLength + size);
    assert.equal(crc32(data), crc);
    found.set(name, data);
    at += 46 + nameLength;
  }
  return found;
}

test("an archive that others can read", async () => {
  assert.equal(crc32(new TextEncoder().encode("123456789")), 0xcbf43926);
  const blob = await zip([{ path: "größe.txt", blob: new Blob(["Bett 2"]) }, { path: "media/leer", blob: new Blob([]) }], AT);
  const found = await entries(blob);
  assert.equal(found.get("größe.txt").toString(), "Bett 2");
  assert.equal(found.get("media/leer").length, 0);
});

test("an unpacker agrees, where one is installed", { skip: spawnSync("python3", ["-c", "import zipfile"]).status !== 0 }, async () => {
  const folder = mkdtempSync(join(tmpdir(), "konsil-zip-"));
  try {
    const file = join(folder, "a.zip");
    writeFileSync(file, Buffer.from(await (await zip([{ path: "ä/b.txt", blob: new Blob(["x".repeat(70_000)]) }], AT)).arrayBuffer()));
    const { stdout, status } = spawnSync("python3", ["-c", "import sys,zipfile; z=zipfile.ZipFile(sys.argv[1]); assert z.testzip() is None; print(z.namelist(), z.infolist()[0].date_time)", file], { encoding: "utf8", env: { ...process.env, PYTHONIOENCODING: "utf-8" } });
    assert.equal(status, 0);
    assert.match(stdout, /\['ä\/b\.txt'\] \(2026, 11, 24, 2, 47, 10\)/);
    assert.ok(readFileSync(file).length > 70_000);
  } finally {
    rmSync(folder, { recursive: true });
  }
});

test("names are harmless on every system, and keep their ending", () => {
  assert.equal(safeName("../../etc/passwd"), "_.._etc_passwd");
  assert.equal(safeName('a:b*?"<>|\u202e.pdf'), "a_b_______.pdf");
  assert.equal(safeName("."), "file");
  assert.equal(safeName(undefined), "file");
  assert.match(safeName(`${"x".repeat(300)}.pdf`), /^x{76}\.pdf$/);
});

test("only messages with a file have one", () => {
  assert.equal(mediaOf(event("$1", { msgtype: "m.file", body: "b.pdf", url: "mxc://k/1" }), 3).path, "media/00004-b.pdf");
  assert.equal(mediaOf(event("$1", { msgtype: "m.text", body: "x" }), 0), undefined);
  assert.equal(mediaOf(event("$1", { msgtype: "m.file", body: "b.pdf", url: "mxc://k/1" }, { isRedacted: () => true }), 0), undefined);
});

test("the whole chat, back to its beginning, with a hash of every file and a word about what is missing", async () => {
  const older = [event("$0", { msgtype: "m.text", body: "Bett 2 hat Fieber" })];
  const newer = [event("$1", { msgtype: "m.file", body: "befund.pdf", url: "mxc://k/1" }), event("$2", { msgtype: "m.file", body: "weg.pdf", url: "mxc://k/2" }), event("$3", {}, { getType: () => "m.room.encrypted", isDecryptionFailure: () => true }), event("~local", { msgtype: "m.text", body: "nicht gesendet" }, { status: "sending" })];
  let token = "t1";
  const timeline = { getEvents: () => (token ? newer : [...older, ...newer]), getPaginationToken: () => token };
  const room = { roomId: "!r:k", name: "Team", getLiveTimeline: () => timeline, decryptAllEvents: async () => {} };
  const ctx = { client: { getUserId: () => "@me:k", scrollback: async () => void (token = null) }, media: { fetch: async ({ url }) => (url.endsWith("/1") ? new Blob(["%PDF"]) : Promise.reject(new Error("404"))) } };
  const stages = [];
  const { blob, manifest } = await exportChat(ctx, room, { media: true, signal: new AbortController().signal, onProgress: (stage) => stages.push(stage) });
  const found = await entries(blob);
  assert.deepEqual([...found.keys()], ["manifest.json", "chat.json", "chat.txt", "media/00002-befund.pdf"]);
  assert.deepEqual(manifest.missing, ["media/00003-weg.pdf"]);
  for (const { path, bytes, sha256: hash } of manifest.files) {
    assert.equal(bytes, found.get(path).length);
    assert.equal(hash, await sha256(new Blob([found.get(path)])));
  }
  const records = JSON.parse(found.get("chat.json"));
  assert.deepEqual(records.map(({ event_id }) => event_id), ["$0", "$1", "$2", "$3"]);
  assert.equal(records[3].unreadable, true);
  assert.match(found.get("chat.txt").toString(), /^24\.11\.2026, 02:47 {2}Nachtdienst 3B: Bett 2 hat Fieber\n/);
  assert.deepEqual([...new Set(stages)], ["history", "media"]);
});

test("an export that is left stops", async () => {
  const abort = new AbortController();
  abort.abort();
  const room = { getLiveTimeline: () => ({ getPaginationToken: () => "t" }) };
  await assert.rejects(exportChat({}, room, { signal: abort.signal, onProgress: () => {} }));
});

test("the manifest names the chat and who exported it", async () => {
  const manifest = await manifestOf([{ path: "a", blob: new Blob(["x"]) }], { room: { roomId: "!r", name: "Team" }, exportedBy: "@me:k", missing: [] }, AT.getTime());
  assert.deepEqual([manifest.room.id, manifest.exported_by, manifest.files[0].bytes], ["!r", "@me:k", 1]);
});
