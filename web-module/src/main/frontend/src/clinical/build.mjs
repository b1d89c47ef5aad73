// R4 resources from what a form holds. The patient is the one the chat is about: no name and no number is written.
import { PANEL, VITALS } from "./codes.mjs";

const LOINC = "http://loinc.org";
const UCUM = "http://unitsofmeasure.org";
const CATEGORY = "http://terminology.hl7.org/CodeSystem/observation-category";
const SUBJECT = { display: "Patient" };
const DOSES = ["MORN", "NOON", "EVE", "NIGHT"];

function bundle(resources) {
  return { resourceType: "Bundle", type: "collection", entry: resources.map((resource) => ({ fullUrl: `urn:uuid:${crypto.randomUUID()}`, resource })) };
}

function observation(category, code, at, more) {
  return { resourceType: "Observation", status: "final", category: [{ coding: [{ system: CATEGORY, code: category }] }], code, subject: SUBJECT, effectiveDateTime: new Date(at).toISOString(), ...more };
}

function loinc(code, text) {
  return { coding: [{ system: LOINC, code }], ...(text && { text }) };
}

function quantity(value, code, unit = code) {
  return { value, unit, system: UCUM, code };
}

/** @param values {key of VITALS: number}; @param at epoch milliseconds of the measurement */
export function vitalsBundle(values, at) {
  const given = VITALS.filter(({ key }) => Number.isFinite(values[key]));
  const single = given.filter(({ panel }) => !panel).map(({ key, code, unit }) => observation("vital-signs", loinc(code), at, { valueQuantity: quantity(values[key], unit) }));
  const pressure = given.filter(({ panel }) => panel === PANEL.code).map(({ key, code, unit }) => ({ code: loinc(code), valueQuantity: quantity(values[key], unit) }));
  return bundle(pressure.length ? [observation("vital-signs", loinc(PANEL.code), at, { component: pressure }), ...single] : single);
}

/** @param rows [{name, value, unit, low, high}] */
export function labBundle(rows, at) {
  return bundle(
    rows.map(({ name, value, unit, low, high }) =>
      observation("laboratory", { text: name }, at, {
        valueQuantity: { value, unit },
        ...((low !== undefined || high !== undefined) && { referenceRange: [{ ...(low !== undefined && { low: { value: low, unit } }), ...(high !== undefined && { high: { value: high, unit } }) }] }),
      }),
    ),
  );
}

/** @param rows [{name, reason, doses: [morning, noon, evening, night], change}] */
export function medicationBundle(rows, at) {
  return bundle(
    rows.map(({ name, reason, doses, change }) => ({
      resourceType: "MedicationStatement",
      status: change === "stopped" ? "stopped" : "active",
      medicationCodeableConcept: { text: name },
      subject: SUBJECT,
      dateAsserted: new Date(at).toISOString(),
      ...(reason && { reasonCode: [{ text: reason }] }),
      ...((change === "new" || change === "changed") && { note: [{ text: change }] }),
      dosage: DOSES.flatMap((when, index) => (doses[index] ? [{ timing: { repeat: { when: [when] } }, doseAndRate: [{ doseQuantity: { value: doses[index] } }] }] : [])),
    })),
  );
}

/** @param referral {specialty, reason, urgent, ts, place}; ts undefined: no appointment yet */
export function referralBundle({ specialty, reason, urgent, ts, place }) {
  const request = { resourceType: "ServiceRequest", status: "active", intent: "order", priority: urgent ? "urgent" : "routine", code: { text: specialty }, subject: SUBJECT, ...(reason && { reasonCode: [{ text: reason }] }) };
  if (!ts) return bundle([request]);
  return bundle([request, { resourceType: "Appointment", status: "proposed", start: new Date(ts).toISOString(), ...(place && { description: place }), participant: [{ actor: SUBJECT, status: "needs-action" }] }]);
}
