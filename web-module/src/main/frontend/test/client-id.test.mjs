import assert from "node:assert/strict";
import { test } from "node:test";
import { timUserAgent } from "../src/net/client-id.mjs";

test("the client says seven things of itself", () => {
  const windows = timUserAgent("Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 Chrome/143.0 Safari/537.36");
  assert.equal(windows, "1.0.2-0,0,Messenger-Client,web,Windows,10.0,konsil-web");
});

test("each system is known by its own mark", () => {
  const systemOf = (agent) => timUserAgent(agent).split(",").slice(4, 6);
  assert.deepEqual(systemOf("Mozilla/5.0 (iPhone; CPU iPhone OS 18_1 like Mac OS X) Safari/604.1"), ["iOS", "18.1"]);
  assert.deepEqual(systemOf("Mozilla/5.0 (Linux; Android 15; Pixel 9) Chrome/143.0"), ["Android", "15"]);
  assert.deepEqual(systemOf("Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) Safari/605.1"), ["macOS", "10.15.7"]);
  assert.deepEqual(systemOf("Mozilla/5.0 (X11; Linux x86_64) Firefox/146.0"), ["Linux", "unknown"]);
  assert.deepEqual(systemOf("something, else"), ["unknown", "unknown"]);
});
