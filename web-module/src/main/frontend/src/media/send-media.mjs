// Uploads by XMLHttpRequest: fetch cannot tell how much of a request has gone out.
import { dropParts, PARTS_FROM_BYTES, sendParts } from "./send-parts.mjs";

/**
 * @param kept an object that remembers an upload in parts from one try to the next
 * @returns the mxc address; throws {httpStatus, errcode}, or an error named ConnectionError when the network is away
 */
export async function sendMedia(tokens, blob, { onProgress, signal, kept }) {
  if (kept && blob.size >= PARTS_FROM_BYTES) return sendParts(caller(tokens), blob, { onProgress, signal, kept });
  const { status, body } = await caller(tokens)("POST", "/_matrix/media/v3/upload", blob, { onProgress, signal });
  if (status === 200) return body.content_uri;
  throw Object.assign(new Error(`upload: ${status}`), { httpStatus: status, errcode: body?.errcode });
}

/** The upload will not be gone on with. */
export function dropMedia(tokens, kept) {
  return dropParts(caller(tokens), kept);
}

/** Requests with the token of the moment; one that has run out is renewed once. */
function caller(tokens) {
  return async (method, path, body, options) => {
    const token = await tokens.current();
    const answer = await exchange(method, path, body, token, options);
    if (answer.status !== 401 || !(await tokens.refresh(token))) return answer;
    return exchange(method, path, body, await tokens.current(), options);
  };
}

function exchange(method, path, body, token, { onProgress = () => {}, signal }) {
  return new Promise((resolve, reject) => {
    const request = new XMLHttpRequest();
    request.open(method, path);
    request.setRequestHeader("Authorization", `Bearer ${token}`);
    request.setRequestHeader("Content-Type", body?.type || "application/octet-stream");
    request.responseType = "json";
    request.upload.onprogress = (event) => onProgress(event.loaded);
    request.onload = () => resolve({ status: request.status, body: request.response });
    request.onerror = request.ontimeout = () => reject(Object.assign(new Error("network"), { name: "ConnectionError" }));
    request.onabort = () => reject(new DOMException("aborted", "AbortError"));
    signal?.addEventListener("abort", () => request.abort(), { once: true });
    request.send(body);
  });
}
