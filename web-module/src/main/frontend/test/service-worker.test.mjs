// The service worker as the browser runs it, with caches and notices that the test looks at.
import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";
import { test } from "node:test";
import { runInNewContext } from "node:vm";

const ORIGIN = "https://klinik.example";
const script = await readFile(new URL("../../webapp/sw.js", import.meta.url), "utf8");

function worker(kept) {
  const listeners = {};
  const shown = [];
  const requests = kept.map(([path]) => ({ url: ORIGIN + path }));
  const cache = { keys: async () => requests, match: async ({ url }) => ({ json: async () => kept.find(([path]) => ORIGIN + path === url)[1] }) };
  const self = { location: `${ORIGIN}/sw.js?name=Medichat`, addEventListener: (type, listener) => (listeners[type] = listener), registration: { showNotification: async (title, options) => shown.push({ title, ...options }) } };
  runInNewContext(script, { self, caches: { open: async () => cache }, URL });
  const push = async (data) => {
    let done;
    listeners.push({ data, waitUntil: (promise) => (done = promise) });
    await done;
    return shown.at(-1);
  };
  return push;
}

test("a push is shown in the language of the page that was last open, and says nothing else", async () => {
  const push = worker([["/ui/api/strings/de?v=1", { "notify.body": "Neue Nachricht" }], ["/ui/api/strings/en?v=1", { "notify.body": "New message" }]]);
  const notice = await push({ json: () => ({ room_id: "!r:klinik.example", event_id: "$e", content: { body: "39,2" } }) });
  assert.deepEqual(JSON.parse(JSON.stringify(notice)), { title: "Medichat", body: "New message", tag: "konsil", icon: "/icon.svg", data: { roomId: "!r:klinik.example" } });
});

test("what cannot be read is shown too: a browser ends the subscription of who keeps a push to himself", async () => {
  const notice = await worker([])({ json: () => JSON.parse("x") });
  assert.equal(notice.title, "Medichat");
  assert.equal((await worker([])(null)).title, "Medichat");
});
