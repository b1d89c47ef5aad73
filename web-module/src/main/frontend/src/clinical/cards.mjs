// The clinical cards: measurements, laboratory, medication plan, referral. Values are never coloured without a word.
import { h, icon, spoken } from "../lib/dom.mjs";
import { caseFacts, caseTitle } from "../cases/case-header.mjs";
import { lang, t, tn } from "../lib/i18n.mjs";
import { clock, dateAndTime } from "../lib/time.mjs";
import { DOSE_KEYS, answerText, dosesText, flagText, numberText, rangeText, trend, vitalUnit, vitalValue } from "./words.mjs";

const SHOWN_ROWS = 8;
const GLYPHS = { vitals: "wave-pulse", lab: "chart-bar", medication: "list-check", referral: "calendar", case: "clipboard", questionnaire: "clipboard", answers: "clipboard" };
const BODIES = { vitals: vitalsBody, lab: labBody, medication: medicationBody, referral: referralBody, case: caseBody, questionnaire: questionnaireBody, answers: answersBody };

/** @param foot what stands below: time of sending, raw data, answers */
export function cardElement(card, foot) {
  const title = titleOf(card);
  const when = card.kind === "referral" ? card.urgent && h("span", { class: "k-tag", data: { kind: "urgent" } }, t("referral.urgent")) : card.ts && h("span", { class: "k-small k-muted" }, t(card.kind === "medication" || card.kind === "answers" ? "card.asOf" : "card.at", dateAndTime(card.ts)));
  return h("section", { class: "k-card", "aria-label": title, data: { testid: "card", kind: card.kind } }, h("header", { class: "k-card__head" }, icon(GLYPHS[card.kind]), h("h4", null, title), when), BODIES[card.kind](card), foot);
}

function titleOf(card) {
  if (card.kind === "case") return caseTitle(card);
  return card.kind === "referral" ? t("card.referral", card.specialty) : t(`card.${card.kind}`);
}

function caseBody(card) {
  return h("dl", { class: "k-facts k-card__facts", dir: "auto" }, caseFacts(card).map(([label, value]) => [h("dt", null, label), h("dd", null, value)]));
}

function questionnaireBody({ title, items }) {
  const asked = items.filter(({ type }) => type !== "group" && type !== "display").length;
  return h("p", { class: "k-card__text", dir: "auto" }, title && h("b", { class: "k-block" }, title), h("span", { class: "k-small k-muted" }, tn("quest.questions", asked)));
}

function answersBody({ rows }) {
  return h("dl", { class: "k-facts k-card__facts", dir: "auto" }, rows.map(({ label, value }) => [h("dt", null, label), h("dd", null, answerText(value))]));
}

function level(flag) {
  return flag && (flag.startsWith("critical") ? "critical" : "out");
}

/** One arrow out of range, two when critical, and the word. */
function flagMark(flag) {
  if (!flag) return undefined;
  const arrow = flag.endsWith("low") ? "arrow-down" : "arrow-up";
  return h("span", { class: "k-flag" }, icon(arrow), flag.startsWith("critical") && icon(arrow), flagText(flag));
}

function vitalsBody({ values }) {
  return h(
    "ul",
    { class: "k-vitals" },
    values.map((value) => {
      const course = trend(value.points);
      return h("li", { class: "k-vital", data: { flag: level(value.flag), vital: value.key } }, h("span", { class: "k-vital__label" }, t(`vital.${value.key}`)), h("span", { class: "k-vital__value" }, vitalValue(value), " ", h("small", null, vitalUnit(value.key))), flagMark(value.flag), course && spoken(t(`trend.${course}`)), value.points.length > 1 && sparkline(value.points));
    }),
  );
}

