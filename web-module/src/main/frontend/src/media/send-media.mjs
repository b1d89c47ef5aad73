// One upload by XMLHttpRequest: fetch cannot tell how much of a request has gone out.

/** @returns the mxc address; throws {httpStatus, errcode}, or an error named ConnectionError when the network is away */
export async function sendMedia(tokens, blob, { onProgress, signal }, again = true) {
  const token = await tokens.current();
  const { status, body } = await post(blob, token, onProgress, signal);
  if (status === 200) return body.content_uri;
  if (status === 401 && again && (await tokens.refresh(token))) return sendMedia(tokens, blob, { onProgress, signal }, false);
  throw Object.assign(new Error(`upload: ${status}`), { httpStatus: status, errcode: body?.errcode });
}

function post(blob, token, onProgress, signal) {
  return new Promise((resolve, reject) => {
    const request = new XMLHttpRequest();
    request.open("POST", "/_matrix/media/v3/upload");
    request.setRequestHeader("Authorization", `Bearer ${token}`);
    request.setRequestHeader("Content-Type", "application/octet-stream");
    request.responseType = "json";
    request.upload.onprogress = (event) => onProgress(event.loaded);
    request.onload = () => resolve({ status: request.status, body: request.response });
    request.onerror = request.ontimeout = () => reject(Object.assign(new Error("network"), { name: "ConnectionError" }));
    request.onabort = () => reject(new DOMException("aborted", "AbortError"));
    signal.addEventListener("abort", () => request.abort(), { once: true });
    request.send(blob);
  });
}
