// How pressing the next message is. Urgent says how many people it will ring, and asks once.
import { h, icon } from "../lib/dom.mjs";
import { confirmDialog, openDialog } from "../lib/dialog.mjs";
import { t, tn } from "../lib/i18n.mjs";

const CHOICES = [
  ["normal", "comment", undefined],
  ["important", "flag-fill", { level: "important", acknowledge: false }],
  ["importantAck", "check-circle", { level: "important", acknowledge: true }],
  ["urgent", "exclamation-triangle", { level: "urgent", acknowledge: true }],
];

/** {level, acknowledge, word}, null for normal, undefined when the user leaves it as it was. */
export async function choosePriority(others) {
  const choice = await openDialog({
    title: t("prio.title"),
    testid: "priority-menu",
    build: (close) => h("div", { class: "k-menu" }, CHOICES.map(([name, glyph, value]) => h("button", { type: "button", class: "k-menu__item", data: { testid: `priority-${name}`, level: value?.level }, on: { click: () => close(value ?? null) } }, icon(glyph), h("span", null, t(`prio.${name}`), h("span", { class: "k-small k-muted k-block" }, t(`prio.${name}.hint`)))))),
  });
  if (!choice) return choice;
  if (choice.level === "urgent" && !(await confirmDialog({ title: t("prio.sure.title"), text: tn("prio.sure.text", others), yes: t("prio.sure.yes"), danger: true, testid: "urgent-dialog" }))) return undefined;
  return { ...choice, word: t(`prio.${choice.level}.word`) };
}
