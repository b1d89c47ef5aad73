// Choosing one emoji: the usual ones, search, categories. One tab stop, arrow keys inside.
import { h, icon, replace } from "../lib/dom.mjs";
import { openDialog } from "../lib/dialog.mjs";
import { t } from "../lib/i18n.mjs";
import { loadEmoji, searchEmoji } from "./emoji.mjs";

export const USUAL = ["👍", "✅", "❤️", "🙏", "👀", "😊", "🎉", "😮"];
// Unicode's groups 0 to 9 without "components"
const GROUPS = [["0", "😀"], ["1", "👋"], ["3", "🐾"], ["4", "🍎"], ["5", "🚗"], ["6", "⚽"], ["7", "💊"], ["8", "✔️"], ["9", "🏁"]];

/** The emoji, or undefined. */
export function chooseEmoji(ctx) {
  return openDialog({ title: t("emoji.title"), testid: "emoji-dialog", build: (close) => new Panel(ctx, close).elements });
}

class Panel {
  #close;
  #all = [];
  #group = "0";

  constructor(ctx, close) {
    this.#close = close;
    this.grid = h("div", { class: "k-emojis", role: "group", "aria-label": t("emoji.title"), on: { keydown: (e) => this.#walk(e) }, data: { testid: "emoji-grid" } });
    this.search = h("input", { type: "search", autocomplete: "off", placeholder: t("emoji.search"), data: { autofocus: true, testid: "emoji-search" }, on: { input: () => this.#show() } });
    this.groups = h("div", { class: "k-chips", role: "group", "aria-label": t("emoji.groups") }, GROUPS.map(([group, sign]) => h("button", { type: "button", class: "k-chip", title: t(`emoji.group.${group}`), "aria-label": t(`emoji.group.${group}`), "aria-pressed": String(group === this.#group), data: { group }, on: { click: () => this.#choose(group) } }, sign)));
    const usual = h("div", { class: "k-emojis k-emojis--row", role: "group", "aria-label": t("emoji.usual") }, USUAL.map((emoji) => this.#button({ emoji, name: emoji })));
    this.elements = [usual, h("label", { class: "k-search" }, icon("search"), h("span", { class: "k-sr" }, t("emoji.search")), this.search), this.groups, this.grid];
    loadEmoji(ctx.page.assets).then((all) => {
      this.#all = all;
      this.#show();
      const names = new Map(all.map((entry) => [entry.emoji, entry.name]));
      for (const usualButton of usual.children) usualButton.setAttribute("aria-label", names.get(usualButton.textContent) ?? usualButton.textContent);
    }, () => replace(this.grid, h("p", { role: "alert" }, t("failed"))));
  }

  #choose(group) {
    this.#group = group;
    this.search.value = "";
    for (const chip of this.groups.children) chip.setAttribute("aria-pressed", String(chip.dataset.group === group));
    this.#show();
  }

  #show() {
    const query = this.search.value.trim();
    const shown = query ? searchEmoji(this.#all, query) : this.#all.filter(({ group }) => String(group) === this.#group);
    replace(this.grid, shown.length ? shown.map((entry, index) => this.#button(entry, index ? -1 : 0)) : h("p", { class: "k-muted" }, t("emoji.nothing")));
  }

  #button({ emoji, name }, tabIndex = 0) {
    return h("button", { type: "button", class: "k-emojis__one", "aria-label": name, title: name, tabIndex, data: { testid: "emoji" }, on: { click: () => this.#close(emoji) } }, emoji);
  }

  #walk(event) {
    const all = [...this.grid.querySelectorAll("button")];
    const across = Math.max(1, all.filter((one) => one.offsetTop === all[0].offsetTop).length);
    const step = { ArrowRight: 1, ArrowLeft: -1, ArrowDown: across, ArrowUp: -across }[event.key];
    const next = step && all[all.indexOf(document.activeElement) + step];
    if (!next) return;
    event.preventDefault();
    for (const one of all) one.tabIndex = one === next ? 0 : -1;
    next.focus();
  }
}
