// The case of a case room as FHIR R4 (gematik's CaseReference: Patient, Encounter, Condition), and back. It travels only
// as an encrypted event that is pinned; the room's state names nobody. No DOM in here.
import { entriesOf, resourceOf } from "../clinical/fhir.mjs";

export const CASE_ROOM = "de.gematik.tim.roomtype.casereference.v1";
export const CASE_PROFILE = "http://gematik.de/fhir/TIM/CaseReference";
/** Marks a case that was sent again for somebody who came later: it is no news in the timeline. */
export const AGAIN = "org.konsil.case_again";
const KVNR = "http://fhir.de/sid/gkv/kvid-10";
const CLINICAL = "http://terminology.hl7.org/CodeSystem/condition-clinical";
const ALLERGY_CLINICAL = "http://terminology.hl7.org/CodeSystem/allergyintolerance-clinical";
const ACT = "http://terminology.hl7.org/CodeSystem/v3-ActCode";
const SEXES = new Set(["female", "male", "other"]);

export function isCaseRoom(room) {
  return room.getType() === CASE_ROOM;
}

/** @param values {number, name, kvnr, birthDate, sex, place, allergy, reason}; empty strings for what is not known */
export function caseBundle({ number, name, kvnr, birthDate, sex, place, allergy, reason }) {
  const urls = { patient: url(), encounter: url() };
  const subject = { reference: urls.patient };
  const patient = { resourceType: "Patient", ...(kvnr && { identifier: [{ system: KVNR, value: kvnr }] }), name: [{ text: name }], ...(SEXES.has(sex) && { gender: sex }), ...(birthDate && { birthDate }) };
  const encounter = { resourceType: "Encounter", identifier: [{ value: number }], status: "in-progress", class: { system: ACT, code: "IMP" }, subject, ...(place && { location: [{ location: { display: place } }] }) };
  const condition = { resourceType: "Condition", clinicalStatus: { coding: [{ system: CLINICAL, code: "active" }] }, code: { text: reason }, subject, encounter: { reference: urls.encounter } };
  const entry = [{ fullUrl: urls.patient, resource: patient }, { fullUrl: urls.encounter, resource: encounter }, { fullUrl: url(), resource: condition }];
  if (allergy) entry.push({ fullUrl: url(), resource: { resourceType: "AllergyIntolerance", clinicalStatus: { coding: [{ system: ALLERGY_CLINICAL, code: "active" }] }, code: { text: allergy }, patient: subject } });
  return { resourceType: "Bundle", type: "collection", entry };
}

function url() {
  return `urn:uuid:${crypto.randomUUID()}`;
}

/** The values of caseBundle as {kind: "case", …}, or undefined when it is no case that could be shown. */
export function readCase(entries) {
  const find = (type) => entries.find(({ resourceType }) => resourceType === type);
  const patient = find("Patient");
  const encounter = find("Encounter");
  const condition = find("Condition");
  if (!patient || !encounter || !condition) return undefined;
  const values = {
    kind: "case",
    number: text(encounter.identifier?.[0]?.value),
    name: humanName(patient.name?.[0]),
    kvnr: text(patient.identifier?.find(({ system }) => system === KVNR || String(system).endsWith("kvid-10"))?.value),
    birthDate: /^\d{4}(-\d{2}(-\d{2})?)?$/.test(patient.birthDate) ? patient.birthDate : "",
    sex: SEXES.has(patient.gender) ? patient.gender : "",
    place: text(encounter.location?.[0]?.location?.display),
    allergy: entries.filter(({ resourceType }) => resourceType === "AllergyIntolerance").map(({ code }) => conceptText(code)).filter(Boolean).join(", "),
    reason: conceptText(condition.code),
  };
  return values.number && values.reason ? values : undefined;
}

export function caseOf(content) {
  const resource = resourceOf(content);
  return resource && readCase(entriesOf(resource));
}

function text(value) {
  return typeof value === "string" ? value : "";
}

function conceptText(concept) {
  return text(concept?.text) || text(concept?.coding?.find(({ display }) => display)?.display);
}

function humanName(name) {
  return text(name?.text) || [...(Array.isArray(name?.given) ? name.given : []), name?.family].filter((part) => typeof part === "string").join(" ");
}

/** Whole years at the day of `now`; undefined without a full date. */
export function ageOf(birthDate, now = Date.now()) {
  const match = /^(\d{4})-(\d{2})-(\d{2})$/.exec(birthDate);
  if (!match) return undefined;
  const [year, month, day] = match.slice(1).map(Number);
  const today = new Date(now);
  const before = today.getMonth() + 1 < month || (today.getMonth() + 1 === month && today.getDate() < day);
  const age = today.getFullYear() - year - (before ? 1 : 0);
  return age >= 0 && age < 150 ? age : undefined;
}

/** The body of createRoom for a case: its name is the same for all cases, its people come by invitation. */
export function caseRoomBody(name) {
  const state = (type, content) => ({ type, state_key: "", content });
  return {
    visibility: "private",
    preset: "private_chat",
    name,
    topic: "",
    creation_content: { type: CASE_ROOM },
    initial_state: [
      state("m.room.encryption", { algorithm: "m.megolm.v1.aes-sha2" }),
      state("m.room.history_visibility", { history_visibility: "invited" }),
      state("m.room.guest_access", { guest_access: "forbidden" }),
      state("de.gematik.tim.room.name", { name }),
      state("de.gematik.tim.room.topic", { topic: "" }),
    ],
  };
}
