// Questionnaires of FHIR R4 (Questionnaire and QuestionnaireResponse, as ISiK Formular uses them). One that asks for
// something this form cannot take is not shown as a form at all: half a questionnaire would give half an answer. No DOM.
import { entriesOf, resourceOf } from "../clinical/fhir.mjs";

const ASKED = new Set(["boolean", "decimal", "integer", "date", "dateTime", "time", "string", "text", "choice"]);
const EXTENSION = "http://hl7.org/fhir/StructureDefinition/";
const VALUE_OF = { boolean: "valueBoolean", decimal: "valueDecimal", integer: "valueInteger", date: "valueDate", dateTime: "valueDateTime", time: "valueTime", string: "valueString", text: "valueString", choice: "valueCoding" };
const MOST_ITEMS = 300;
const LARGEST_SCALE = 11;

/** {kind: "questionnaire", title, url, items, given: Map of link id to answer} or undefined. */
export function readQuestionnaire(entries) {
  const form = entries.find(({ resourceType }) => resourceType === "Questionnaire");
  if (!form) return undefined;
  const items = itemsOf(form.item);
  if (!items?.some(({ type }) => ASKED.has(type)) || items.length > MOST_ITEMS || new Set(items.map(({ id }) => id)).size !== items.length) return undefined;
  const given = entries.find(({ resourceType }) => resourceType === "QuestionnaireResponse");
  return { kind: "questionnaire", title: text(form.title), url: text(form.url) || (text(form.id) && `Questionnaire/${form.id}`), items, given: given ? valuesOf(given, items) : new Map() };
}

export function questionnaireOf(content) {
  const resource = resourceOf(content);
  return resource && readQuestionnaire(entriesOf(resource));
}

/** The items in the order of the page, each with the ids of the groups it lies in; undefined when one is not known here. */
function itemsOf(items, groups = []) {
  if (!Array.isArray(items)) return undefined;
  const found = [];
  for (const item of items) {
    const one = readItem(item, groups);
    if (!one) return undefined;
    found.push(one);
    if (item.item === undefined) continue;
    const inner = itemsOf(item.item, [...groups, one.id]);
    if (!inner) return undefined;
    found.push(...inner);
  }
  return found;
}

function readItem(item, groups) {
  const id = text(item?.linkId);
  const known = ASKED.has(item?.type) || item?.type === "group" || item?.type === "display";
  if (!id || !known || item.repeats === true || item.answerValueSet) return undefined;
  const options = item.type === "choice" ? optionsOf(item) : undefined;
  if (item.type === "choice" && !options) return undefined;
  const conditions = conditionsOf(item);
  if (!conditions) return undefined;
  return { id, type: item.type, text: [text(item.prefix), text(item.text)].filter(Boolean).join(" "), required: item.required === true, options, scale: scaleOf(item), groups, conditions, any: item.enableBehavior === "any" };
}

function optionsOf({ answerOption }) {
  const options = (Array.isArray(answerOption) ? answerOption : []).map(({ valueCoding, valueString, valueInteger }) => {
    if (valueCoding) return { value: { valueCoding }, label: text(valueCoding.display) || text(valueCoding.code) };
    if (typeof valueString === "string") return { value: { valueString }, label: valueString };
    return Number.isInteger(valueInteger) ? { value: { valueInteger }, label: String(valueInteger) } : undefined;
  });
  return options.length && options.every((option) => option?.label) ? options : undefined;
}

/** [lowest, highest] where a whole number is asked within a few steps: tiles instead of a field. */
function scaleOf({ type, extension }) {
  if (type !== "integer" || !Array.isArray(extension)) return undefined;
  const limit = (name) => extension.find(({ url }) => url === EXTENSION + name)?.valueInteger;
  const [low, high] = [limit("minValue"), limit("maxValue")];
  return Number.isInteger(low) && Number.isInteger(high) && high > low && high - low < LARGEST_SCALE ? [low, high] : undefined;
}

const TESTS = { "=": (a, b) => a === b, "!=": (a, b) => a !== b, ">": (a, b) => a > b, "<": (a, b) => a < b, ">=": (a, b) => a >= b, "<=": (a, b) => a <= b };

/** [{question, operator, value}], undefined when a condition cannot be judged here. */
function conditionsOf({ enableWhen = [] }) {
  if (!Array.isArray(enableWhen)) return undefined;
  const conditions = enableWhen.map(({ question, operator, ...answer }) => ({ question, operator, value: plain(Object.fromEntries(Object.entries(answer).map(([key, value]) => [key.replace(/^answer/, "value"), value]))) }));
  return conditions.every(({ question, operator, value }) => typeof question === "string" && (operator === "exists" || operator in TESTS) && value !== undefined) ? conditions : undefined;
}

