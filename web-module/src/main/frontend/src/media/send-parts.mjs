// Sends what is large in parts: after a lost network, or a pause, only the part that was lost goes out again. Our server's own
// operations, /_konsil/client/v1/uploads.

const PART_BYTES = 4 * 1024 * 1024;
/** What is smaller goes in one piece. */
export const PARTS_FROM_BYTES = 2 * PART_BYTES;
const UPLOADS = "/_konsil/client/v1/uploads";
const BUSY = 409;
const BUSY_MS = 1000;
const BUSY_TRIES = 20;

/**
 * @param call (method, path, body, {onProgress, signal}) => Promise<{status, body}>
 * @param kept an object that remembers the upload from one try to the next
 * @returns the mxc address; throws {httpStatus, errcode}, or what `call` throws
 */
export async function sendParts(call, blob, { onProgress, signal, kept }, busyMs = BUSY_MS) {
  let state = (await howFar(call, kept, signal)) ?? (await begin(call, blob, kept, signal));
  for (let busy = 0; !state.content_uri; ) {
    const from = state.received;
    onProgress(from);
    const part = blob.slice(from, from + PART_BYTES);
    const answer = await call("PATCH", `${UPLOADS}/${kept.uploadId}?offset=${from}`, part, { onProgress: (sent) => onProgress(from + sent), signal });
    if (answer.status === BUSY && busy++ < BUSY_TRIES) {
      // the part that was broken off is still being read there
      await new Promise((resolve) => setTimeout(resolve, busyMs));
      state = ok(await call("GET", `${UPLOADS}/${kept.uploadId}`, undefined, { signal }));
    } else {
      state = ok(answer);
    }
  }
  return state.content_uri;
}

/** Tells the server that nothing more comes; it would find out by itself within a day. */
export async function dropParts(call, kept) {
  if (kept.uploadId) await call("DELETE", `${UPLOADS}/${kept.uploadId}`, undefined, {});
}

async function howFar(call, kept, signal) {
  if (!kept.uploadId) return undefined;
  const answer = await call("GET", `${UPLOADS}/${kept.uploadId}`, undefined, { signal });
  return answer.status === 404 ? undefined : ok(answer);
}

async function begin(call, blob, kept, signal) {
  const state = ok(await call("POST", UPLOADS, new Blob([JSON.stringify({ size: blob.size })], { type: "application/json" }), { signal }));
  kept.uploadId = state.upload_id;
  return state;
}

function ok({ status, body }) {
  if (status === 200) return body;
  throw Object.assign(new Error(`upload: ${status}`), { httpStatus: status, errcode: body?.errcode });
}
