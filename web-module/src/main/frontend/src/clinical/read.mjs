// From FHIR resources to what the cards show. Whatever is not as R4 asks gives undefined, and the reader sees the plain
// text instead: a card must never show half a value.
import { entriesOf, resourceOf } from "./fhir.mjs";
import { readCase } from "../cases/case.mjs";
import { readAnswers, readQuestionnaire } from "../questionnaire/questionnaire.mjs";
import { VITALS, flagOf, interpretationOf, vitalOf } from "./codes.mjs";

const LOINC = "http://loinc.org";
const DOSES = ["MORN", "NOON", "EVE", "NIGHT"];
const READERS = [vitals, lab, medication, referral, readCase, readQuestionnaire, readAnswers];

/** {kind: vitals | lab | medication | referral | case | questionnaire | answers, …} or undefined. */
export function readClinical(content) {
  const resource = resourceOf(content);
  if (!resource) return undefined;
  const entries = entriesOf(resource);
  for (const read of READERS) {
    const found = read(entries);
    if (found) return found;
  }
  return undefined;
}

function codeOf(concept) {
  return concept?.coding?.find(({ system }) => system === LOINC)?.code ?? concept?.coding?.[0]?.code;
}

function nameOf(concept) {
  return concept?.text ?? concept?.coding?.find(({ display }) => display)?.display;
}

function isCategory(observation, category) {
  return observation.category?.some((c) => c.coding?.some(({ code }) => code === category));
}

function observations(entries, category) {
  const all = entries.filter(({ resourceType }) => resourceType === "Observation");
  return all.length && all.every((o) => isCategory(o, category)) ? all : undefined;
}

function number(quantity) {
  const value = quantity?.value;
  return typeof value === "number" && Number.isFinite(value) ? value : undefined;
}

/** {kind, ts, values: [{key, points: [{ts, value}], value, flag}]}: the newest value of each, the older as its course. */
function vitals(entries) {
  const all = observations(entries, "vital-signs");
  if (!all) return undefined;
  const points = new Map();
  const take = (code, quantity, observation, part) => {
    const vital = vitalOf(code);
    const value = number(quantity);
    if (!vital || value === undefined) return;
    const list = points.get(vital.key) ?? [];
    list.push({ ts: Date.parse(observation.effectiveDateTime), value, said: interpretationOf(part) });
    points.set(vital.key, list);
  };
  for (const observation of all) {
    take(codeOf(observation.code), observation.valueQuantity, observation, observation);
    for (const part of observation.component ?? []) take(codeOf(part.code), part.valueQuantity, observation, part);
  }
  if (!points.size || [...points.values()].flat().some(({ ts }) => !Number.isFinite(ts))) return undefined;
  const values = VITALS.filter(({ key }) => points.has(key)).map(({ key, limits }) => {
    const course = points.get(key).sort((a, b) => a.ts - b.ts);
    const { value, said } = course.at(-1);
    return { key, value, points: course.slice(-6), flag: said === undefined ? flagOf(value, limits) : (said ?? undefined) };
  });
  return { kind: "vitals", ts: Math.max(...values.map(({ points: course }) => course.at(-1).ts)), values };
}

/** {kind, ts, rows: [{name, value, unit, flag, low, high, position}]} */
function lab(entries) {
  const all = observations(entries, "laboratory");
  if (!all) return undefined;
  const rows = all.map((observation) => {
    const value = number(observation.valueQuantity);
    const [range = {}] = observation.referenceRange ?? [];
    const low = number(range.low);
    const high = number(range.high);
    const said = interpretationOf(observation);
    const flag = said === undefined ? flagOf(value, [undefined, low, high, undefined]) : (said ?? undefined);
    return { name: nameOf(observation.code), value: value ?? observation.valueString, unit: observation.valueQuantity?.unit ?? "", flag, low, high, position: position(value, low, high) };
  });
  const times = all.map(({ effectiveDateTime }) => Date.parse(effectiveDateTime));
  if (rows.some(({ name, value }) => !name || value === undefined) || times.some((ts) => !Number.isFinite(ts))) return undefined;
  return { kind: "lab", ts: Math.max(...times), rows: rows.sort((a, b) => Boolean(b.flag) - Boolean(a.flag)) };
}

/** Where the value stands on a bar whose middle 40 per cent are the reference range. */
function position(value, low, high) {
  if (value === undefined || high === undefined) return undefined;
  const from = low ?? 0;
  if (high <= from) return undefined;
  return Math.round(Math.min(98, Math.max(2, 30 + ((value - from) / (high - from)) * 40)));
}

/** {kind, ts, rows: [{name, form, reason, doses: [4 numbers], text, change}]} */
function medication(entries) {
  const all = entries.filter(({ resourceType }) => resourceType === "MedicationStatement");
  if (!all.length) return undefined;
  const rows = all.map((statement) => {
    const dosage = statement.dosage ?? [];
    const doses = DOSES.map((when) => dosage.filter((d) => d.timing?.repeat?.when?.includes(when)).reduce((sum, d) => sum + (number(d.doseAndRate?.[0]?.doseQuantity) ?? 0), 0));
    return { name: nameOf(statement.medicationCodeableConcept), form: dosage[0]?.route?.text ?? "", reason: nameOf(statement.reasonCode?.[0]) ?? "", doses, text: dosage[0]?.text ?? "", change: changeOf(statement) };
  });
  if (rows.some(({ name }) => !name)) return undefined;
  const times = all.map(({ dateAsserted }) => Date.parse(dateAsserted)).filter(Number.isFinite);
  return { kind: "medication", ts: times.length ? Math.max(...times) : undefined, rows };
}

function changeOf({ status, note }) {
  if (status === "stopped") return "stopped";
  const word = note?.find(({ text }) => text === "new" || text === "changed")?.text;
  return word;
}

/** {kind, specialty, reason, urgent, ts, place} */
function referral(entries) {
  const request = entries.find(({ resourceType }) => resourceType === "ServiceRequest");
  const specialty = nameOf(request?.code);
  if (!specialty || request.status === undefined || request.intent === undefined) return undefined;
  const appointment = entries.find(({ resourceType }) => resourceType === "Appointment");
  const ts = Date.parse(appointment?.start);
  return { kind: "referral", specialty, reason: nameOf(request.reasonCode?.[0]) ?? "", urgent: ["urgent", "asap", "stat"].includes(request.priority), ts: Number.isFinite(ts) ? ts : undefined, place: appointment?.description ?? "" };
}
