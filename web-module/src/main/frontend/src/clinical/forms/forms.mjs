// The four forms of the attach menu. Each gives the content of a de.gematik.fhir event, or undefined.
import { h } from "../../lib/dom.mjs";
import { t } from "../../lib/i18n.mjs";
import { labBundle, medicationBundle, referralBundle, vitalsBundle } from "../build.mjs";
import { VITALS } from "../codes.mjs";
import { vitalUnit } from "../words.mjs";
import { Rows, localTime, openForm, textField } from "./form.mjs";

const DOSES = ["morning", "noon", "evening", "night"];

function timeField() {
  return textField(t("form.time"), { type: "datetime-local", value: localTime(), testid: "form-time" });
}

/** The time of the field; complains when it is none or lies in the future. */
function timeOf(field) {
  const at = Date.parse(field.input.value);
  const bad = !Number.isFinite(at) || at > Date.now() + 60_000;
  field.complain(bad ? t("form.badTime") : "");
  return bad ? undefined : at;
}

/** A number or undefined; complains and gives NaN when it is neither. */
function numberOf(field, least = -Infinity, most = Infinity) {
  const value = field.number;
  const bad = value !== undefined && !(value >= least && value <= most);
  field.complain(bad ? t("form.badNumber") : "");
  return bad ? NaN : value;
}

export function vitalsForm() {
  const at = timeField();
  const values = VITALS.map(({ key }) => [key, textField(`${t(`vital.${key}`)} (${vitalUnit(key)})`, { inputmode: "decimal", testid: `vital-${key}` })]);
  return openForm({
    title: t("card.vitals"),
    testid: "vitals-form",
    fields: [at.element, h("div", { class: "k-two" }, values.map(([, field]) => field.element))],
    read: () => {
      const given = values.map(([key, field]) => [key, numberOf(field, 0, 400)]);
      const ts = timeOf(at);
      if (ts === undefined || given.some(([, value]) => Number.isNaN(value))) return undefined;
      const some = given.some(([, value]) => value !== undefined);
      values[0][1].complain(some ? "" : t("form.oneValue"));
      return some ? vitalsBundle(Object.fromEntries(given), ts) : undefined;
    },
  });
}

export function labForm() {
  const at = timeField();
  const rows = new Rows(() => {
    const fields = { name: textField(t("lab.name"), { testid: "lab-name" }), value: textField(t("lab.value"), { inputmode: "decimal", testid: "lab-value" }), unit: textField(t("lab.unit"), { testid: "lab-unit", max: 20 }), low: textField(t("lab.low"), { inputmode: "decimal", testid: "lab-low" }), high: textField(t("lab.high"), { inputmode: "decimal", testid: "lab-high" }) };
    return { ...fields, element: h("div", { class: "k-formrow__fields k-formrow__fields--lab" }, Object.values(fields).map((field) => field.element)) };
  }, t("lab.add"));
  return openForm({
    title: t("card.lab"),
    testid: "lab-form",
    fields: [at.element, rows.element],
    read: () => {
      const ts = timeOf(at);
      const read = rows.rows.map(({ name, value, unit, low, high }) => {
        name.complain(name.value ? "" : t("form.missing"));
        const row = { name: name.value, value: numberOf(value), unit: unit.value, low: numberOf(low), high: numberOf(high) };
        if (row.value === undefined) value.complain(t("form.missing"));
        return row;
      });
      const fine = ts !== undefined && read.every(({ name, value, low, high }) => name && value !== undefined && ![value, low, high].some(Number.isNaN));
      return fine ? labBundle(read, ts) : undefined;
    },
  });
}

export function medicationForm() {
  const rows = new Rows(() => {
    const name = textField(t("med.name"), { testid: "med-name" });
    const reason = textField(t("med.reason"), {});
    const doses = DOSES.map((when) => textField(t(`dose.${when}`), { inputmode: "decimal", value: "0", testid: `med-${when}` }));
    const change = h("select", { class: "k-input", "aria-label": t("med.change"), data: { testid: "med-change" } }, ["", "new", "changed", "stopped"].map((value) => h("option", { value }, value ? t(`change.${value}`) : t("change.none"))));
    return { name, reason, doses, change, element: h("div", { class: "k-stack" }, h("div", { class: "k-two" }, name.element, reason.element), h("div", { class: "k-formrow__fields k-formrow__fields--doses" }, doses.map((dose) => dose.element)), change) };
  }, t("med.add"));
  return openForm({
    title: t("card.medication"),
    testid: "medication-form",
    fields: rows.element,
    read: () => {
      const read = rows.rows.map(({ name, reason, doses, change }) => {
        name.complain(name.value ? "" : t("form.missing"));
        return { name: name.value, reason: reason.value, doses: doses.map((dose) => numberOf(dose, 0, 100) ?? 0), change: change.value || undefined };
      });
      return read.every(({ name, doses }) => name && !doses.some(Number.isNaN)) ? medicationBundle(read, Date.now()) : undefined;
    },
  });
}

export function referralForm() {
  const specialty = textField(t("referral.specialty"), { testid: "referral-specialty" });
  const reason = textField(t("referral.reason.label"), { testid: "referral-reason" });
  const at = textField(t("referral.when"), { type: "datetime-local", testid: "referral-when" });
  const place = textField(t("referral.place"), { testid: "referral-place" });
  const urgent = h("input", { type: "checkbox", class: "k-check", data: { testid: "referral-urgent" } });
  return openForm({
    title: t("attach.referral"),
    testid: "referral-form",
    fields: [specialty.element, reason.element, h("div", { class: "k-two" }, at.element, place.element), h("label", { class: "k-choice" }, urgent, t("referral.urgent"))],
    read: () => {
      specialty.complain(specialty.value ? "" : t("form.missing"));
      const ts = at.input.value ? Date.parse(at.input.value) : undefined;
      return specialty.value ? referralBundle({ specialty: specialty.value, reason: reason.value, urgent: urgent.checked, ts, place: place.value }) : undefined;
    },
  });
}
