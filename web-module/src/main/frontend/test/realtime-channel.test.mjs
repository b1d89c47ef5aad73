import assert from "node:assert/strict";
import { test } from "node:test";
import { frameFor, routedFetch } from "../src/net/fetch-router.mjs";
import { RealtimeChannel } from "../src/net/realtime-channel.mjs";

const ORIGIN = "https://konsil.example";
const url = (path) => new URL(path, ORIGIN);
const turn = () => new Promise((resolve) => setImmediate(resolve));

class FakeSocket {
  static all = [];
  sent = [];
  constructor(address) {
    this.address = address;
    FakeSocket.all.push(this);
  }
  send(text) {
    this.sent.push(JSON.parse(text));
  }
  close(code = 1006) {
    this.onclose({ code });
  }
  receive(frame) {
    this.onmessage({ data: JSON.stringify(frame) });
  }
}

class Timers {
  waiting = [];
  setTimeout(work, milliseconds) {
    this.waiting.push({ work, milliseconds });
    return this.waiting.at(-1);
  }
  clearTimeout(timer) {
    this.waiting = this.waiting.filter((t) => t !== timer);
  }
}

async function opened(timers = new Timers()) {
  FakeSocket.all = [];
  const channel = new RealtimeChannel({ url: "wss://konsil.example/ws", token: async () => "secret", WebSocketType: FakeSocket, timers });
  channel.start();
  await turn();
  const socket = FakeSocket.all[0];
  socket.onopen();
  socket.receive({ op: "ready" });
  return { channel, socket, timers };
}

test("the token is the first frame, and only then is the channel ready", async () => {
  const { channel, socket } = await opened();
  assert.equal(socket.sent.length, 1);
  const { user_agent: client, ...auth } = socket.sent[0];
  assert.deepEqual(auth, { op: "auth", access_token: "secret" });
  assert.equal(client.split(",").length, 7);
  assert.equal(channel.ready, true);
});

test("answers find their requests, in whatever order they come", async () => {
  const { channel, socket } = await opened();
  const first = channel.request({ op: "sync" });
  const second = channel.request({ op: "send" });
  socket.receive({ id: 2, status: 200, body: { event_id: "$e" } });
  socket.receive({ id: 1, status: 200, body: { next_batch: "s1" } });
  assert.deepEqual(await second, { status: 200, body: { event_id: "$e" } });
  assert.deepEqual(await first, { status: 200, body: { next_batch: "s1" } });
});

test("requests under way end empty when the socket closes, and it is tried again with growing pauses", async () => {
  const { channel, socket, timers } = await opened();
  const pending = channel.request({ op: "sync" });
  socket.close();
  assert.equal(await pending, undefined);
  assert.equal(channel.ready, false);
  assert.equal(timers.waiting.at(-1).milliseconds, 1000);
  timers.waiting.pop().work();
  await turn();
  FakeSocket.all[1].close();
  assert.equal(timers.waiting.at(-1).milliseconds, 2000);
});

test("an aborted request is taken back", async () => {
  const { channel, socket } = await opened();
  const abort = new AbortController();
  const pending = channel.request({ op: "sync" }, abort.signal);
  abort.abort();
  await assert.rejects(pending, { name: "AbortError" });
  assert.deepEqual(socket.sent.at(-1), { id: 1, op: "cancel" });
});

test("a stopped channel does not come back", async () => {
  const { channel, timers } = await opened();
  channel.stop();
  assert.equal(timers.waiting.length, 0);
});

test("sync and send become frames, everything else stays a request", () => {
  assert.deepEqual(frameFor(url("/_matrix/client/v3/sync?timeout=30000&since=s1&filter=2&set_presence=offline"), {}), { op: "sync", since: "s1", filter: "2", set_presence: "offline", timeout: 30000 });
  assert.deepEqual(frameFor(url("/_matrix/client/v3/rooms/!a%3Ak/send/m.room.encrypted/m1"), { method: "PUT", body: '{"x":1}' }), { op: "send", room_id: "!a:k", type: "m.room.encrypted", txn_id: "m1", content: { x: 1 } });
  assert.equal(frameFor(url("/_matrix/client/v3/keys/query"), { method: "POST", body: "{}" }), undefined);
});

function router({ channel, tokens, answers }) {
  const calls = [];
  const fetchFn = async (address, init) => {
    calls.push({ path: new URL(address).pathname, auth: new Headers(init.headers).get("Authorization") });
    const [status, body] = answers.shift() ?? [200, {}];
    return new Response(JSON.stringify(body), { status, headers: { "Content-Type": "application/json" } });
  };
  return { calls, fetch: routedFetch({ tokens, channel, fetchFn, origin: ORIGIN }) };
}

const steady = { current: async () => "t1", refresh: async () => false };
const withAuth = { headers: { Authorization: "Bearer kept-by-the-page" } };

test("a request carries the token of the moment, never the placeholder", async () => {
  const { calls, fetch } = router({ tokens: steady, answers: [] });
  await fetch(url("/_matrix/client/v3/devices"), withAuth);
  assert.equal(calls[0].auth, "Bearer t1");
});

test("an expired token is refreshed once and the request repeated", async () => {
  let token = "old";
  const tokens = { current: async () => token, refresh: async () => ((token = "new"), true) };
  const { calls, fetch } = router({ tokens, answers: [[401, { errcode: "M_UNKNOWN_TOKEN" }], [200, { ok: true }]] });
  const response = await fetch(url("/_matrix/client/v3/devices"), withAuth);
  assert.equal(response.status, 200);
  assert.deepEqual(calls.map((call) => call.auth), ["Bearer old", "Bearer new"]);
});

test("a password question (401 with flows) is not a stale token", async () => {
  const { calls, fetch } = router({ tokens: { ...steady, refresh: async () => assert.fail() }, answers: [[401, { flows: [] }]] });
  assert.equal((await fetch(url("/_matrix/client/v3/devices/X"), { method: "DELETE", ...withAuth })).status, 401);
  assert.equal(calls.length, 1);
});

test("a sync goes over the open channel and falls back when it closes under way", async () => {
  const channel = { ready: true, request: async () => ({ status: 200, body: { next_batch: "s2" } }) };
  const open = router({ channel, tokens: steady, answers: [] });
  assert.deepEqual(await (await open.fetch(url("/_matrix/client/v3/sync"), withAuth)).json(), { next_batch: "s2" });
  assert.equal(open.calls.length, 0);
  channel.request = async () => undefined;
  const closed = router({ channel, tokens: steady, answers: [[200, { next_batch: "s3" }]] });
  assert.deepEqual(await (await closed.fetch(url("/_matrix/client/v3/sync"), withAuth)).json(), { next_batch: "s3" });
});

test("no other origin is ever asked", async () => {
  const { fetch } = router({ tokens: steady, answers: [] });
  await assert.rejects(fetch(new URL("https://elsewhere.example/_matrix"), withAuth));
});

test("a server that is only starting counts as away", async () => {
  const starting = async () => new Response("<html>404</html>", { status: 404, headers: { "Content-Type": "text/html" } });
  await assert.rejects(routedFetch({ tokens: steady, fetchFn: starting, origin: ORIGIN })(url("/_matrix/client/versions")), TypeError);
  const unknown = router({ tokens: steady, answers: [[404, { errcode: "M_UNRECOGNIZED" }]] });
  assert.equal((await unknown.fetch(url("/_matrix/client/v1/auth_metadata"))).status, 404);
});
