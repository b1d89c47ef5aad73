// Under the card of a questionnaire: who has answered, and the way to answer it oneself.
import { h, icon, button } from "../lib/dom.mjs";
import { toast } from "../lib/dialog.mjs";
import { shortTime } from "../lib/time.mjs";
import { t } from "../lib/i18n.mjs";
import { FHIR, fhirContent, resourceOf } from "../clinical/fhir.mjs";
import { answersText } from "../clinical/words.mjs";
import { askQuestionnaire } from "./form.mjs";
import { readAnswers, responseResource } from "./questionnaire.mjs";

/** [{sender, ts}] of the answers to the questionnaire, oldest first. */
export function responsesTo(room, event) {
  const related = room.relations?.getChildEventsForEvent(event.getId(), "m.reference", FHIR)?.getRelations() ?? [];
  return related
    .filter((answer) => !answer.isRedacted() && resourceOf(answer.getContent())?.resourceType === "QuestionnaireResponse")
    .map((answer) => ({ sender: answer.getSender(), ts: answer.getTs() }))
    .sort((a, b) => a.ts - b.ts);
}

export function questionnairePart(ctx, event, questionnaire) {
  const room = ctx.client.getRoom(event.getRoomId());
  const ownId = ctx.client.getUserId();
  const responses = responsesTo(room, event);
  const lines = responses.map(({ sender, ts }) => h("p", { class: "k-row k-small", data: { testid: "quest-answered" } }, icon("check-circle"), h("span", { dir: "auto" }, sender === ownId ? t("quest.answered.you", shortTime(ts)) : t("quest.answered", room.getMember(sender)?.name ?? sender, shortTime(ts)))));
  const open = event.getSender() !== ownId && !responses.some(({ sender }) => sender === ownId);
  return h("div", { class: "k-referral__answer" }, lines, open && h("span", { class: "k-actions" }, button("k-button k-button--primary", "clipboard", t("quest.fill"), () => fill(ctx, room, event, questionnaire), { data: { testid: "quest-fill" } })));
}

async function fill(ctx, room, event, questionnaire) {
  const name = `questionnaire:${event.getId()}`;
  const draft = new Map(Object.entries((await ctx.vault.get(name)) ?? {}));
  const answers = await askQuestionnaire(questionnaire, draft, (now) => ctx.vault.put(name, Object.fromEntries(now)));
  if (!answers) return;
  try {
    const resource = responseResource(questionnaire, answers);
    const words = `${t("quest.answer")}: ${answersText(readAnswers([resource]) ?? { rows: [] })}`;
    await ctx.client.sendEvent(room.roomId, FHIR, { ...fhirContent(resource, words), "m.relates_to": { rel_type: "m.reference", event_id: event.getId() } });
    await ctx.vault.delete(name);
  } catch {
    toast(t("failed"), "urgent");
  }
}
