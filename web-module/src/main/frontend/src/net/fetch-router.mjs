// The fetch function given to matrix-js-sdk. It puts the token of the moment on each request, refreshes it when the
// server says it is old, and sends syncs and messages over the real-time channel while that is open.

import { timUserAgent } from "./client-id.mjs";

const SYNC = /^\/_matrix\/client\/v3\/sync$/;
const SEND = /^\/_matrix\/client\/v3\/rooms\/([^/]+)\/send\/([^/]+)\/([^/]+)$/;

/** @param channel a RealtimeChannel or undefined; @param tokens a Tokens */
export function routedFetch({ tokens, channel, fetchFn = (...a) => globalThis.fetch(...a), origin = globalThis.location?.origin }) {
  return async (input, init = {}) => {
    const url = new URL(input.toString(), origin);
    if (url.origin !== origin) throw new TypeError("only our own server");
    const frame = channel?.ready ? frameFor(url, init) : undefined;
    if (frame) {
      const answer = await channel.request(frame, init.signal);
      // undefined: the channel closed under the request. A sync is read-only and a send repeats its transaction id,
      // so asking again by HTTP is safe.
      if (answer && !staleToken(answer.status, answer.body)) return asResponse(answer);
    }
    return fromMatrix(await withToken(url, init, tokens, fetchFn));
  };
}

/**
 * A server that starts or a proxy without one answers in its own words: that is no answer of Matrix but a server that
 * is away, and the SDK must wait for it as it waits for a network.
 */
function fromMatrix(response) {
  const away = [404, 502, 503, 504].includes(response.status) && !/json/.test(response.headers.get("Content-Type") ?? "");
  if (away) throw new TypeError(`server away: ${response.status}`);
  return response;
}

/** The frame that says the same as the request, or undefined when it must go by HTTP. */
export function frameFor(url, init) {
  const method = init.method ?? "GET";
  if (method === "GET" && SYNC.test(url.pathname)) {
    const frame = { op: "sync" };
    for (const name of ["since", "filter", "set_presence"]) if (url.searchParams.has(name)) frame[name] = url.searchParams.get(name);
    if (url.searchParams.has("timeout")) frame.timeout = Number(url.searchParams.get("timeout"));
    if (url.searchParams.get("full_state") === "true") frame.full_state = true;
    return frame;
  }
  const send = method === "PUT" && SEND.exec(url.pathname);
  if (send && typeof init.body === "string") {
    const [roomId, type, txnId] = send.slice(1).map(decodeURIComponent);
    return { op: "send", room_id: roomId, type, txn_id: txnId, content: JSON.parse(init.body) };
  }
  return undefined;
}

async function withToken(url, init, tokens, fetchFn) {
  const headers = new Headers(init.headers);
  headers.set("X-TIM-User-Agent", timUserAgent());
  if (!headers.has("Authorization")) return fetchFn(url, { ...init, headers });
  const token = await tokens.current();
  headers.set("Authorization", `Bearer ${token}`);
  const response = await fetchFn(url, { ...init, headers });
  if (response.status !== 401) return response;
  const body = await response.clone().json().catch(() => ({}));
  if (!staleToken(401, body) || !(await tokens.refresh(token))) return response;
  headers.set("Authorization", `Bearer ${await tokens.current()}`);
  return fetchFn(url, { ...init, headers });
}

function staleToken(status, body) {
  return status === 401 && body?.errcode === "M_UNKNOWN_TOKEN";
}

/** What the SDK reads of a Response, without making text of a body that is already parsed. */
function asResponse({ status, body }) {
  return {
    ok: status >= 200 && status < 300,
    status,
    headers: new Headers({ "Content-Type": "application/json" }),
    json: async () => body,
    text: async () => JSON.stringify(body),
  };
}
