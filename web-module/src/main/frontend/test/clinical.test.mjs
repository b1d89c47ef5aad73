import assert from "node:assert/strict";
import { test } from "node:test";
import { labBundle, medicationBundle, referralBundle, vitalsBundle } from "../src/clinical/build.mjs";
import { flagOf } from "../src/clinical/codes.mjs";
import { parseNumber } from "../src/clinical/forms/form.mjs";
import { fallbackText, fhirContent, isStructured } from "../src/clinical/fhir.mjs";
import { PRIORITY, ackState, asksAck, levelOf, waitsFor, withPriority, withoutLead } from "../src/clinical/priority.mjs";
import { readClinical } from "../src/clinical/read.mjs";
import { ics } from "../src/clinical/referral-answer.mjs";
import { asksUs, responseContent } from "../src/clinical/status.mjs";
import { cardText, trend } from "../src/clinical/words.mjs";
import { coordinatesText, geoUri, parseGeo } from "../src/composer/location.mjs";
import { contactContent, fromVcard, toVcard } from "../src/contacts/vcard.mjs";
import { useTexts } from "../src/lib/i18n.mjs";

const AT = Date.UTC(2026, 10, 24, 1, 40);
const read = (resource) => readClinical({ "de.gematik.fhir.resource": resource });
useTexts({}, "de");

test("vital signs go out as R4 and come back as values with flags", () => {
  const card = read(vitalsBundle({ heartRate: 118, systolic: 88, diastolic: 61, temperature: 38.9, saturation: 93, pain: 0 }, AT));
  assert.equal(card.kind, "vitals");
  assert.equal(card.ts, AT);
  const flags = Object.fromEntries(card.values.map(({ key, value, flag }) => [key, [value, flag]]));
  assert.deepEqual(flags.heartRate, [118, "high"]);
  assert.deepEqual(flags.systolic, [88, "critical-low"]);
  assert.deepEqual(flags.diastolic, [61, undefined]);
  assert.deepEqual(flags.temperature, [38.9, "high"]);
  assert.deepEqual(flags.saturation, [93, "low"]);
  assert.deepEqual(flags.pain, [0, undefined]);
});

test("the sender's interpretation counts before our limits, and a course has a direction", () => {
  const bundle = vitalsBundle({ temperature: 38.9 }, AT);
  const older = vitalsBundle({ temperature: 37.5 }, AT - 3_600_000);
  bundle.entry.push(...older.entry);
  bundle.entry[0].resource.interpretation = [{ coding: [{ code: "N" }] }];
  const [{ flag, points }] = read(bundle).values;
  assert.equal(flag, undefined);
  assert.equal(trend(points), "rising");
});

test("half a value is no card", () => {
  const bundle = vitalsBundle({ temperature: 38.9 }, AT);
  bundle.entry[0].resource.valueQuantity.value = "38.9";
  assert.equal(read(bundle), undefined);
  const undated = vitalsBundle({ temperature: 38.9 }, AT);
  delete undated.entry[0].resource.effectiveDateTime;
  assert.equal(read(undated), undefined);
  for (const odd of [undefined, 1, { resourceType: "Patient" }, { resourceType: "Bundle", entry: [null, { resource: 3 }] }, { resourceType: "Bundle", entry: "x" }]) assert.equal(read(odd), undefined);
});

test("laboratory: out of range first, and where the value lies", () => {
  const { rows } = read(labBundle([{ name: "Natrium", value: 140, unit: "mmol/l", low: 135, high: 145 }, { name: "CRP", value: 187, unit: "mg/l", high: 5 }, { name: "Hb", value: 9, unit: "g/dl" }], AT));
  assert.deepEqual(rows.map(({ name, flag }) => [name, flag]), [["CRP", "high"], ["Natrium", undefined], ["Hb", undefined]]);
  assert.equal(rows[1].position, 50);
  assert.equal(rows[2].position, undefined);
});

test("medication plan in four doses", () => {
  const card = read(medicationBundle([{ name: "Metoprolol 47,5 mg", reason: "Blutdruck", doses: [1, 0, 0.5, 0], change: "new" }, { name: "Pantoprazol", doses: [0, 0, 0, 0], change: "stopped" }], AT));
  assert.deepEqual(card.rows[0].doses, [1, 0, 0.5, 0]);
  assert.deepEqual(card.rows.map(({ change }) => change), ["new", "stopped"]);
});

test("referral with and without an appointment", () => {
  const card = read(referralBundle({ specialty: "Neurologie", reason: "Fazialisparese", urgent: true, ts: AT, place: "Praxis, Haus 2" }));
  assert.deepEqual([card.specialty, card.urgent, card.ts, card.place], ["Neurologie", true, AT, "Praxis, Haus 2"]);
  assert.equal(read(referralBundle({ specialty: "Neurologie" })).ts, undefined);
  assert.match(ics(card, AT), /DTSTART:20261124T014000Z\r\n.*\r\nSUMMARY:Neurologie\r\nLOCATION:Praxis\\, Haus 2\r\n/);
});

