import assert from "node:assert/strict";
import { test } from "node:test";
import { t, tn, useTexts } from "../src/lib/i18n.mjs";
import { hue, initials, parseUserId } from "../src/lib/people.mjs";
import { dayTitle, shortTime } from "../src/lib/time.mjs";
import { groups, groupsToAsk, sameGroup } from "../src/recovery/key-format.mjs";
import { remindAgainAt, snoozed } from "../src/recovery/reminder.mjs";
import { createRoomBody, ROOM_TYPE } from "../src/rooms/create.mjs";
import { byteSize, pieces } from "../src/timeline/body.mjs";
import { deviceName } from "../src/session/sign-in.mjs";

useTexts({ "day.today": "Heute, {0}", "day.yesterdayShort": "Gestern", "n.one": "{0} Chat", "n.other": "{0} Chats", hello: "Hallo {0} und {1}" }, "de");

test("texts are filled and counted", () => {
  assert.equal(t("hello", "A", "B"), "Hallo A und B");
  assert.equal(t("gone"), "gone");
  assert.equal(tn("n", 1), "1 Chat");
  assert.equal(tn("n", 1200), "1.200 Chats");
});

test("initials of a clinic's names", () => {
  assert.equal(initials("Neumann, Dr. Nora"), "NN");
  assert.equal(initials("Nachtdienst 3B"), "N3");
  assert.equal(initials("@pflege:klinik.example"), "PF");
  assert.equal(initials("Dr. K."), "K");
  assert.equal(initials(" "), "?");
  assert.ok(hue("@a:b") >= 1 && hue("@a:b") <= 6);
});

test("addresses", () => {
  assert.deepEqual(parseUserId(" @dr.b:praxis.example "), { localpart: "dr.b", domain: "praxis.example" });
  assert.equal(parseUserId("dr.b"), undefined);
});

test("times are absolute", () => {
  const now = new Date(2026, 10, 24, 12).getTime();
  assert.equal(dayTitle(now, now), "Heute, Dienstag, 24. November");
  assert.equal(shortTime(new Date(2026, 10, 24, 2, 47).getTime(), now), "02:47");
  assert.equal(shortTime(new Date(2026, 10, 23, 23, 59).getTime(), now), "Gestern");
});

test("links are found, scripts are not links", () => {
  assert.deepEqual(pieces("siehe https://a.example/x, danke"), [{ text: "siehe " }, { text: "https://a.example/x", href: "https://a.example/x" }, { text: ", danke" }]);
  assert.deepEqual(pieces("javascript:alert(1)"), [{ text: "javascript:alert(1)" }]);
});

test("sizes in words", () => {
  assert.equal(byteSize(104_857_600, "de"), "105 MB");
  assert.equal(byteSize(1_500, "de"), "1,5 kB");
});

test("a recovery key is asked for by two different groups", () => {
  assert.deepEqual(groups("EsTc 7b9K mQ"), ["EsTc", "7b9K", "mQ"]);
  for (const random of [0, 0.5, 0.999]) {
    const [a, b] = groupsToAsk(12, () => random);
    assert.ok(a < b && b < 12);
  }
  assert.ok(sameGroup("EsTc", " EsTc ") && !sameGroup("EsTc", "estc"));
});

test("later means tomorrow", () => {
  const kept = new Map();
  const storage = { getItem: (key) => kept.get(key) ?? null, setItem: (key, value) => kept.set(key, value) };
  remindAgainAt(1_000, storage);
  assert.equal(snoozed(1_000 + 23 * 3_600_000, storage), true);
  assert.equal(snoozed(1_000 + 25 * 3_600_000, storage), false);
});

test("chats are created as the TI-Messenger asks", () => {
  const group = createRoomBody({ first: "@b:k", direct: false, name: "Team", topic: "" });
  assert.equal(group.creation_content.type, ROOM_TYPE);
  assert.deepEqual(group.invite, ["@b:k"]);
  const state = Object.fromEntries(group.initial_state.map((event) => [event.type, event.content]));
  assert.equal(state["m.room.history_visibility"].history_visibility, "invited");
  assert.equal(state["m.room.encryption"].algorithm, "m.megolm.v1.aes-sha2");
  assert.equal(state["de.gematik.tim.room.name"].name, group.name);
  assert.equal(createRoomBody({ first: "@b:k", direct: true }).name, undefined);
});

test("devices are told apart", () => {
  assert.equal(deviceName("Mozilla/5.0 (X11; Linux x86_64) Chrome/140.0 Safari/537"), "Konsil (Chrome, Linux)");
  assert.equal(deviceName("Mozilla/5.0 (iPhone) Version/18 Safari/605"), "Konsil (Safari, iPhone)");
});
