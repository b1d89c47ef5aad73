// Queued is not sent, sent is not read.
import { h, icon, spoken } from "../lib/dom.mjs";
import { t } from "../lib/i18n.mjs";

const GLYPHS = { queued: ["clock"], sending: ["clock"], sent: ["check"], delivered: ["check", "check"], read: ["check", "check"], failed: ["exclamation-circle"] };

/** @param state queued, sending, sent, delivered, read or failed */
export function ticks(state) {
  return h("span", { class: "k-ticks", data: { state, testid: "ticks" } }, GLYPHS[state].map(icon), spoken(t(`ticks.${state}`)));
}
