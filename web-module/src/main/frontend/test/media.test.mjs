import assert from "node:assert/strict";
import { test } from "node:test";
import { safeType } from "../src/media/downloads.mjs";
import { arrowHead, coarse, rectOf } from "../src/media/editor/edits.mjs";
import { voiceContent, waveform } from "../src/media/voice-recorder.mjs";
import { barHeights } from "../src/timeline/voice-body.mjs";

test("the wave of a voice is told in a hundred whole numbers", () => {
  const wave = waveform(Array.from({ length: 350 }, (_, i) => (i === 175 ? 0.9 : 0.1)));
  assert.equal(wave.length, 100);
  assert.equal(Math.max(...wave), 922);
  assert.equal(wave[0], 102);
  assert.deepEqual(waveform([]), []);
  assert.deepEqual(waveform([2]), [1024]);
});

test("a voice message is an audio message with two marks", () => {
  const content = voiceContent({ durationMs: 1800, waveform: [1] });
  assert.equal(content.msgtype, "m.audio");
  assert.deepEqual(content["org.matrix.msc3245.voice"], {});
  assert.deepEqual(content["org.matrix.msc1767.audio"], { duration: 1800, waveform: [1] });
});

test("bars are drawn whatever a sender claims", () => {
  assert.equal(barHeights(undefined).length, 40);
  assert.ok(barHeights(["x", -5, 99_999, null]).every((height) => height >= 8 && height <= 100));
});

test("parts of a photo lie inside it", () => {
  assert.deepEqual(rectOf({ x: 90, y: 80 }, { x: -10, y: 20 }, 100, 50), { x: 0, y: 20, w: 90, h: 30 });
  assert.deepEqual(coarse({ w: 400, h: 200 }), { across: 9, down: 5 });
  assert.equal(arrowHead({ x: 0, y: 0 }, { x: 10, y: 0 }, 5).length, 3);
});

test("only harmless types are given to the browser", () => {
  assert.equal(safeType("audio/webm;codecs=opus"), "audio/webm");
  for (const type of ["text/html", "image/svg+xml", undefined]) assert.equal(safeType(type), "application/octet-stream");
});
