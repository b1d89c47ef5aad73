// Which pane is shown, without loading a page: an upload or a decryption under way must survive a look at the settings.
import { byId } from "./lib/dom.mjs";

const VIEWS = { "/": "chats", "/chats": "chats", "/directory": "directory", "/settings": "settings", "/recovery": "recovery" };

/** Emits "change" with {view, roomId}. The room stands behind the #, so no server log ever names it. */
export class Router extends EventTarget {
  constructor() {
    super();
    this.#read();
    addEventListener("popstate", () => this.#moved());
    addEventListener("resize", () => this.#landmark());
    document.addEventListener("click", (event) => this.#click(event));
  }

  go(path) {
    if (path === location.pathname + location.hash) return;
    history.pushState(null, "", path);
    this.#moved();
  }

  openRoom(roomId) {
    this.go(`/#/${encodeURIComponent(roomId)}`);
  }

  closeRoom() {
    history.replaceState(null, "", "/");
    this.#moved();
  }

  #click(event) {
    const link = event.target.closest("a[href]");
    if (!link || event.button !== 0 || event.ctrlKey || event.metaKey || event.shiftKey || link.target) return;
    const url = new URL(link.href);
    if (url.origin !== location.origin || !(url.pathname in VIEWS)) return;
    event.preventDefault();
    this.go(url.pathname + url.hash);
  }

  #moved() {
    this.#read();
    this.dispatchEvent(new Event("change"));
  }

  #read() {
    this.view = VIEWS[location.pathname] ?? "chats";
    const match = /^#\/(.+)$/.exec(location.hash);
    this.roomId = this.view === "chats" && match ? decodeURIComponent(match[1]) : undefined;
  }

  /** Shows the panes of the view and says in the navigation where we are. */
  apply() {
    const app = byId("app");
    app.dataset.view = this.view;
    app.dataset.pane = this.view === "chats" && !this.roomId ? "list" : this.view === "chats" ? "main" : "list";
    const wide = this.view !== "chats";
    app.classList.toggle("k-app--wide", wide);
    if (wide) delete app.dataset.details;
    else app.dataset.details ??= "closed";
    for (const pane of document.querySelectorAll("[data-view-pane]")) pane.hidden = pane.dataset.viewPane !== this.view;
    for (const link of document.querySelectorAll("[data-nav]")) {
      if (link.dataset.nav === this.view) link.setAttribute("aria-current", "page");
      else link.removeAttribute("aria-current");
    }
    this.#landmark();
  }

  /** Where the list is all there is to see, it is the page's main part. */
  #landmark() {
    const list = byId("list");
    if (byId("main").offsetParent === null && list.offsetParent !== null) list.setAttribute("role", "main");
    else list.removeAttribute("role");
  }
}
