import assert from "node:assert/strict";
import { test } from "node:test";
import { useTexts } from "../src/lib/i18n.mjs";
import { answerOf, isAsked, missing, readAnswers, readQuestionnaire, responseResource } from "../src/questionnaire/questionnaire.mjs";
import { contentOf, sendQuestionnaire } from "../src/questionnaire/send.mjs";

useTexts({ "quest.title": "Fragebogen" }, "de");
const AT = Date.UTC(2026, 10, 24, 1, 40);
const limit = (name, valueInteger) => ({ url: `http://hl7.org/fhir/StructureDefinition/${name}`, valueInteger });
const PAIN = {
  resourceType: "Questionnaire",
  url: "https://klinik.example/schmerz",
  title: "Schmerz",
  status: "active",
  item: [
    { linkId: "1", type: "group", text: "Jetzt", item: [
      { linkId: "1.1", type: "integer", text: "Wie stark?", required: true, extension: [limit("minValue", 0), limit("maxValue", 10)] },
      { linkId: "1.2", type: "choice", text: "Wo?", answerOption: [{ valueCoding: { code: "l", display: "links" } }, { valueString: "rechts" }] },
    ] },
    { linkId: "2", type: "boolean", text: "Medikament genommen?", required: true },
    { linkId: "3", type: "text", text: "Warum nicht?", required: true, enableWhen: [{ question: "2", operator: "=", answerBoolean: false }] },
    { linkId: "4", type: "display", text: "Danke" },
  ],
};
const read = (form, ...more) => readQuestionnaire([form, ...more]);

test("questions in the order of the page, a short scale as tiles", () => {
  const { title, url, items } = read(PAIN);
  assert.deepEqual([title, url], ["Schmerz", "https://klinik.example/schmerz"]);
  assert.deepEqual(items.map(({ id, groups }) => [id, groups.join()]), [["1", ""], ["1.1", "1"], ["1.2", "1"], ["2", ""], ["3", ""], ["4", ""]]);
  assert.deepEqual(items[1].scale, [0, 10]);
  assert.deepEqual(items[2].options.map(({ label }) => label), ["links", "rechts"]);
});

test("what cannot be asked in full is not asked at all", () => {
  const withItem = (item) => ({ ...PAIN, item: [{ linkId: "x", type: "string", text: "x", ...item }] });
  assert.ok(read(withItem({})));
  for (const odd of [{ type: "attachment" }, { type: "open-choice" }, { repeats: true }, { type: "choice" }, { answerValueSet: "http://x" }, { enableWhen: [{ question: "x", operator: "~" }] }, { enableWhen: "x" }, { linkId: 3 }, { item: "x" }]) assert.equal(read(withItem(odd)), undefined, JSON.stringify(odd));
  assert.equal(read({ ...PAIN, item: [PAIN.item[1], PAIN.item[1]] }), undefined);
  for (const odd of [{}, { item: [] }, { item: [null] }, { item: [{ linkId: "a", type: "display" }] }]) assert.equal(read({ resourceType: "Questionnaire", ...odd }), undefined);
});

test("what depends on an answer is asked, and missed, only then", () => {
  const form = read(PAIN);
  const answers = new Map([["1.1", { valueInteger: 0 }], ["2", { valueBoolean: true }]]);
  assert.deepEqual(missing(form, new Map()), ["1.1", "2"]);
  assert.deepEqual(missing(form, answers), []);
  answers.set("2", { valueBoolean: false });
  assert.deepEqual(missing(form, answers), ["3"]);
});

test("conditions: exists, comparison, any; what is not asked itself counts for nothing", () => {
  const item = (linkId, more) => ({ linkId, type: "integer", text: linkId, ...more });
  const { items } = read({ resourceType: "Questionnaire", item: [item("a"), item("b", { enableWhen: [{ question: "a", operator: ">=", answerInteger: 5 }] }), item("c", { enableBehavior: "any", enableWhen: [{ question: "b", operator: "exists", answerBoolean: true }, { question: "a", operator: "!=", answerInteger: 3 }] })] });
  const asked = (answers) => items.filter((one) => isAsked(one, items, new Map(Object.entries(answers)))).map(({ id }) => id);
  assert.deepEqual(asked({}), ["a"]);
  assert.deepEqual(asked({ a: { valueInteger: 5 } }), ["a", "b", "c"]);
  assert.deepEqual(asked({ a: { valueInteger: 3 }, b: { valueInteger: 1 } }), ["a"]);
});

test("the answer is nested as the questions are and comes back as a list", () => {
  const form = read(PAIN);
  const response = responseResource(form, new Map([["1.1", { valueInteger: 7 }], ["1.2", { valueCoding: { code: "l", display: "links" } }], ["2", { valueBoolean: true }], ["3", { valueString: "alt" }]]), AT);
  assert.equal(response.questionnaire, "https://klinik.example/schmerz");
  assert.deepEqual(response.item.map(({ linkId }) => linkId), ["1", "2"]);
  assert.deepEqual(response.item[0].item[0], { linkId: "1.1", text: "Wie stark?", answer: [{ valueInteger: 7 }] });
  assert.deepEqual(readAnswers([response]), { kind: "answers", ts: AT, rows: [{ label: "Wie stark?", value: 7 }, { label: "Wo?", value: "links" }, { label: "Medikament genommen?", value: true }] });
});

test("a prefilled answer stands in the form", () => {
  const { given } = read(PAIN, { resourceType: "QuestionnaireResponse", item: [{ linkId: "1", item: [{ linkId: "1.1", answer: [{ valueInteger: 4 }] }] }, { linkId: "gone", answer: [{ valueInteger: 1 }] }] });
  assert.deepEqual([...given], [["1.1", { valueInteger: 4 }]]);
});

test("what a field's text means", () => {
  assert.deepEqual(answerOf("decimal", "38,9"), { valueDecimal: 38.9 });
  assert.deepEqual(answerOf("time", "07:30"), { valueTime: "07:30:00" });
  assert.equal(answerOf("text", "  "), undefined);
  for (const [type, written] of [["integer", "1,5"], ["decimal", "1e9"], ["dateTime", "morgen"], ["time", "7 Uhr"]]) assert.ok(Number.isNaN(answerOf(type, written)), written);
});

test("odd answers do no harm, and a file that is no questionnaire is refused", () => {
  for (const odd of [{}, { item: "x" }, { item: [null, { answer: [null] }] }]) assert.equal(readAnswers([{ resourceType: "QuestionnaireResponse", ...odd }]), undefined);
  for (const odd of ["", "{", "3", "null", JSON.stringify({ resourceType: "Patient" })]) assert.equal(contentOf(odd), undefined, odd);
  assert.equal(contentOf(JSON.stringify(PAIN))["de.gematik.text"][0].body, "Fragebogen: Schmerz");
});

test("a questionnaire of a file is sent as it is", async () => {
  const sent = [];
  const client = { sendEvent: async (...values) => void sent.push(values) };
  await sendQuestionnaire(client, { roomId: "!r" }, new File([JSON.stringify(PAIN)], "schmerz.json"));
  assert.deepEqual(sent[0].slice(0, 2), ["!r", "de.gematik.fhir"]);
  assert.deepEqual(sent[0][2]["de.gematik.fhir.resource"], PAIN);
});
