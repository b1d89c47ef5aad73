// The own entry in the national directory, written with the own card (HBA) at a terminal of the organisation.
import { h, button, byId, replace } from "../lib/dom.mjs";
import { toast } from "../lib/dialog.mjs";
import { announce } from "../lib/announce.mjs";
import { t, has } from "../lib/i18n.mjs";

const PATH = "/tim-directory/own";
const ASK_AGAIN_MS = 2_000;

export class OwnEntrySettings {
  #ctx;
  #asked = 0;

  constructor(ctx) {
    this.#ctx = ctx;
  }

  /** Hidden where the organisation has no Konnektor. */
  async show() {
    const asked = ++this.#asked;
    const entry = await this.#call("GET", "");
    const cards = entry && !entry.running ? await this.#call("GET", "/cards") : undefined;
    if (asked !== this.#asked) return;
    byId("own-entry-part").hidden = !entry;
    if (entry) this.#render(entry, cards ?? []);
  }

  #render(entry, cards) {
    const card = cards.length > 1 && h("select", { class: "k-input", id: "own-entry-card", data: { testid: "own-entry-card" } }, cards.map(({ iccsn, holder }) => h("option", { value: iccsn }, holder || iccsn)));
    const act = (name, primary) => button(primary ? "k-button k-button--primary" : "k-button", null, t(`own.${name}`), () => this.#begin(name, card ? card.value : undefined), { data: { testid: `own-entry-${name}` } });
    const state = entry.running ? t("own.running") : !entry.published ? t("own.none") : entry.hidden ? t("own.hidden") : t("own.published");
    replace(
      byId("own-entry"),
      h("p", { class: "k-field__hint" }, t("own.hint")),
      h("p", { role: "status", "aria-busy": String(entry.running), data: { testid: "own-entry-state" } }, state),
      !entry.running && entry.failure && h("p", { class: "k-banner k-banner--card", role: "alert", data: { kind: "urgent", testid: "own-entry-failure" } }, h("span", null, failureText(entry.failure))),
      !entry.running && card && h("div", { class: "k-field" }, h("label", { for: "own-entry-card" }, t("own.card")), card),
      !entry.running && h("div", { class: "k-row k-row--wrap" }, entry.published ? [act(entry.hidden ? "show" : "hide"), act("withdraw")] : act("publish", true)),
    );
    if (entry.running) this.#wait();
  }

  #wait() {
    const asked = this.#asked;
    setTimeout(async () => {
      if (asked !== this.#asked || this.#ctx.router.view !== "settings") return;
      await this.show();
      announce(byId("own-entry").querySelector("[role=status]")?.textContent ?? "");
    }, ASK_AGAIN_MS);
  }

  async #begin(act, card) {
    const begun = await this.#call("POST", "", { act, card });
    if (!begun) toast(t("failed"), "urgent");
    return this.show();
  }

  async #call(method, path, body) {
    const headers = { Authorization: `Bearer ${await this.#ctx.tokens.current()}`, "Content-Type": "application/json" };
    const response = await fetch(PATH + path, { method, headers, body: body && JSON.stringify(body) }).catch(() => undefined);
    return response?.ok ? response.json() : undefined;
  }
}

function failureText(failure) {
  const key = `own.failure.${failure}`;
  return has(key) ? t(key) : t("own.failure.other");
}
