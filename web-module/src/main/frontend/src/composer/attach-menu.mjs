// "Plus": everything that can be sent beside words.
import { h, icon } from "../lib/dom.mjs";
import { openDialog, toast } from "../lib/dialog.mjs";
import { t } from "../lib/i18n.mjs";
import { FHIR } from "../clinical/fhir.mjs";
import { labForm, medicationForm, referralForm, vitalsForm } from "../clinical/forms/forms.mjs";
import { chooseContact } from "../contacts/choose-contact.mjs";
import { chooseTemplate } from "./templates.mjs";
import { locationContent } from "./location.mjs";

/** @param composer {pickFile, pickQuestionnaire, insert, sendContent, schedule} */
export function openAttachMenu(ctx, room, composer) {
  const structured = (form) => async () => {
    const content = await form().catch(() => toast(t("form.tooLarge"), "urgent"));
    if (content) ctx.client.sendEvent(room.roomId, FHIR, content).catch(() => {});
  };
  const message = (ask) => async () => {
    const content = await ask();
    if (content) composer.sendContent(content);
  };
  const entries = [
    ["paperclip", t("composer.attach"), () => composer.pickFile(), "attach-file"],
    ["file-edit", t("template.title"), async () => composer.insert(await chooseTemplate(ctx, composer.text)), "attach-template"],
    ["wave-pulse", t("card.vitals"), structured(vitalsForm), "attach-vitals"],
    ["chart-bar", t("card.lab"), structured(labForm), "attach-lab"],
    ["list-check", t("card.medication"), structured(medicationForm), "attach-medication"],
    ["clipboard", t("quest.title"), () => composer.pickQuestionnaire(), "attach-questionnaire"],
    ["calendar", t("attach.referral"), structured(referralForm), "attach-referral"],
    ["calendar-clock", t("schedule.title"), () => composer.schedule(), "attach-schedule"],
    ctx.calls && ["video", t("call.consultation"), () => ctx.calls.openConsultation(room).catch(() => toast(t("failed"), "urgent")), "attach-consultation"],
    ["map-marker", t("attach.location"), message(() => locationContent()), "attach-location"],
    ["id-card", t("attach.contact"), message(() => chooseContact(ctx)), "attach-contact"],
  ].filter(Boolean);
  return openDialog({ title: t("attach.title"), testid: "attach-menu", build: (close) => h("div", { class: "k-menu" }, entries.map(([glyph, label, work, testid]) => h("button", { type: "button", class: "k-menu__item", data: { testid }, on: { click: () => (close(), work()) } }, icon(glyph), label))) });
}
