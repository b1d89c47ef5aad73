// Agreeing to a referral's appointment or asking for another: an AppointmentResponse that refers to the referral.
import { h, icon, button } from "../lib/dom.mjs";
import { toast } from "../lib/dialog.mjs";
import { shortTime } from "../lib/time.mjs";
import { t } from "../lib/i18n.mjs";
import { saveBlob } from "../media/downloads.mjs";
import { askText } from "../rooms/ask-text.mjs";
import { FHIR, fhirContent, resourceOf } from "./fhir.mjs";

const HOUR_MS = 3_600_000;

/** True for an answer: it shows at the referral and is no message of its own. */
export function isAnswer(content) {
  return resourceOf(content)?.resourceType === "AppointmentResponse" && content["m.relates_to"]?.rel_type === "m.reference";
}

/** [{sender, ts, accepted, comment}] oldest first */
export function answersOf(room, event) {
  const related = room.relations?.getChildEventsForEvent(event.getId(), "m.reference", FHIR)?.getRelations() ?? [];
  return related
    .filter((answer) => !answer.isRedacted() && resourceOf(answer.getContent())?.resourceType === "AppointmentResponse")
    .map((answer) => {
      const { participantStatus, comment } = resourceOf(answer.getContent());
      return { sender: answer.getSender(), ts: answer.getTs(), accepted: participantStatus === "accepted", comment: typeof comment === "string" ? comment : "" };
    });
}

export function answerPart(ctx, event, card) {
  const room = ctx.client.getRoom(event.getRoomId());
  const own = event.getSender() === ctx.client.getUserId();
  const answers = answersOf(room, event);
  const said = ({ sender, ts, accepted }) => {
    const key = accepted ? "referral.accepted" : "referral.other.said";
    return sender === ctx.client.getUserId() ? t(`${key}.you`, shortTime(ts)) : t(key, room.getMember(sender)?.name ?? sender, shortTime(ts));
  };
  const lines = answers.map((given) => h("p", { class: "k-row k-small", data: { testid: "referral-answer" } }, icon(given.accepted ? "check-circle" : "calendar-clock"), h("span", { dir: "auto" }, said(given), given.comment && `: ${given.comment}`)));
  const buttons = !own && answers.length === 0 && [button("k-button", null, t("referral.other"), () => other(ctx, room, event), { data: { testid: "referral-other" } }), button("k-button k-button--primary", null, t("referral.accept"), () => answer(ctx, room, event, "accepted"), { data: { testid: "referral-accept" } })];
  const calendar = card.ts && button("k-link", "calendar", t("referral.calendar"), () => saveBlob(new Blob([ics(card)], { type: "text/calendar" }), "Termin.ics"));
  return h("div", { class: "k-referral__answer" }, lines, buttons && h("span", { class: "k-actions" }, buttons), calendar);
}

async function other(ctx, room, event) {
  const comment = await askText({ title: t("referral.other"), label: t("referral.other.label"), hint: t("referral.other.hint"), max: 200 });
  if (comment) await answer(ctx, room, event, "declined", comment);
}

async function answer(ctx, room, event, participantStatus, comment) {
  const resource = { resourceType: "AppointmentResponse", appointment: { display: "Appointment" }, actor: { display: "Practitioner" }, participantStatus, ...(comment && { comment }) };
  const words = participantStatus === "accepted" ? t("referral.accept.text") : `${t("referral.other")}: ${comment}`;
  const content = { ...fhirContent(resource, words), "m.relates_to": { rel_type: "m.reference", event_id: event.getId() } };
  await ctx.client.sendEvent(room.roomId, FHIR, content).catch(() => toast(t("failed"), "urgent"));
}

/** RFC 5545; the summary names the specialty only, for calendars are seen by many. */
export function ics({ specialty, ts, place }, now = Date.now()) {
  const stamp = (time) => new Date(time).toISOString().replace(/[-:]|\.\d{3}/g, "");
  const text = (value) => value.replace(/[\\;,]/g, "\\$&").replace(/\r?\n/g, "\\n");
  return ["BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//Konsil//DE", "BEGIN:VEVENT", `UID:${crypto.randomUUID()}`, `DTSTAMP:${stamp(now)}`, `DTSTART:${stamp(ts)}`, `DTEND:${stamp(ts + HOUR_MS)}`, `SUMMARY:${text(specialty)}`, place && `LOCATION:${text(place)}`, "END:VEVENT", "END:VCALENDAR"].filter(Boolean).join("\r\n") + "\r\n";
}