function sparkline(points) {
  const values = points.map(({ value }) => value);
  const least = Math.min(...values);
  const span = Math.max(...values) - least || 1;
  const line = values.map((value, index) => `${(index / (values.length - 1)) * 60},${18 - ((value - least) / span) * 16}`).join(" ");
  const svg = document.createElementNS("http://www.w3.org/2000/svg", "svg");
  const path = document.createElementNS("http://www.w3.org/2000/svg", "polyline");
  for (const [name, value] of [["viewBox", "0 0 60 20"], ["class", "k-spark"], ["preserveAspectRatio", "none"], ["aria-hidden", "true"]]) svg.setAttribute(name, value);
  for (const [name, value] of [["points", line], ["fill", "none"], ["stroke", "currentColor"], ["stroke-width", "2"], ["vector-effect", "non-scaling-stroke"]]) path.setAttribute(name, value);
  svg.append(path);
  return svg;
}

function labBody({ rows }) {
  const body = h("tbody", null, rows.map((row, index) => labRow(row, index >= SHOWN_ROWS)));
  const all = rows.length > SHOWN_ROWS && h("button", { type: "button", class: "k-link k-card__all", on: { click: () => ([...body.rows].forEach((row) => (row.hidden = false)), all.remove()) } }, t("lab.all", rows.length));
  return [h("table", { class: "k-lab" }, h("thead", null, h("tr", null, h("th", { scope: "col" }, t("lab.name")), h("th", { scope: "col", class: "k-r" }, t("lab.value")), h("th", { scope: "col", class: "k-range-col" }, spoken(t("lab.position"))), h("th", { scope: "col", class: "k-r" }, t("lab.range")))), body), all];
}

function labRow(row, hidden) {
  return h(
    "tr",
    { hidden, data: { flag: level(row.flag) } },
    h("th", { scope: "row", dir: "auto" }, row.name, " ", flagMark(row.flag)),
    h("td", { class: "k-r" }, h("span", { class: "k-val" }, numberText(row.value)), " ", h("span", { class: "k-small k-muted" }, row.unit)),
    h("td", { class: "k-range-col" }, row.position !== undefined && h("span", { class: "k-range", "aria-hidden": "true" }, h("i", { style: { "--x": row.position } }))),
    h("td", { class: "k-r k-small k-muted" }, rangeText(row)),
  );
}

function medicationBody({ rows }) {
  return h(
    "ul",
    null,
    rows.map((row) =>
      h(
        "li",
        { class: "k-med" },
        h("span", { dir: "auto" }, h("b", null, row.name), h("span", { class: "k-small k-muted k-block" }, [row.form, row.reason].filter(Boolean).join(" · ")), row.change && h("span", { class: "k-tag", data: { kind: row.change === "new" ? "info" : "important" } }, t(`change.${row.change}`))),
        row.doses.some(Boolean) ? doses(row) : h("span", { class: "k-small" }, dosesText(row)),
      ),
    ),
  );
}

function doses({ doses: four }) {
  const words = four.map((dose, index) => `${t(`dose.${DOSE_KEYS[index]}`)} ${numberText(dose)}`).join(", ");
  return h("span", { class: "k-doses", role: "img", "aria-label": words }, four.map((dose, index) => h("span", { "data-zero": dose === 0 }, numberText(dose), h("small", null, t(`dose.${DOSE_KEYS[index]}.short`)))));
}

function referralBody({ reason, ts, place }) {
  const date = ts && new Date(ts);
  const part = (options) => new Intl.DateTimeFormat(lang(), options).format(date);
  return h(
    "div",
    { class: ts ? "k-referral" : "k-referral k-referral--plain" },
    ts && h("span", { class: "k-referral__date", "aria-hidden": "true" }, h("span", null, part({ weekday: "short" })), h("b", null, part({ day: "numeric" })), h("span", { class: "k-small" }, part({ month: "short" }))),
    h("span", { dir: "auto" }, h("b", null, ts ? [spoken(dateAndTime(ts)), h("span", { "aria-hidden": "true" }, t("referral.clock", clock(ts))), place && `, ${place}`] : t("referral.noDate")), reason && h("span", { class: "k-small k-muted k-block" }, t("referral.reason", reason))),
  );
}
