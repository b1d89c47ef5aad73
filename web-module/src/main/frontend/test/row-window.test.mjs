import assert from "node:assert/strict";
import { test } from "node:test";
import { RowWindow } from "../src/timeline/row-window.mjs";

const rows = (count) => Array.from({ length: count }, (_, i) => ({ key: `m${i}`, kind: "msg" }));
const SCREEN = 800;

test("a short chat is in the page as a whole", () => {
  assert.deepEqual(new RowWindow().range(rows(150), 0, SCREEN), { from: 0, to: 150, above: 0, below: 0 });
});

test("of a long one only what is in sight and around it, and the whole stays as high as it is", () => {
  const window = new RowWindow();
  const all = rows(10_000);
  for (const row of all) window.learn(row, 50);
  for (const top of [0, 123_456, Infinity]) {
    const { from, to, above, below } = window.range(all, top, SCREEN);
    assert.ok(to - from <= 82, `${to - from} rows at ${top}`);
    assert.equal(above + (to - from) * 50 + below, 500_000);
    const sight = Math.min(top, 500_000 - SCREEN);
    assert.ok(above <= sight && above + (to - from) * 50 >= sight + SCREEN);
  }
});

test("what was never seen is as high as messages are on the average, other kinds as they usually are", () => {
  const window = new RowWindow();
  window.learn({ key: "a", kind: "msg" }, 40);
  window.learn({ key: "b", kind: "msg" }, 80);
  window.learn({ key: "b", kind: "msg" }, 100);
  assert.equal(window.heightOf({ key: "c", kind: "msg" }), 70);
  assert.equal(window.heightOf({ key: "day-1", kind: "day" }), 46);
  window.forget();
  assert.equal(window.heightOf({ key: "a", kind: "msg" }), 58);
});

test("a row is found by what lies above it", () => {
  const window = new RowWindow();
  const all = rows(3);
  all.forEach((row, i) => window.learn(row, 10 * (i + 1)));
  assert.equal(window.offsetOf(all, "m2"), 30);
  assert.equal(window.offsetOf(all, "gone"), undefined);
});

test("new rows are wanted one screen before the old ones end, but not where there are none", () => {
  const window = new RowWindow();
  const range = { from: 10, to: 90, above: 500, below: 500 };
  assert.equal(window.isShort(range, 1400, SCREEN, 5000), false);
  assert.equal(window.isShort(range, 1200, SCREEN, 5000), true);
  assert.equal(window.isShort(range, 3000, SCREEN, 5000), true);
  assert.equal(window.isShort({ from: 0, to: 90, above: 0, below: 500 }, 0, SCREEN, 5000), false);
});
