// One WebSocket to /ws that carries syncs and sends as JSON frames:
//   → {op:"auth", access_token, user_agent}                      first frame, within 10 s
//   ← {op:"ready"}
//   → {id, op:"sync", since?, timeout?, filter?, set_presence?, full_state?}
//   → {id, op:"send", room_id, type, txn_id, content}
//   → {id, op:"cancel"}                                          nobody waits for the answer any more
//   ← {id, status, body}                                         the body the HTTP API would have sent, errors too
// The server closes with 4401 when the token expired or was revoked. While there is no open channel everything goes by
// HTTP; it is tried again with growing pauses.
import { timUserAgent } from "./client-id.mjs";

const FIRST_PAUSE_MS = 1_000;
const LONGEST_PAUSE_MS = 60_000;
const AUTH_TIMEOUT_MS = 10_000;
const OPEN = 1;
const CLOSED_BY_TOKEN = 4401;

export class RealtimeChannel {
  #waiting = new Map();
  #nextId = 1;
  #pause = FIRST_PAUSE_MS;
  #socket;
  #timer;
  #stopped = true;

  /** @param token () => Promise<string> */
  constructor({ url, token, onState = () => {}, WebSocketType = globalThis.WebSocket, timers = globalThis }) {
    this.url = url;
    this.token = token;
    this.onState = onState;
    this.WebSocketType = WebSocketType;
    this.timers = timers;
    this.ready = false;
  }

  start() {
    this.#stopped = false;
    this.#connect();
  }

  stop() {
    this.#stopped = true;
    this.timers.clearTimeout(this.#timer);
    this.#socket?.close(1000);
  }

  /** Tries at once instead of after the pause: the network came back, or a new token is there. */
  retryNow() {
    if (this.#stopped || this.#socket) return;
    this.timers.clearTimeout(this.#timer);
    this.#pause = FIRST_PAUSE_MS;
    this.#connect();
  }

  /** {status, body}, or undefined when the channel closed before the answer came. */
  request(frame, signal) {
    if (!this.ready || this.#socket.readyState > OPEN) return Promise.resolve(undefined);
    if (signal?.aborted) return Promise.reject(aborted());
    const id = this.#nextId++;
    return new Promise((resolve, reject) => {
      const onAbort = () => {
        this.#waiting.delete(id);
        if (this.ready && !(this.#socket.readyState > OPEN)) this.#socket.send(JSON.stringify({ id, op: "cancel" }));
        reject(aborted());
      };
      signal?.addEventListener("abort", onAbort, { once: true });
      this.#waiting.set(id, (answer) => {
        signal?.removeEventListener("abort", onAbort);
        resolve(answer);
      });
      this.#socket.send(JSON.stringify({ id, ...frame }));
    });
  }

  async #connect() {
    let socket;
    try {
      const token = await this.token();
      if (this.#stopped) return;
      socket = new this.WebSocketType(this.url);
      this.#socket = socket;
      const late = this.timers.setTimeout(() => socket.close(), AUTH_TIMEOUT_MS);
      socket.onopen = () => socket.send(JSON.stringify({ op: "auth", access_token: token, user_agent: timUserAgent() }));
      socket.onmessage = (message) => this.#receive(JSON.parse(message.data), late);
      socket.onclose = (event) => {
        this.timers.clearTimeout(late);
        this.#closed(event.code);
      };
    } catch {
      this.#closed(0);
    }
  }

  #receive(frame, late) {
    if (frame.op === "ready") {
      this.timers.clearTimeout(late);
      this.#pause = FIRST_PAUSE_MS;
      this.ready = true;
      this.onState(true);
      return;
    }
    const answer = this.#waiting.get(frame.id);
    this.#waiting.delete(frame.id);
    answer?.({ status: frame.status, body: frame.body });
  }

  #closed(code) {
    const was = this.ready;
    this.ready = false;
    this.#socket = undefined;
    const waiting = [...this.#waiting.values()];
    this.#waiting.clear();
    for (const answer of waiting) answer(undefined);
    if (was) this.onState(false);
    if (this.#stopped) return;
    // an expired token is replaced by the next HTTP request, so a short pause is enough
    const pause = code === CLOSED_BY_TOKEN ? FIRST_PAUSE_MS : this.#pause;
    this.#pause = Math.min(this.#pause * 2, LONGEST_PAUSE_MS);
    this.#timer = this.timers.setTimeout(() => this.#connect(), pause);
  }
}

function aborted() {
  return new DOMException("aborted", "AbortError");
}
