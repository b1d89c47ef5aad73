import assert from "node:assert/strict";
import { test } from "node:test";
import { ageOf, caseBundle, caseOf, caseRoomBody, readCase } from "../src/cases/case.mjs";
import { Cases } from "../src/cases/cases.mjs";
import { fhirContent } from "../src/clinical/fhir.mjs";
import { cardText } from "../src/clinical/words.mjs";
import { useTexts } from "../src/lib/i18n.mjs";
import { isMessage } from "../src/timeline/kinds.mjs";

const VALUES = { number: "3B-117", name: "Erika M.", kvnr: "A123456780", birthDate: "1942-03-01", sex: "female", place: "Zimmer 12", allergy: "Penicillin", reason: "Tag 3 nach Hüft-TEP" };
useTexts({ "case.title": "Fall {0}", "case.allergyTo": "Allergie: {0}" }, "de");

test("a case goes out as R4 and comes back as it was", () => {
  const bundle = caseBundle(VALUES);
  const { kind, ...values } = caseOf(fhirContent(bundle, "x"));
  assert.equal(kind, "case");
  assert.deepEqual(values, VALUES);
  const [patient, encounter, condition, allergy] = bundle.entry.map(({ resource }) => resource);
  assert.equal(encounter.subject.reference, bundle.entry[0].fullUrl);
  assert.equal(condition.encounter.reference, bundle.entry[1].fullUrl);
  assert.equal(allergy.patient.reference, bundle.entry[0].fullUrl);
  assert.equal(patient.name.length, 1);
});

test("what is not known is not in it", () => {
  const bundle = caseBundle({ number: "1", name: "X", reason: "Sturz", kvnr: "", birthDate: "", sex: "", place: "", allergy: "" });
  assert.doesNotMatch(JSON.stringify(bundle), /identifier":\[\{"system":"http:\/\/fhir.de|gender|birthDate|location|Allergy/);
  assert.equal(caseOf(fhirContent(bundle, "x")).allergy, "");
});

test("half a case is none, and odd values do no harm", () => {
  assert.equal(readCase([]), undefined);
  const entries = () => caseBundle(VALUES).entry.map(({ resource }) => resource);
  for (const broken of [entries().slice(1), entries().filter(({ resourceType }) => resourceType !== "Condition")]) assert.equal(readCase(broken), undefined);
  const odd = entries();
  Object.assign(odd[0], { name: [{ given: [1, "Erika"], family: "M." }], gender: "<b>", birthDate: "x", identifier: [null].filter(Boolean) });
  assert.deepEqual(Object.values(readCase(odd)).slice(2, 6), ["Erika M.", "", "", ""]);
});

test("the room's state names nobody", () => {
  const body = JSON.stringify(caseRoomBody("Fallraum"));
  for (const value of Object.values(VALUES)) assert.ok(!body.includes(value));
  assert.match(body, /roomtype\.casereference\.v1/);
});

test("whole years, also on the day before the birthday", () => {
  const at = (text) => new Date(`${text}T12:00`).getTime();
  assert.equal(ageOf("1942-11-24", at("2026-11-24")), 84);
  assert.equal(ageOf("1942-11-25", at("2026-11-24")), 83);
  for (const odd of ["1942", "", "3000-01-01"]) assert.equal(ageOf(odd, at("2026-11-24")), undefined);
});

test("the line for lists and other clients has no name", () => {
  assert.equal(cardText({ kind: "case", ...VALUES }), "Fall 3B-117 · Zimmer 12 · Tag 3 nach Hüft-TEP · Allergie: Penicillin");
});

function caseWorld() {
  const kept = new Map();
  const vault = { get: async (name) => kept.get(name), put: async (name, value) => void kept.set(name, value) };
  const sent = [];
  const pinned = { ids: [] };
  const events = new Map();
  const members = new Map([["@a:k", { membership: "invite" }]]);
  const listeners = new Set();
  const room = {
    roomId: "!case",
    getMember: (userId) => members.get(userId),
    getType: () => "de.gematik.tim.roomtype.casereference.v1",
    currentState: { getStateEvents: () => ({ getContent: () => ({ pinned: pinned.ids }) }) },
    findEventById: (id) => events.get(id),
  };
  const client = {
    on: (name, listener) => name === "RoomState.members" && listeners.add(listener),
    off: (_, listener) => listeners.delete(listener),
    getRoom: () => room,
    sendEvent: async (_, type, content) => {
      const id = `$${sent.push(content)}`;
      events.set(id, { getType: () => type, getContent: () => content, getWireContent: () => content, isState: () => false, isRedacted: () => false });
      return { event_id: id };
    },
    sendStateEvent: async (_room, _type, content) => void (pinned.ids = content.pinned),
  };
  const tellOf = (userId) => (members.set(userId, { membership: "invite" }), listeners.forEach((listener) => listener()));
  return { client, vault, room, sent, pinned, events, tellOf };
}

test("a case is pinned once, a changed one takes its place, and one that is sent again is no news", async () => {
  const { client, vault, room, sent, pinned, events } = caseWorld();
  const cases = await Cases.load(client, vault);
  assert.equal(cases.of(room), undefined);
  await cases.write(room, VALUES);
  await cases.write(room, { ...VALUES, place: "Zimmer 14" });
  await cases.share(room, ["@a:k"]);
  assert.deepEqual(pinned.ids, ["$3"]);
  assert.equal(cases.of(room).place, "Zimmer 14");
  assert.deepEqual(sent.map((content) => isMessage(events.get(`$${sent.indexOf(content) + 1}`))), [true, true, false]);
  assert.equal((await Cases.load(client, vault)).of(room).place, "Zimmer 14");
});

test("a device that knows nothing yet reads the case from the pinned messages", async () => {
  const { client, room, vault } = caseWorld();
  await (await Cases.load(client, vault)).write(room, VALUES);
  const fresh = await Cases.load(client, { get: async () => undefined, put: async () => {} });
  const known = new Promise((resolve) => fresh.addEventListener("change", resolve));
  assert.equal(fresh.of(room), undefined);
  await known;
  assert.equal(fresh.of(room).number, "3B-117");
});

test("the case is sent again only when the sync has told of the invited, for whom it is encrypted", async () => {
  const { client, vault, room, sent, tellOf } = caseWorld();
  const cases = await Cases.load(client, vault);
  await cases.write(room, VALUES);
  const shared = cases.share(room, ["@a:k", "@late:k"]);
  await new Promise(setImmediate);
  assert.equal(sent.length, 1);
  tellOf("@late:k");
  await shared;
  assert.equal(sent.length, 2);
});
