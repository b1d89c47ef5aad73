import assert from "node:assert/strict";
import { test } from "node:test";
import { Tokens } from "../src/session/tokens.mjs";

const answer = (status, body) => async () => new Response(JSON.stringify(body), { status });
const NEW = { access_token: "a2", refresh_token: "r2", expires_in_ms: 60_000 };

test("a token about to expire is replaced before it is used, and saved before that", async () => {
  const order = [];
  const tokens = new Tokens({ accessToken: "a1", refreshToken: "r1", expiresAt: 1_000 }, async (secrets) => order.push(`saved ${secrets.refreshToken}`), { fetchFn: answer(200, NEW), now: () => 0 });
  tokens.onChange((token) => order.push(`changed to ${token}`));
  assert.equal(await tokens.current(), "a2");
  assert.deepEqual(order, ["saved r2", "changed to a2"]);
});

test("a fresh token is left alone", async () => {
  const tokens = new Tokens({ accessToken: "a1", refreshToken: "r1", expiresAt: 90_000 }, assert.fail, { fetchFn: assert.fail, now: () => 0 });
  assert.equal(await tokens.current(), "a1");
});

test("many requests that find the token stale refresh it once", async () => {
  let asked = 0;
  const fetchFn = async () => {
    asked++;
    return new Response(JSON.stringify(NEW), { status: 200 });
  };
  const tokens = new Tokens({ accessToken: "a1", refreshToken: "r1" }, async () => {}, { fetchFn });
  assert.deepEqual(await Promise.all([tokens.refresh("a1"), tokens.refresh("a1"), tokens.refresh("a1")]), [true, true, true]);
  assert.equal(asked, 1);
  assert.equal(await tokens.refresh("a1"), true);
  assert.equal(asked, 1);
});

test("a refused refresh token ends the session, an unreachable server does not", async () => {
  const secrets = { accessToken: "a1", refreshToken: "r1" };
  assert.equal(await new Tokens(secrets, async () => {}, { fetchFn: answer(401, {}) }).refresh("a1"), false);
  await assert.rejects(new Tokens(secrets, async () => {}, { fetchFn: answer(503, {}) }).refresh("a1"), TypeError);
});

test("without a refresh token there is nothing to try", async () => {
  assert.equal(await new Tokens({ accessToken: "a1" }, async () => {}, { fetchFn: assert.fail }).refresh("a1"), false);
});
