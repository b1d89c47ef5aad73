import assert from "node:assert/strict";
import { createDecipheriv, createHash, webcrypto } from "node:crypto";
import { test } from "node:test";
import { counterAt, decryptAttachment, encryptAttachment } from "../src/media/attachment-crypto.mjs";

// Debian 12 has Node 18, where this is not global yet.
globalThis.crypto ??= webcrypto;

const bytes = (length) => Uint8Array.from({ length }, (_, i) => (i * 31 + (i >> 8)) & 0xff);

test("what one side encrypts the other reads, over more than one piece", async () => {
  const plain = bytes(20 * 1024 * 1024 + 7);
  const { data, file } = await encryptAttachment(new Blob([plain]));
  assert.notDeepEqual(data.slice(0, 64), plain.slice(0, 64));
  const back = new Uint8Array(await (await decryptAttachment(data, file)).arrayBuffer());
  assert.equal(Buffer.compare(Buffer.from(back), Buffer.from(plain)), 0);
});

test("the format is AES-256-CTR and SHA-256 as another implementation has them", async () => {
  const plain = bytes(9 * 1024 * 1024);
  const { data, file } = await encryptAttachment(new Blob([plain]));
  assert.equal(file.v, "v2");
  assert.equal(file.key.alg, "A256CTR");
  assert.equal(file.hashes.sha256, createHash("sha256").update(data).digest("base64").replace(/=+$/, ""));
  const iv = Buffer.from(file.iv, "base64");
  assert.deepEqual([...iv.subarray(8)], [0, 0, 0, 0, 0, 0, 0, 0]);
  const decipher = createDecipheriv("aes-256-ctr", Buffer.from(file.key.k, "base64url"), iv);
  assert.equal(Buffer.compare(Buffer.concat([decipher.update(data), decipher.final()]), Buffer.from(plain)), 0);
});

test("a changed byte is refused", async () => {
  const { data, file } = await encryptAttachment(new Blob([bytes(100)]));
  data[50] ^= 1;
  await assert.rejects(decryptAttachment(data, file), /hash/);
});

test("the counter goes on where the last piece ended", () => {
  const iv = new Uint8Array(16);
  assert.equal(counterAt(iv, 16 * 258)[15], 2);
  assert.equal(counterAt(iv, 16 * 258)[14], 1);
});

test("an empty file survives", async () => {
  const { data, file } = await encryptAttachment(new Blob([]));
  assert.equal((await decryptAttachment(data, file)).size, 0);
});
