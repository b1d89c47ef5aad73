// Searching in the open chat: a line under its head, hits one by one.
import { h, icon, iconButton, debounce } from "../lib/dom.mjs";
import { t } from "../lib/i18n.mjs";

export class FindBar {
  #ctx;
  #room;
  #jump;
  #hits = [];
  #at = 0;

  constructor(ctx, room, jump) {
    this.#ctx = ctx;
    this.#room = room;
    this.#jump = jump;
    const look = debounce(() => this.#look(), 200);
    this.field = h("input", { type: "search", autocomplete: "off", placeholder: t("search.inRoom"), data: { testid: "find-field" }, on: { input: look, keydown: (e) => this.#key(e) } });
    this.state = h("span", { class: "k-small k-num", role: "status", data: { testid: "find-state" } });
    this.element = h("div", { class: "k-find", role: "search", hidden: true, data: { testid: "find-bar" } }, h("label", { class: "k-search k-grow" }, icon("search"), h("span", { class: "k-sr" }, t("search.inRoom")), this.field), this.state, iconButton("chevron-up", t("search.older"), () => this.#step(1), { data: { testid: "find-older" } }), iconButton("chevron-down", t("search.newer"), () => this.#step(-1)), iconButton("times", t("search.close"), () => this.close()));
  }

  open() {
    this.element.hidden = false;
    this.field.focus();
    this.field.select();
  }

  /** True when there was something to close. */
  close() {
    if (this.element.hidden) return false;
    this.element.hidden = true;
    return true;
  }

  #look() {
    this.#hits = this.#ctx.search.search(this.field.value, { roomId: this.#room.roomId, limit: 500 });
    this.#at = 0;
    this.#show();
  }

  #step(by) {
    if (!this.#hits.length) return;
    this.#at = (this.#at + by + this.#hits.length) % this.#hits.length;
    this.#show();
  }

  #show() {
    this.state.textContent = this.#hits.length ? t("search.of", this.#at + 1, this.#hits.length) : this.field.value.trim() ? t("search.none") : "";
    if (this.#hits.length) this.#jump(this.#hits[this.#at].id, { keepFocus: true });
  }

  #key(event) {
    if (event.key === "Enter") this.#step(event.shiftKey ? -1 : 1);
    else if (event.key === "Escape") this.close();
    else return;
    event.preventDefault();
    event.stopPropagation();
  }
}