/** What two answers are compared by: the value itself, of a code its code. */
function plain(answer) {
  if (!answer) return undefined;
  if (answer.valueCoding) return text(answer.valueCoding.code) || text(answer.valueCoding.display);
  const key = ["valueBoolean", "valueDecimal", "valueInteger", "valueDate", "valueDateTime", "valueTime", "valueString"].find((name) => answer[name] !== undefined);
  return key && answer[key];
}

/** True when the item is asked, given the answers so far. @param answers Map of link id to {value…} */
export function isAsked(item, items, answers) {
  const byId = new Map(items.map((one) => [one.id, one]));
  const holds = ({ question, operator, value }) => {
    const other = byId.get(question);
    const given = other && isAsked(other, items, answers) ? plain(answers.get(question)) : undefined;
    if (operator === "exists") return (given !== undefined) === value;
    return given !== undefined && TESTS[operator](given, value);
  };
  const own = item.conditions.length === 0 || (item.any ? item.conditions.some(holds) : item.conditions.every(holds));
  return own && item.groups.every((id) => isAsked(byId.get(id), items, answers));
}

/** Link ids of what is asked, must be answered and is not. */
export function missing({ items }, answers) {
  return items.filter((item) => item.required && ASKED.has(item.type) && isAsked(item, items, answers) && !answers.has(item.id)).map(({ id }) => id);
}

/** What a field's text means as an answer: undefined for nothing, NaN for what cannot be. */
export function answerOf(type, written) {
  const trimmed = written.trim();
  if (!trimmed) return undefined;
  if (type === "integer" || type === "decimal") {
    const pattern = type === "integer" ? /^-?\d{1,9}$/ : /^-?\d{1,9}([.,]\d{1,9})?$/;
    return pattern.test(trimmed) ? { [VALUE_OF[type]]: Number(trimmed.replace(",", ".")) } : NaN;
  }
  if (type === "dateTime") return Number.isFinite(Date.parse(trimmed)) ? { valueDateTime: new Date(trimmed).toISOString() } : NaN;
  if (type === "time") return /^\d{2}:\d{2}(:\d{2})?$/.test(trimmed) ? { valueTime: trimmed.length === 5 ? `${trimmed}:00` : trimmed } : NaN;
  return { [VALUE_OF[type]]: trimmed };
}

/** The QuestionnaireResponse, its items nested as the questions are; what is not asked is not in it. */
export function responseResource({ url, items }, answers, at = Date.now()) {
  const roots = [];
  const made = new Map();
  for (const item of items) {
    if (item.type === "display" || !isAsked(item, items, answers)) continue;
    const entry = { linkId: item.id, ...(item.text && { text: item.text }) };
    if (answers.has(item.id)) entry.answer = [answers.get(item.id)];
    made.set(item.id, entry);
    const parent = made.get(item.groups.at(-1));
    if (parent) (parent.item ??= []).push(entry);
    else roots.push(entry);
  }
  return { resourceType: "QuestionnaireResponse", ...(url && { questionnaire: url }), status: "completed", authored: new Date(at).toISOString(), item: roots };
}

function valuesOf(response, items) {
  const types = new Map(items.map(({ id, type }) => [id, type]));
  const values = new Map();
  for (const { id, answer } of flat(response.item)) if (types.has(id) && plain(answer) !== undefined) values.set(id, answer);
  return values;
}

function flat(items) {
  return (Array.isArray(items) ? items : []).flatMap((item) => [{ id: text(item?.linkId), label: text(item?.text), answer: item?.answer?.[0] }, ...flat(item?.item), ...flat(item?.answer?.[0]?.item)]);
}

/** {kind: "answers", ts, rows: [{label, value}]}: a filled-in questionnaire that came back. */
export function readAnswers(entries) {
  const response = entries.length === 1 && entries[0].resourceType === "QuestionnaireResponse" ? entries[0] : undefined;
  if (!response) return undefined;
  const rows = flat(response.item).map(({ id, label, answer }) => ({ label: label || id, value: answer?.valueCoding ? text(answer.valueCoding.display) || text(answer.valueCoding.code) : plain(answer) })).filter(({ value }) => value !== undefined && value !== "");
  const ts = Date.parse(response.authored);
  return rows.length ? { kind: "answers", ts: Number.isFinite(ts) ? ts : undefined, rows } : undefined;
}

function text(value) {
  return typeof value === "string" ? value : "";
}
