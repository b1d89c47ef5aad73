// Contacts: the own organisation's directory, and under it the national one.
import { h, icon, button, byId, replace, debounce } from "../lib/dom.mjs";
import { toast } from "../lib/dialog.mjs";
import { t } from "../lib/i18n.mjs";
import { domainOf, hue, initials } from "../lib/people.mjs";
import { avatar, personAvatar, shield } from "../rooms/avatar.mjs";
import { awayText } from "../settings/absence.mjs";
import { presenceOf } from "../rooms/model.mjs";
import { openDirect } from "../rooms/create.mjs";
import { peopleOfChats, searchPeople } from "../rooms/search-people.mjs";
import { searchNational } from "./national.mjs";

export class Directory {
  #ctx;
  #asked = 0;

  constructor(ctx) {
    this.#ctx = ctx;
    this.field = byId("directory-search");
    ctx.absences.addEventListener("change", debounce(() => ctx.router.view === "directory" && this.show(), 300));
    this.field.addEventListener("input", debounce(() => this.show(), 250));
  }

  async show() {
    const asked = ++this.#asked;
    const term = this.field.value;
    const results = byId("directory-results");
    results.setAttribute("aria-busy", "true");
    try {
      const people = term.trim() ? await searchPeople(this.#ctx.client, term) : peopleOfChats(this.#ctx.client);
      if (asked !== this.#asked) return;
      this.#render(results, people, term);
      this.#showNational(asked, term, people);
    } catch {
      if (asked === this.#asked) replace(results, h("li", { class: "k-empty" }, icon("cloud"), h("p", null, t("directory.failed"))));
    }
    results.removeAttribute("aria-busy");
  }

  /** Comes later than the own directory, or not at all: nothing waits for it. */
  async #showNational(asked, term, people) {
    const part = byId("directory-nation-part");
    const own = new Set([this.#ctx.client.getUserId(), ...people.map(({ userId }) => userId)]);
    const found = await searchNational(this.#ctx.tokens, term, own);
    if (asked !== this.#asked) return;
    part.hidden = !found;
    if (!found) return;
    const note = !found.available ? t("national.down") : !found.people.length ? t("directory.nobody") : found.more ? t("national.more") : "";
    byId("national-count").textContent = found.people.length ? `· ${found.people.length}` : "";
    replace(byId("directory-national"), found.people.map((person) => this.#result(person)), note && h("li", { class: "k-choose__note", data: { testid: "national-note" } }, note));
  }

  #render(results, people, term) {
    byId("directory-group").textContent = term.trim() ? t("directory.own") : t("directory.chats");
    byId("directory-count").textContent = people.length ? `· ${people.length}` : "";
    if (!people.length) {
      replace(results, h("li", { class: "k-empty" }, icon(term.trim() ? "search" : "address-book"), h("p", null, term.trim() ? t("directory.nobody") : t("directory.start"))));
      return;
    }
    replace(results, people.map((person) => this.#result(person)));
  }

  /** Strangers of the national directory (with a kind) are not asked for their absence. */
  #result(person) {
    const { client, trust } = this.#ctx;
    const own = client.getUserId();
    const foreign = domainOf(person.userId) !== domainOf(own);
    const state = trust.of(person.userId);
    const message = button("k-button", "comment", h("span", null, t("directory.message")), async () => {
      message.disabled = true;
      try {
        this.#ctx.router.openRoom(await openDirect(client, person.userId));
      } catch (e) {
        toast(e.errcode === "M_FORBIDDEN" ? t("new.refused", "") : t("new.failed"), "urgent");
      }
      message.disabled = false;
    }, { data: { testid: "message-person" }, "aria-label": t("directory.messageTo", person.name) });
    return h(
      "li",
      { class: "k-result", data: { testid: "directory-result", user: person.userId } },
      person.kind === "function" ? avatar({ kind: "function", hue: hue(person.userId), initials: initials(person.name) }) : personAvatar(person.userId, person.name, "", presenceOf(client, person.userId)),
      h("div", null, h("p", { class: "k-result__name", dir: "auto" }, person.name, " ", state && shield(state)), about(person), h("p", { class: "k-result__sub" }, person.userId), tags(foreign, person.kind ? undefined : awayText(this.#ctx.absences.of(person.userId)))),
      h("div", { class: "k-actions" }, message),
    );
  }
}

/** What the national directory says of somebody. */
function about({ of, specialties = [], place }) {
  const words = [of, specialties.join(", "), place].filter(Boolean).join(" · ");
  return words && h("p", { class: "k-result__sub", dir: "auto" }, words);
}

function tags(foreign, away) {
  if (!foreign && !away) return undefined;
  return h("div", { class: "k-result__tags" }, foreign && h("span", { class: "k-tag", data: { kind: "info" } }, icon("external-link"), t("directory.foreign")), away && h("span", { class: "k-tag k-tag--wrap", data: { kind: "important" } }, icon("calendar"), h("span", { dir: "auto" }, away)));
}
