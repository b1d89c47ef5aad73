// Is there a network, is the server there, how much is unread: banner, tab title, notifications without content.
import { SyncState } from "./sdk.mjs";
import { h, icon, byId, replace } from "./lib/dom.mjs";
import { clock } from "./lib/time.mjs";
import { t, tn } from "./lib/i18n.mjs";

const GRACE_MS = 2_500;

export class Status extends EventTarget {
  #unread = 0;
  #urgent = false;
  #timer;
  #page = document.title;

  constructor() {
    super();
    this.online = true;
    addEventListener("offline", () => this.#set(false));
    addEventListener("online", () => this.#set(true));
    if (!navigator.onLine) this.#set(false);
  }

  /** Follows the client's sync; a single failed poll is no news, so the banner waits a little. */
  follow(state, data) {
    if (state === SyncState.Prepared || state === SyncState.Syncing || state === SyncState.Catchup) this.#set(true);
    else if (state === SyncState.Error || state === SyncState.Reconnecting) {
      this.#timer ??= setTimeout(() => this.#set(false, data?.error), GRACE_MS);
    }
  }

  #set(online) {
    clearTimeout(this.#timer);
    this.#timer = undefined;
    if (this.online === online) return;
    this.online = online;
    this.#banner();
    this.dispatchEvent(new Event("change"));
  }

  #banner() {
    const places = [byId("list-banner"), document.querySelector("[data-banner]")];
    for (const place of places) if (place) replace(place, this.bannerElement());
  }

  /** The amber banner, or nothing when all is well. */
  bannerElement() {
    if (this.online) return undefined;
    const text = navigator.onLine ? t("offline.server", clock(Date.now())) : t("offline.network");
    return h("div", { class: "k-banner", role: "status", data: { kind: "important", testid: "offline" } }, icon("cloud"), h("span", null, text));
  }

  setPage(title) {
    this.#page = title;
    this.#title();
  }

  /** @param urgent true while an urgent message waits for acknowledgement */
  unread(count, urgent = false) {
    if (count === this.#unread && urgent === this.#urgent) return;
    this.#unread = count;
    this.#urgent = urgent;
    this.#title();
    for (const badge of document.querySelectorAll("[data-unread-total]")) {
      badge.hidden = count === 0 && !urgent;
      badge.classList.toggle("k-badge--urgent", urgent);
      if (urgent) replace(badge, h("span", { "aria-hidden": "true" }, "!"), h("span", { class: "k-sr" }, t("prio.urgent.short")));
      else replace(badge, h("span", { "aria-hidden": "true" }, count > 99 ? "99+" : String(count)), h("span", { class: "k-sr" }, tn("list.unread", count)));
    }
  }

  /** "(4) Konsil", or what the organisation calls it: never the name of a chat. */
  #title() {
    document.title = this.#unread > 0 ? `(${this.#unread}) ${byId("app").dataset.product}` : this.#page;
  }
}
