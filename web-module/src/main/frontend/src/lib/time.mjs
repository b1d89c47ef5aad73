// Times are absolute, never "5 minutes ago": at three in the morning nobody wants to subtract.
import { lang, t } from "./i18n.mjs";

const formats = new Map();

function format(options) {
  const key = lang() + JSON.stringify(options);
  if (!formats.has(key)) formats.set(key, new Intl.DateTimeFormat(lang() === "en" ? "en-GB" : lang(), options));
  return formats.get(key);
}

export function clock(timestamp) {
  return format({ hour: "2-digit", minute: "2-digit", hourCycle: "h23" }).format(timestamp);
}

/** A number that is the same for all moments of one local day, and one more for the next day. */
export function dayOf(timestamp) {
  const date = new Date(timestamp);
  return Math.round(Date.UTC(date.getFullYear(), date.getMonth(), date.getDate()) / 86_400_000);
}

/** "Heute, Dienstag, 24. November" */
export function dayTitle(timestamp, now = Date.now()) {
  const age = dayOf(now) - dayOf(timestamp);
  const options = { weekday: "long", day: "numeric", month: "long" };
  if (new Date(timestamp).getFullYear() !== new Date(now).getFullYear()) options.year = "numeric";
  const date = format(options).format(timestamp);
  if (age === 0) return t("day.today", date);
  if (age === 1) return t("day.yesterday", date);
  return date;
}

/** For lists: the time of today, "Gestern", a weekday of the last week, else the date. */
export function shortTime(timestamp, now = Date.now()) {
  const age = dayOf(now) - dayOf(timestamp);
  if (age <= 0) return clock(timestamp);
  if (age === 1) return t("day.yesterdayShort");
  if (age < 7) return format({ weekday: "short" }).format(timestamp).replace(/\.?$/, lang() === "de" ? "." : "");
  return format({ day: "2-digit", month: "2-digit", year: "numeric" }).format(timestamp);
}

export function dateAndTime(timestamp) {
  return format({ day: "2-digit", month: "2-digit", year: "numeric", hour: "2-digit", minute: "2-digit", hourCycle: "h23" }).format(timestamp);
}

/** "0:18", "12:05" */
export function duration(milliseconds) {
  const seconds = Math.max(0, Math.round(milliseconds / 1000));
  return `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, "0")}`;
}

export function dayMonth(timestamp) {
  return format({ day: "2-digit", month: "2-digit" }).format(timestamp);
}
