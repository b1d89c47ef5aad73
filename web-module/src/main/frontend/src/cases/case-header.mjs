// The line over the timeline that says whom the chat is about, and all of it behind a click.
import { h, icon, button, spoken } from "../lib/dom.mjs";
import { openDialog } from "../lib/dialog.mjs";
import { lang, t } from "../lib/i18n.mjs";
import { mayPin } from "../timeline/pins.mjs";
import { ageOf } from "./case.mjs";
import { changeCase } from "./case-form.mjs";

/** "Fall 3B-117 · Zimmer 12": what list and head call the chat. */
export function caseTitle({ number, place }) {
  return [t("case.title", number), place].filter(Boolean).join(" · ");
}

/** What is short for the eye is said in full to a screen reader. */
export function caseHeader(ctx, room, known) {
  const age = ageOf(known.birthDate);
  const seen = [age !== undefined && t("case.age", age), known.sex && t(`case.sex.${known.sex}.short`)].filter(Boolean).join(", ");
  const said = [age !== undefined && t("case.age.long", age), known.sex && t(`case.sex.${known.sex}`)].filter(Boolean).join(", ");
  return h(
    "button",
    { type: "button", class: "k-case k-inset", data: { testid: "case-header" }, on: { click: () => showCase(ctx, room, known) } },
    icon("clipboard"),
    spoken(t("case.open")),
    h("span", { class: "k-case__facts", dir: "auto" }, known.place && h("b", null, known.place), seen && h("span", null, h("span", { "aria-hidden": "true" }, seen), spoken(said)), known.allergy && h("span", { class: "k-tag", data: { kind: "important" } }, icon("exclamation-circle"), t("case.allergyTo", known.allergy)), h("span", null, known.reason)),
    icon("chevron-right"),
  );
}

/** [label, value] of all that is known. */
export function caseFacts(known) {
  const age = ageOf(known.birthDate);
  const born = known.birthDate && `${new Date(`${known.birthDate}T12:00`).toLocaleDateString(lang())}${age === undefined ? "" : ` (${t("case.age.long", age)})`}`;
  return [["number", known.number], ["place", known.place], ["reason", known.reason], ["allergy", known.allergy], ["name", known.name], ["birthDate", born], ["sex", known.sex && t(`case.sex.${known.sex}`)], ["kvnr", known.kvnr]].filter(([, value]) => value).map(([key, value]) => [t(`case.${key}`), value]);
}

function showCase(ctx, room, known) {
  return openDialog({
    title: caseTitle(known),
    testid: "case-dialog",
    build: (close) => [
      h("dl", { class: "k-facts k-facts--even", dir: "auto" }, caseFacts(known).map(([label, value]) => [h("dt", null, label), h("dd", { class: "k-select" }, value)])),
      h("p", { class: "k-field__hint" }, t("case.hint")),
      mayPin(room, ctx.client.getUserId()) && h("div", { class: "k-actions" }, button("k-button", "pencil", t("case.change"), () => (close(), changeCase(ctx, room, known)), { data: { testid: "case-change" } })),
    ],
  });
}
