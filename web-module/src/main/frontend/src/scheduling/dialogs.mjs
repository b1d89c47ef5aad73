// When a message is to go out, and what waits.
import { h, button, icon, iconButton, replace } from "../lib/dom.mjs";
import { openDialog, toast } from "../lib/dialog.mjs";
import { dateAndTime } from "../lib/time.mjs";
import { t, tn } from "../lib/i18n.mjs";
import { describe } from "../rooms/preview.mjs";

const MORNING_HOUR = 7;
const LONGEST_DAYS = 365;

/** Asks for a time; milliseconds since the epoch, undefined when the user leaves. */
export function askTime(now = new Date()) {
  return openDialog({
    title: t("schedule.title"),
    testid: "schedule-dialog",
    build: (close) => {
      const last = new Date(now.getTime() + LONGEST_DAYS * 86_400_000);
      const field = h("input", { class: "k-input", id: "schedule-time", type: "datetime-local", min: local(now), max: local(last), value: local(nextMorning(now)), required: true, data: { autofocus: true, testid: "schedule-time" } });
      const problem = h("p", { class: "k-field__error", role: "alert", hidden: true, data: { testid: "schedule-problem" } }, t("schedule.past"));
      const form = h(
        "form",
        { class: "k-stack", novalidate: true },
        h("div", { class: "k-field" }, h("label", { for: "schedule-time" }, t("schedule.when")), field, problem),
        h("p", { class: "k-field__hint" }, t("schedule.hint")),
        h("div", { class: "k-actions" }, button("k-button", null, t("cancel"), () => close()), h("button", { type: "submit", class: "k-button k-button--primary", data: { testid: "schedule-set" } }, t("schedule.set"))),
      );
      form.addEventListener("submit", (event) => {
        event.preventDefault();
        const at = new Date(field.value).getTime();
        // of an empty field the time is no number
        if (at > Date.now() && at <= last.getTime()) return close(at);
        problem.hidden = false;
        return field.focus();
      });
      return form;
    },
  });
}

/** The line over the chat; nothing when nothing waits. */
export function scheduledBar(ctx, room) {
  const waiting = ctx.scheduled.of(room.roomId);
  if (!waiting.length) return undefined;
  const failed = waiting.some(({ errcode }) => errcode);
  const words = failed ? t("schedule.failed") : t("schedule.next", dateAndTime(waiting[0].at));
  return h("button", { type: "button", class: "k-case", data: { testid: "scheduled" }, on: { click: () => showScheduled(ctx, room) } }, icon(failed ? "exclamation-circle" : "calendar-clock"), h("b", { class: "k-medium" }, tn("schedule.count", waiting.length)), h("span", { class: "k-grow k-clip" }, words));
}

function showScheduled(ctx, room) {
  return openDialog({
    title: t("schedule.list"),
    testid: "scheduled-dialog",
    build: (close) => {
      const list = h("ul", { class: "k-stack" });
      const show = () => {
        const waiting = ctx.scheduled.of(room.roomId);
        if (!waiting.length) return close();
        return replace(list, ...waiting.map((one) => entry(ctx, one, show)));
      };
      show();
      return list;
    },
  });
}

function entry(ctx, { id, at, event, errcode }, changed) {
  const cancel = async () => {
    try {
      toast(t((await ctx.scheduled.cancel(id)) ? "schedule.gone" : "schedule.sent"));
    } catch {
      toast(t("failed"), "urgent");
    }
    changed();
  };
  return h(
    "li",
    { class: "k-row" },
    h("div", { class: "k-quote k-grow", data: { testid: "scheduled-entry" } }, h("b", null, dateAndTime(at), errcode && ` · ${t("schedule.failed")}`), h("span", { dir: "auto" }, describe(event).text)),
    iconButton("trash", t("schedule.cancel"), cancel, { data: { testid: "scheduled-cancel" } }),
  );
}

function nextMorning(now) {
  const morning = new Date(now);
  morning.setHours(MORNING_HOUR, 0, 0, 0);
  if (morning <= now) morning.setDate(morning.getDate() + 1);
  return morning;
}

/** As the field wants it: local time without a zone. */
function local(date) {
  const two = (number) => String(number).padStart(2, "0");
  return `${date.getFullYear()}-${two(date.getMonth() + 1)}-${two(date.getDate())}T${two(date.getHours())}:${two(date.getMinutes())}`;
}
