// Every text that the script or a page asks for exists, in both languages.
import assert from "node:assert/strict";
import { readFileSync, readdirSync } from "node:fs";
import { dirname, join } from "node:path";
import { test } from "node:test";
import { fileURLToPath } from "node:url";

const root = join(dirname(fileURLToPath(import.meta.url)), "../..");
const files = (folder, ending) =>
  readdirSync(join(root, folder), { recursive: true })
    .filter((name) => name.endsWith(ending))
    .map((name) => readFileSync(join(root, folder, name), "utf8"));
const keys = (language) =>
  new Set(
    readFileSync(join(root, `resources/org/konsil/web/ui/messenger/messages_${language}.properties`), "utf8")
      .split("\n")
      .filter((line) => line && !line.startsWith("#"))
      .map((line) => line.slice(0, line.indexOf("="))),
  );

test("both languages have the same texts", () => {
  assert.deepEqual([...keys("de")].sort(), [...keys("en")].sort());
});

test("every text that the script names exists", () => {
  const known = keys("de");
  for (const source of files("frontend/src", ".mjs")) {
    for (const [, key] of source.matchAll(/\bt\("([^"]+)"/g)) assert.ok(known.has(key), key);
    for (const [, key] of source.matchAll(/\btn\("([^"]+)"/g)) assert.ok(known.has(`${key}.one`) && known.has(`${key}.other`), key);
  }
});

test("every text that a page names exists", () => {
  const known = keys("de");
  for (const source of files("webapp", ".xhtml").filter((page) => !page.includes("admin['"))) {
    for (const [, key] of source.matchAll(/#\{m\['([^']+)'\]\}/g)) assert.ok(known.has(key), key);
  }
});