test("every structured event has a plain text, and other people's are recognised by it", () => {
  const resource = vitalsBundle({ temperature: 38.9 }, AT);
  const content = fhirContent(resource, cardText(read(resource)));
  assert.match(fallbackText(content), /38,9 °C/);
  assert.equal(content["de.gematik.fhir.structure_definition"].type, "Bundle");
  assert.ok(isStructured("de.wald-krankenhaus.protokoll", { "de.gematik.text": [{ body: "x" }] }));
  assert.ok(!isStructured("m.room.message", { "de.gematik.text": [{ body: "x" }] }));
  assert.ok(!isStructured("de.gematik.response.status", { "de.gematik.text": [] }));
  assert.throws(() => fhirContent({ resourceType: "Bundle", note: "x".repeat(50_000) }, "x"));
});

test("limits", () => {
  assert.equal(flagOf(39.6, [35, 36, 38, 39.5]), "critical-high");
  assert.equal(flagOf(NaN, [1, 2, 3, 4]), undefined);
  assert.equal(parseNumber("38,9"), 38.9);
  assert.equal(parseNumber(" "), undefined);
  for (const bad of ["1,2,3", "-1", "38 Grad", "1e3"]) assert.ok(Number.isNaN(parseNumber(bad)), bad);
});

const message = (content, more = {}) => ({ getId: () => "$1", getType: () => "m.room.message", getSender: () => "@a:k", getTs: () => AT, getContent: () => content, isRedacted: () => false, ...more });
const room = (...ackers) => ({ relations: { getChildEventsForEvent: () => ({ getRelations: () => ackers.map((sender) => ({ getSender: () => sender, getTs: () => AT, isRedacted: () => false })) }) }, getJoinedMembers: () => ["@a:k", "@b:k", "@c:k"].map((userId) => ({ userId })) });

test("an urgent message waits for everybody but its sender", () => {
  const content = withPriority({ msgtype: "m.text", body: "Sepsis" }, { level: "urgent", acknowledge: true, word: "DRINGEND" });
  assert.equal(content.body, "DRINGEND: Sepsis");
  assert.equal(withoutLead(content).body, "Sepsis");
  assert.equal(levelOf(content), "urgent");
  assert.ok(asksAck(content));
  assert.deepEqual(ackState(room("@b:k"), message(content)).open, ["@c:k"]);
  assert.equal(waitsFor(room("@b:k"), message(content), "@b:k", AT), false);
  assert.equal(waitsFor(room("@b:k"), message(content), "@c:k", AT), true);
  assert.equal(waitsFor(room(), message(content), "@a:k", AT), false);
  assert.equal(waitsFor(room(), message(content), "@c:k", AT + 13 * 3_600_000), false);
  assert.equal(levelOf({ [PRIORITY]: { level: "panic" } }), undefined);
});

test("a status request is answered once it asks this device and is not too old", () => {
  const asking = (more) => message({ "de.gematik.text": [{ body: "x" }], "de.gematik.request.status": { from_device: "D1", ...more } }, { isDecryptionFailure: () => false });
  const me = { userId: "@b:k", deviceId: "D2" };
  assert.ok(asksUs(asking({}), me, AT));
  assert.ok(!asksUs(asking({ to_device: "D3" }), me, AT));
  assert.ok(!asksUs(asking({ lifetime: 1000 }), me, AT + 2000));
  assert.ok(!asksUs(asking({}), { userId: "@a:k", deviceId: "D1" }, AT));
  assert.equal(responseContent(asking({}), "D2")["de.gematik.response.status"].status, "success");
  assert.equal(responseContent(message({}), "D2")["de.gematik.response.status"].status, "error");
});

test("contact cards carry the address as a matrix URI", () => {
  const contact = { userId: "@dr.müller:praxis.example", name: "Müller, Dr.; Praxis", organisation: "praxis.example" };
  assert.match(toVcard(contact), /^BEGIN:VCARD\r\nVERSION:4\.0\r\nFN:Müller\\, Dr\.\\; Praxis\r\n/);
  assert.deepEqual(fromVcard(toVcard(contact)), contact);
  assert.deepEqual(fromVcard(contactContent(contact)["org.konsil.vcard"]), contact);
  for (const odd of [undefined, "", "BEGIN:VCARD\r\nIMPP:matrix:r/room:k\r\nEND:VCARD", "IMPP:javascript:alert(1)"]) assert.equal(fromVcard(odd), undefined);
});

test("places are geo URIs", () => {
  const place = parseGeo(geoUri({ latitude: 52.52, longitude: 13.405, accuracy: 12.4 }));
  assert.deepEqual(place, { latitude: 52.52, longitude: 13.405, accuracy: 12 });
  assert.equal(coordinatesText(place), "52,52000 / 13,40500");
  for (const odd of [undefined, "geo:x,y", "geo:95,10", "https://a.example"]) assert.equal(parseGeo(odd), undefined);
});
