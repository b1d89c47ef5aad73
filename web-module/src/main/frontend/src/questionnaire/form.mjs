// A questionnaire as a form: one column, what does not apply is not asked, the draft is kept sealed on this device.
import { h, button } from "../lib/dom.mjs";
import { openDialog } from "../lib/dialog.mjs";
import { t, tn } from "../lib/i18n.mjs";
import { choices } from "./choices.mjs";
import { answerOf, isAsked, missing } from "./questionnaire.mjs";

const FIELD_TYPES = { date: "date", dateTime: "datetime-local", time: "time" };

/**
 * Resolves with the answers, undefined when the user leaves.
 *
 * @param draft answers that were begun; @param keep (answers) called at every change
 */
export function askQuestionnaire(questionnaire, draft, keep) {
  const answers = new Map([...questionnaire.given, ...draft]);
  return openDialog({
    title: questionnaire.title || t("quest.title"),
    testid: "questionnaire-form",
    wide: true,
    build: (close) => {
      const problem = h("p", { class: "k-field__error", role: "alert", hidden: true, data: { testid: "quest-problem" } });
      const changed = () => {
        keep(answers);
        show();
      };
      const asked = questionnaire.items.filter(({ type }) => type !== "group" && type !== "display");
      const rows = questionnaire.items.map((item) => ({ item, ...question(item, asked.indexOf(item) + 1, asked.length, answers, changed) }));
      const show = () => rows.forEach(({ item, element }) => (element.hidden = !isAsked(item, questionnaire.items, answers)));
      const form = h("form", { class: "k-form k-form--dialog", novalidate: true }, rows.map(({ element }) => element), problem, h("div", { class: "k-actions" }, button("k-button", null, t("later"), () => close()), h("button", { type: "submit", class: "k-button k-button--primary", data: { testid: "quest-send" } }, t("quest.send"))));
      form.addEventListener("submit", (event) => {
        event.preventDefault();
        const open = new Set(missing(questionnaire, answers));
        const bad = rows.filter(({ item, element, complain }) => !element.hidden && complain?.(open.has(item.id)));
        problem.hidden = bad.length === 0;
        problem.textContent = bad.length ? tn("quest.open", bad.length) : "";
        if (!bad.length) return close(answers);
        return bad[0].element.querySelector("input:not([tabindex='-1']), textarea").focus();
      });
      show();
      return form;
    },
  });
}

/** {element, complain(isMissing)}: complain says what is wrong and returns whether something is. */
function question(item, number, total, answers, changed) {
  if (item.type === "group") return { element: item.text ? h("h3", { dir: "auto" }, item.text) : h("div") };
  if (item.type === "display") return { element: h("p", { dir: "auto" }, item.text) };
  const id = `quest-${Math.random().toString(36).slice(2)}`;
  const error = h("p", { class: "k-field__error", id: `${id}-error`, role: "alert", hidden: true });
  let bad = false;
  const set = (answer) => {
    bad = Number.isNaN(answer);
    if (answer === undefined || bad) answers.delete(item.id);
    else answers.set(item.id, answer);
    if (!error.hidden) complain(item.required && !answers.has(item.id));
    changed();
  };
  const body = control(item, answers.get(item.id), set);
  const element = h("fieldset", { data: { testid: "question", link: item.id }, "aria-describedby": error.id }, h("legend", { dir: "auto" }, h("span", { class: "k-sr" }, t("quest.number", number, total), " "), item.text, item.required && h("span", { class: "k-muted" }, ` (${t("quest.required")})`)), body, error);
  const complain = (isMissing) => {
    error.textContent = bad ? t(`quest.bad.${item.type === "integer" ? "integer" : item.type === "decimal" ? "decimal" : "time"}`) : isMissing ? t("form.missing") : "";
    error.hidden = !error.textContent;
    return !error.hidden;
  };
  return { element, complain };
}

function control(item, given, set) {
  const among = (options) => {
    const chosen = options.findIndex(({ value }) => given && JSON.stringify(value) === JSON.stringify(given));
    return choices(options, chosen, set, { scale: Boolean(item.scale), testid: "answer" });
  };
  if (item.type === "boolean") return among([{ label: t("quest.yes"), value: { valueBoolean: true } }, { label: t("quest.no"), value: { valueBoolean: false } }]);
  if (item.scale) return among(Array.from({ length: item.scale[1] - item.scale[0] + 1 }, (_, step) => ({ label: String(item.scale[0] + step), value: { valueInteger: item.scale[0] + step } })));
  if (item.options) return among(item.options);
  const more = { class: "k-input", autocomplete: "off", dir: "auto", "aria-label": item.text || item.id, data: { testid: "answer" }, on: { input: (event) => set(answerOf(item.type, event.target.value)) } };
  const value = given ? String(Object.values(given)[0]) : "";
  if (item.type === "text") return h("textarea", { rows: 3, value, maxlength: 5000, ...more });
  return h("input", { type: FIELD_TYPES[item.type] ?? "text", inputmode: item.type === "decimal" ? "decimal" : item.type === "integer" ? "numeric" : undefined, value: item.type === "dateTime" ? value.slice(0, 16) : value, ...more });
}
