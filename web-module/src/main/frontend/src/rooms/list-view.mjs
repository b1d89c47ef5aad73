// The chat list: rows with one tab stop and arrow keys inside, search, filter, unread totals.
import { h, icon, iconButton, spoken, replace, byId, onceAFrame } from "../lib/dom.mjs";
import { syncChildren } from "../lib/keyed-list.mjs";
import { toast } from "../lib/dialog.mjs";
import { t, tn } from "../lib/i18n.mjs";
import { shortTime } from "../lib/time.mjs";
import { avatar, shield, withPicture } from "./avatar.mjs";
import { directRooms, filterRows, invitedRooms, roomRows, totalUnread } from "./model.mjs";
import { renderInvites } from "./invites.mjs";
import { openRoomMenu } from "./room-menu.mjs";
import { roomsOfSpace, spaces } from "./spaces.mjs";
import { openSpaceMenu } from "./space-menu.mjs";
import { hitGroups } from "../search/hits.mjs";
import { ticks } from "../timeline/ticks.mjs";

export class ListView {
  #ctx;
  #filter = "all";
  #query = "";
  #space = "";
  #rows = [];
  #focused;

  constructor(ctx) {
    this.#ctx = ctx;
    this.list = byId("rooms");
    this.update = onceAFrame(() => this.#render());
    byId("list-search").addEventListener("input", (event) => {
      this.#query = event.target.value;
      this.#render();
    });
    byId("list-filter").addEventListener("click", (event) => this.#choose(event.target.closest("[data-filter]")));
    this.list.addEventListener("contextmenu", (event) => this.#menu(event));
    this.list.addEventListener("keydown", (event) => this.#walk(event));
    this.list.addEventListener("focusin", (event) => (this.#focused = event.target.closest(".k-room")?.dataset.room));
  }

  /** The rows as they are shown, for the keyboard's "next chat". */
  get rows() {
    return this.#rows;
  }

  #choose(chip) {
    if (!chip) return;
    this.#filter = chip.dataset.filter;
    for (const other of byId("list-filter").children) other.setAttribute("aria-pressed", String(other === chip));
    this.#render();
    // the server tells of left chats only who asks for them; the SDK asks once
    if (this.#filter === "left") this.#ctx.client.syncLeftRooms().then(this.update, () => toast(t("failed"), "urgent"));
  }

  #render() {
    const { client, drafts, trust, cases } = this.#ctx;
    const all = roomRows(client, directRooms(client), drafts, cases);
    const invites = invitedRooms(client);
    this.#renderSpaces();
    this.#rows = filterRows(all, this.#filter, this.#query, this.#space ? roomsOfSpace(client, this.#space) : undefined);
    const current = this.#ctx.router.roomId;
    const tabStop = this.#rows.find((row) => row.id === (this.#focused ?? current))?.id ?? this.#rows[0]?.id;
    renderInvites(this.#ctx, byId("invites"), invites);
    if (this.#rows.length) {
      const items = this.#rows.map((row) => {
        row.shield = row.partner ? trust.of(row.partner) : undefined;
        row.current = row.id === current;
        row.tabStop = row.id === tabStop;
        return { key: row.id, sig: signature(row), row };
      });
      syncChildren(this.list, items, ({ row }) => h("li", null, roomLink(this.#ctx, row)));
    } else if (this.list.getAttribute("aria-busy") !== "true" || this.#ctx.synced) {
      syncChildren(this.list, [{ key: "empty", sig: `${this.#filter}|${this.#query}|${all.length}` }], () => this.#empty(all.length));
    }
    this.#renderHits();
    if (this.#ctx.synced) this.list.removeAttribute("aria-busy");
    this.#ctx.status.unread(totalUnread(all, invites.length), all.some((row) => row.urgent > 0 && !row.left));
  }

  #empty(total) {
    if (this.#filter === "left") return h("li", { class: "k-empty" }, icon("comments"), h("p", null, t("list.left.none")));
    if (total > 0) return h("li", { class: "k-empty" }, icon("search"), h("p", null, t("list.nothing")));
    return h(
      "li",
      { class: "k-empty", data: { testid: "rooms-empty" } },
      icon("comments"),
      h("h2", null, t("list.empty.title")),
      h("p", null, t("list.empty.text")),
      h("button", { type: "button", class: "k-button k-button--primary", data: { action: "new-chat" } }, t("list.empty.button")),
    );
  }

  /** A long press asks for the same as a right click. */
  #menu(event) {
    const room = this.#ctx.client.getRoom(event.target.closest(".k-room")?.dataset.room);
    if (!room) return;
    event.preventDefault();
    openRoomMenu(this.#ctx, room);
  }

  /** Wards are chosen where there are any. */
  #renderSpaces() {
    const all = spaces(this.#ctx.client);
    if (this.#space && !all.some(({ id }) => id === this.#space)) this.#space = "";
    syncChildren(byId("list-space"), all.length ? [{ key: "space", sig: JSON.stringify([all, this.#space]) }] : [], () => {
      const field = h("select", { class: "k-input", "aria-label": t("space.label"), data: { testid: "space" }, on: { change: () => ((this.#space = field.value), this.#render()) } }, h("option", { value: "" }, t("space.all")), all.map(({ id, name }) => h("option", { value: id, selected: id === this.#space }, name)));
      return h("div", { class: "k-row" }, field, iconButton("ellipsis-v", t("space.menu"), () => openSpaceMenu(this.#ctx, this.#space), { disabled: !this.#space, data: { testid: "space-menu-open" } }));
    });
  }

  #renderHits() {
    const hits = hitGroups(this.#ctx, this.#query);
    replace(byId("hits"), hits);
  }

  #walk(event) {
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (!step || event.altKey || event.ctrlKey) return;
    const links = [...this.list.querySelectorAll(".k-room")];
    const next = links[links.indexOf(document.activeElement) + step];
    if (!next) return;
    event.preventDefault();
    for (const link of links) link.tabIndex = link === next ? 0 : -1;
    next.focus();
  }

  skeleton() {
    replace(
      this.list,
      [60, 75, 50, 65].map((width) =>
        h("li", { class: "k-room", "aria-hidden": "true" }, h("span", { class: "k-skeleton k-skeleton--round k-avatar" }), h("span", { class: "k-room__top" }, h("span", { class: "k-skeleton", style: { "inline-size": `${width}%` } })), h("span", { class: "k-room__bottom" }, h("span", { class: "k-skeleton", style: { "inline-size": `${width + 20}%` } }))),
      ),
    );
    this.list.konsilRows = undefined;
  }
}

function signature(row) {
  const { name, ts, unread, mentioned, muted, urgent, favourite, presence, draft, archived, isPublic, picture, current, tabStop, shield: mark, preview } = row;
  return JSON.stringify([name, ts, unread, mentioned, muted, favourite, presence, urgent, archived, isPublic, picture, draft, current, tabStop, mark, preview?.text, preview?.author, preview?.event.status, shortTime(ts)]);
}

function roomLink(ctx, row) {
  const unread = row.unread > 0 && !row.muted;
  return h(
    "a",
    {
      class: "k-room k-inset",
      href: `/#/${encodeURIComponent(row.id)}`,
      tabIndex: row.tabStop ? 0 : -1,
      "aria-current": row.current ? "true" : undefined,
      data: { room: row.id, unread, priority: row.urgent ? "urgent" : undefined, testid: "room", name: row.name },
    },
    withPicture(ctx, avatar(row), row.picture),
    h("span", { class: "k-room__top" }, h("span", { class: "k-room__name" }, h("span", { class: "k-clip", dir: "auto" }, row.name), row.shield && shield(row.shield), row.presence && spoken(t(`presence.${row.presence}`))), row.ts > 0 && h("time", { class: "k-room__time" }, shortTime(row.ts))),
    h("span", { class: "k-room__bottom" }, previewText(row), marks(row)),
  );
}

function previewText(row) {
  if (row.draft && !row.current) return h("span", { class: "k-room__text" }, h("span", { class: "k-mention" }, t("list.draft")), h("span", { class: "k-clip", dir: "auto" }, row.draft));
  const preview = row.preview;
  if (!preview) return h("span", { class: "k-room__text" }, h("span", { class: "k-clip" }, t("list.noMessages")));
  return h(
    "span",
    { class: "k-room__text", data: { testid: "room-preview" } },
    preview.own && !preview.event.isRedacted() && ticks(preview.event.status ? "queued" : "sent"),
    preview.glyph && icon(preview.glyph),
    h("span", { class: "k-clip", dir: "auto" }, preview.author ? `${preview.author}: ${preview.text}` : preview.text),
  );
}

function marks(row) {
  return h(
    "span",
    { class: "k-room__marks" },
    row.urgent > 0 && h("span", { class: "k-badge k-badge--urgent", data: { testid: "room-urgent" } }, icon("exclamation-triangle"), t("prio.urgent.short")),
    row.isPublic && [icon("globe"), spoken(t("room.public"))],
    row.muted && [icon("bell-slash"), spoken(t("list.muted"))],
    row.favourite && [icon("star-fill"), spoken(t("list.favourite"))],
    row.mentioned && !row.muted && h("span", { class: "k-badge k-badge--mention" }, icon("at"), spoken(t("list.mentioned"))),
    row.unread > 0 && h("span", { class: `k-badge${row.muted ? " k-badge--muted" : ""}`, data: { testid: "room-unread" } }, h("span", { "aria-hidden": "true" }, row.unread > 99 ? "99+" : String(row.unread)), spoken(tn("list.unread", row.unread))),
  );
}
