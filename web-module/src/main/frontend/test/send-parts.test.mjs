import assert from "node:assert/strict";
import { test } from "node:test";
import { sendParts } from "../src/media/send-parts.mjs";

const MB = 1024 * 1024;

/** A server that keeps what came, and may lose the network within a part. */
function server({ size }) {
  const calls = [];
  const it = { calls, received: 0, breakAt: Infinity, busy: 0, gone: false };
  const state = () => ({ upload_id: "u", received: it.received, size, ...(it.received === size ? { content_uri: "mxc://k/m" } : {}) });
  it.call = async (method, path, body) => {
    calls.push(`${method} ${path}`);
    if (method === "POST") return { status: 200, body: state() };
    if (method === "GET") return it.gone ? { status: 404, body: {} } : { status: 200, body: state() };
    if (it.busy-- > 0) return { status: 409, body: { errcode: "M_UNKNOWN" } };
    assert.equal(path, `/_konsil/client/v1/uploads/u?offset=${it.received}`);
    if (it.received + body.size > it.breakAt) {
      it.received = it.breakAt;
      throw Object.assign(new Error("network"), { name: "ConnectionError" });
    }
    it.received += body.size;
    return { status: 200, body: state() };
  };
  return it;
}

test("after a lost network only what has not come is sent", async () => {
  const blob = new Blob([new Uint8Array(10 * MB)]);
  const it = server({ size: blob.size });
  const progress = [];
  const options = { onProgress: (sent) => progress.push(sent), signal: undefined, kept: {} };
  it.breakAt = 5 * MB;
  await assert.rejects(sendParts(it.call, blob, options), { name: "ConnectionError" });
  it.breakAt = Infinity;
  assert.equal(await sendParts(it.call, blob, options), "mxc://k/m");
  assert.equal(it.calls.filter((one) => one.startsWith("POST")).length, 1);
  assert.ok(it.calls.includes(`PATCH /_konsil/client/v1/uploads/u?offset=${5 * MB}`));
  assert.deepEqual(progress, [0, 4 * MB, 5 * MB, 9 * MB]);
});

test("a part that the server is still reading is waited for", async () => {
  const blob = new Blob([new Uint8Array(MB)]);
  const it = server({ size: blob.size });
  it.busy = 2;
  assert.equal(await sendParts(it.call, blob, { onProgress: () => {}, kept: {} }, 0), "mxc://k/m");
});

test("an upload that the server has forgotten begins anew", async () => {
  const blob = new Blob([new Uint8Array(MB)]);
  const it = server({ size: blob.size });
  it.gone = true;
  assert.equal(await sendParts(it.call, blob, { onProgress: () => {}, kept: { uploadId: "old" } }), "mxc://k/m");
});

test("what the server refuses is told", async () => {
  const call = async () => ({ status: 403, body: { errcode: "M_FORBIDDEN" } });
  await assert.rejects(sendParts(call, new Blob(["x"]), { onProgress: () => {}, kept: {} }), { httpStatus: 403, errcode: "M_FORBIDDEN" });
});
