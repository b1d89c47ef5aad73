// Away from … to …, with a note: a field of the user's profile, so that colleagues see it before they write.
import { h, button, byId, replace } from "../lib/dom.mjs";
import { toast } from "../lib/dialog.mjs";
import { announce } from "../lib/announce.mjs";
import { t } from "../lib/i18n.mjs";
import { dayMonth } from "../lib/time.mjs";

export const ABSENCE = "org.konsil.absence";
const FRESH_MS = 5 * 60_000;
const LONGEST_NOTE = 200;
const DAY = /^\d{4}-\d{2}-\d{2}$/;

/** {from, to, note} with days as "2026-11-24", or undefined when there is no such absence. */
export function readAbsence(value) {
  if (!value || !DAY.test(value.from) || !DAY.test(value.to) || value.to < value.from) return undefined;
  return { from: value.from, to: value.to, note: typeof value.note === "string" ? value.note.slice(0, LONGEST_NOTE) : "" };
}

export function isAway(absence, today = localDay()) {
  return Boolean(absence) && absence.from <= today && today <= absence.to;
}

/** The local day as "2026-11-24". */
export function localDay(now = new Date()) {
  return new Date(now.getTime() - now.getTimezoneOffset() * 60_000).toISOString().slice(0, 10);
}

/** "abwesend bis 27.11.: Vertretung …" while the person is away, else "". */
export function awayText(absence, today) {
  if (!isAway(absence, today)) return "";
  const until = t("away.until", dayMonth(Date.parse(`${absence.to}T12:00`)));
  return absence.note ? `${until}: ${absence.note}` : until;
}

/** Who is away; asks the server at most every few minutes for each person. Emits "change". */
export class Absences extends EventTarget {
  #client;
  #known = new Map();

  constructor(client) {
    super();
    this.#client = client;
  }

  /** What is known now, perhaps undefined. */
  of(userId) {
    const known = this.#known.get(userId);
    if (!known || Date.now() - known.at > FRESH_MS) this.#ask(userId, known?.absence);
    return known?.absence;
  }

  async #ask(userId, before) {
    this.#known.set(userId, { absence: before, at: Date.now() });
    const profile = await this.#client.getProfileInfo(userId).catch(() => undefined);
    const absence = readAbsence(profile?.[ABSENCE]);
    this.#known.set(userId, { absence, at: Date.now() });
    if (JSON.stringify(absence) !== JSON.stringify(before)) this.dispatchEvent(new Event("change"));
  }

  async save(absence) {
    const path = `/profile/${encodeURIComponent(this.#client.getUserId())}/${ABSENCE}`;
    const prefix = { prefix: "/_matrix/client/v3" };
    if (absence) await this.#client.http.authedRequest("PUT", path, undefined, { [ABSENCE]: absence }, prefix);
    else await this.#client.http.authedRequest("DELETE", path, undefined, undefined, prefix);
    this.#known.delete(this.#client.getUserId());
  }
}

export class AbsenceSettings {
  #ctx;

  constructor(ctx) {
    this.#ctx = ctx;
  }

  async show() {
    const profile = await this.#ctx.client.getProfileInfo(this.#ctx.client.getUserId()).catch(() => undefined);
    const now = readAbsence(profile?.[ABSENCE]);
    const from = h("input", { type: "date", class: "k-input", id: "away-from", value: now?.from ?? localDay(), data: { testid: "away-from" } });
    const to = h("input", { type: "date", class: "k-input", id: "away-to", value: now?.to ?? "", data: { testid: "away-to" } });
    const note = h("input", { class: "k-input", id: "away-note", value: now?.note ?? "", maxlength: LONGEST_NOTE, autocomplete: "off", dir: "auto", data: { testid: "away-note" } });
    const field = (id, label, input) => h("div", { class: "k-field" }, h("label", { for: id }, label), input);
    replace(
      byId("absence"),
      h("p", { class: "k-field__hint" }, t("away.hint")),
      h("div", { class: "k-two" }, field("away-from", t("away.from"), from), field("away-to", t("away.to"), to)),
      field("away-note", t("away.note"), note),
      h("div", { class: "k-row k-row--wrap" }, button("k-button k-button--primary", null, t("save"), () => this.#save({ from: from.value, to: to.value, note: note.value.trim() }), { data: { testid: "away-save" } }), now && button("k-button", null, t("away.end"), () => this.#save(undefined), { data: { testid: "away-end" } })),
    );
  }

  async #save(absence) {
    if (absence && !readAbsence(absence)) return toast(t("away.bad"), "urgent");
    try {
      await this.#ctx.absences.save(absence);
      announce(t("saved"));
      toast(t("saved"));
    } catch {
      toast(t("failed"), "urgent");
    }
    return this.show();
  }
}
