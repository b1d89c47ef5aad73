// A structured event inside the timeline: its card, or its own plain text when the format is unknown or not valid. The
// raw data are one click away.
import { h, icon } from "../lib/dom.mjs";
import { openDialog, toast } from "../lib/dialog.mjs";
import { t } from "../lib/i18n.mjs";
import { clock } from "../lib/time.mjs";
import { cardElement } from "./cards.mjs";
import { FHIR, fallbackText } from "./fhir.mjs";
import { readClinical } from "./read.mjs";
import { questionnairePart } from "../questionnaire/answer-part.mjs";
import { answerPart } from "./referral-answer.mjs";

/** {element, card}: card is undefined for what only its text can show. */
export function structuredBody(ctx, event) {
  const content = event.getContent();
  const card = event.getType() === FHIR ? readClinical(content) : undefined;
  const raw = h("button", { type: "button", class: "k-link", data: { testid: "raw-data" }, on: { click: () => showRaw(event) } }, icon("code"), t("card.raw"));
  if (!card) return { element: h("div", { class: "k-stack k-stack--tight", data: { testid: "structured-fallback" } }, h("p", { class: "k-small k-muted" }, t("card.unknown")), h("p", { class: "k-text", dir: "auto", data: { testid: "message-text" } }, fallbackText(content)), raw) };
  const foot = h("footer", { class: "k-card__foot" }, card.kind === "referral" && answerPart(ctx, event, card), card.kind === "questionnaire" && questionnairePart(ctx, event, card), h("span", null, t("card.sent", event.sender?.name ?? event.getSender(), clock(event.getTs()))), raw);
  return { element: cardElement(card, foot), card };
}

function showRaw(event) {
  const text = JSON.stringify({ type: event.getType(), content: event.getContent() }, undefined, 2);
  return openDialog({
    title: t("card.raw"),
    testid: "raw-dialog",
    wide: true,
    build: () => [h("pre", { class: "k-raw", tabIndex: 0 }, text), h("div", { class: "k-actions" }, h("button", { type: "button", class: "k-button", on: { click: () => navigator.clipboard.writeText(text).then(() => toast(t("copied"))) } }, icon("copy"), t("setup.copy")))],
  });
}
