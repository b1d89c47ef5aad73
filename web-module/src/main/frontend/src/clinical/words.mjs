// A card as plain text: for clients that know no cards, for the list, for copying, for screen readers.
import { lang, t } from "../lib/i18n.mjs";
import { dateAndTime } from "../lib/time.mjs";
import { UNIT_WORDS, VITALS } from "./codes.mjs";

export const DOSE_KEYS = ["morning", "noon", "evening", "night"];
const WORDS = { vitals: vitalsText, lab: labText, medication: medicationText, referral: referralText, case: caseText, questionnaire: ({ title }) => [t("quest.title"), title].filter(Boolean).join(": "), answers: answersText };

export function cardText(card) {
  return WORDS[card.kind](card);
}

/** "38,9" in the reader's language, with the decimals that the measurement has. */
export function numberText(value, decimals) {
  if (typeof value !== "number") return String(value);
  return value.toLocaleString(lang(), decimals === undefined ? { maximumFractionDigits: 3 } : { minimumFractionDigits: decimals, maximumFractionDigits: decimals });
}

export function vitalValue({ key, value }) {
  const { decimals } = VITALS.find((vital) => vital.key === key);
  return numberText(value, decimals);
}

export function vitalUnit(key) {
  return UNIT_WORDS[VITALS.find((vital) => vital.key === key).unit];
}

export function flagText(flag) {
  return flag ? t(`flag.${flag}`) : "";
}

/** "rising", "falling" or "steady"; undefined with one value only. */
export function trend(points) {
  if (points.length < 2) return undefined;
  const change = points.at(-1).value - points.at(-2).value;
  return change > 0 ? "rising" : change < 0 ? "falling" : "steady";
}

/** The name stays in the card: this line stands in lists and notices of other clients, too. */
function caseText({ number, place, allergy, reason }) {
  return [t("case.title", number), place, reason, allergy && t("case.allergyTo", allergy)].filter(Boolean).join(" · ");
}

export function answerText(value) {
  if (typeof value === "boolean") return t(value ? "quest.yes" : "quest.no");
  return /^\d{4}-\d{2}-\d{2}T/.test(value) ? dateAndTime(Date.parse(value)) : numberText(value);
}

export function answersText({ rows }) {
  return rows.map(({ label, value }) => `${label}: ${answerText(value)}`).join("; ");
}

function vitalsText({ ts, values }) {
  const parts = values.map((value) => `${t(`vital.${value.key}`)} ${vitalValue(value)} ${vitalUnit(value.key)}${value.flag ? ` (${flagText(value.flag)})` : ""}`);
  return `${t("card.vitals")} ${dateAndTime(ts)}: ${parts.join("; ")}`;
}

export function rangeText({ low, high }) {
  if (low !== undefined && high !== undefined) return `${numberText(low)}–${numberText(high)}`;
  return high !== undefined ? `< ${numberText(high)}` : low !== undefined ? `> ${numberText(low)}` : "";
}

function labText({ ts, rows }) {
  const parts = rows.map((row) => `${row.name} ${numberText(row.value)} ${row.unit}${row.flag ? ` (${flagText(row.flag)})` : ""}`.replace(/ +/g, " "));
  return `${t("card.lab")} ${dateAndTime(ts)}: ${parts.join("; ")}`;
}

export function dosesText({ doses, text }) {
  return doses.some(Boolean) ? doses.map((dose) => numberText(dose)).join("-") : text;
}

function medicationText({ rows }) {
  const parts = rows.map((row) => [row.name, dosesText(row), row.change && t(`change.${row.change}`)].filter(Boolean).join(" "));
  return `${t("card.medication")}: ${parts.join("; ")}`;
}

function referralText({ specialty, reason, urgent, ts, place }) {
  return [`${t("card.referral", specialty)}${urgent ? `, ${t("referral.urgent")}` : ""}`, ts && dateAndTime(ts), place, reason].filter(Boolean).join(" · ");
}
