import assert from "node:assert/strict";
import { test } from "node:test";
import { editContent, forwardContent, textContent } from "../src/composer/content.mjs";
import { toHtml } from "../src/composer/markdown.mjs";
import { candidates, mentionAt } from "../src/composer/mention-picker.mjs";
import { mentioned, safeHref } from "../src/timeline/formatted.mjs";
import { isOneEmoji } from "../src/timeline/reactions.mjs";

const ME = "@me:klinik.example";
const DOC = { name: "Radiologie Dienst", userId: "@rad:klinik.example" };

test("the marks that people type", () => {
  assert.equal(toHtml("**NRS 8**, *jetzt*"), "<strong>NRS 8</strong>, <em>jetzt</em>");
  assert.equal(toHtml("~~morgen~~ `sed rate`"), "<del>morgen</del> <code>sed rate</code>");
  assert.equal(toHtml("- a\n- b\nc"), "<ul><li>a</li><li>b</li></ul>c");
  assert.equal(toHtml("3. c\n4. d"), '<ol start="3"><li>c</li><li>d</li></ol>');
  assert.equal(toHtml("```\n<b>\n```"), "<pre><code>&lt;b&gt;\n</code></pre>");
});

test("values are not marks", () => {
  for (const text of ["3*2 mg", "5_6 und 7_8", ">39", "> 39 Grad", "- 5 mg", "RR 120/80 * 2", "1. Tag", "2 ** 3", "https://a.example/x_y_z", "a < b & c"]) assert.equal(toHtml(text), undefined, text);
});

test("no markup gets through", () => {
  assert.equal(toHtml('**<img src=x onerror="x()">**'), "<strong>&lt;img src=x onerror=&quot;x()&quot;&gt;</strong>");
  assert.equal(toHtml("`a` \u00000\u0000"), "<code>a</code> 0");
});

test("a mention names people and calls them", () => {
  const content = textContent("@Radiologie Dienst bitte", { mentions: [DOC], ownId: ME });
  assert.equal(content.formatted_body, '<a href="https://matrix.to/#/@rad:klinik.example">Radiologie Dienst</a> bitte');
  assert.deepEqual(content["m.mentions"], { user_ids: [DOC.userId] });
  assert.deepEqual(textContent("bitte", { mentions: [DOC], ownId: ME })["m.mentions"], {});
  assert.deepEqual(textContent("@Alle hallo", { mentions: [{ name: "Alle", userId: "@room" }] })["m.mentions"], { room: true });
  assert.deepEqual(textContent("ja", { replyTo: { id: "$1", sender: ME }, ownId: ME })["m.mentions"], {});
});

test("an edit calls nobody twice", () => {
  const before = textContent("@Radiologie Dienst bitte", { mentions: [DOC], ownId: ME });
  const edit = editContent("@Radiologie Dienst **danke**", { eventId: "$1", mentions: [DOC], ownId: ME, before });
  assert.deepEqual(edit["m.mentions"], {});
  assert.deepEqual(edit["m.new_content"]["m.mentions"], { user_ids: [DOC.userId] });
  assert.equal(edit.body, "* @Radiologie Dienst **danke**");
  assert.deepEqual(edit["m.relates_to"], { rel_type: "m.replace", event_id: "$1" });
});

test("a forwarded message answers and calls nobody", () => {
  assert.deepEqual(forwardContent({ msgtype: "m.text", body: "x", "m.mentions": { room: true }, "m.relates_to": {} }), { msgtype: "m.text", body: "x", "m.mentions": {}, "org.konsil.forwarded": true });
});

test("who is meant by @", () => {
  assert.deepEqual(mentionAt("bitte @Ra", 9), { from: 6, query: "Ra" });
  assert.equal(mentionAt("a@klinik.example", 16), undefined);
  assert.deepEqual(candidates([DOC, { name: "Pflege", userId: "@p:k" }], "dienst").map(({ name }) => name), [DOC.name]);
  assert.equal(mentioned("https://matrix.to/#/%40rad%3Aklinik.example"), DOC.userId);
  assert.equal(mentioned("https://matrix.to/#/!room:klinik.example"), undefined);
});

test("links that can do nothing but lead somewhere", () => {
  assert.equal(safeHref("https://a.example/"), "https://a.example/");
  for (const bad of ["javascript:alert(1)", "data:text/html,x", "/relative", null]) assert.equal(safeHref(bad), undefined);
});

test("exactly one emoji", () => {
  for (const one of ["👍", "👍🏽", "❤️", "👩‍⚕️", "🇩🇪", "1️⃣"]) assert.ok(isOneEmoji(one), one);
  for (const not of ["", "👍👍", "ok", "👍 ", "1", undefined, "x".repeat(50)]) assert.ok(!isOneEmoji(not), String(not));
});
