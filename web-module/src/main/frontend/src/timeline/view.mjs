// The timeline of the open chat: renders rows, keeps the reader's place, loads older messages, marks as read.
import { RoomEvent, MatrixEventEvent, RoomMemberEvent } from "../sdk.mjs";
import { h, icon, iconButton, onceAFrame } from "../lib/dom.mjs";
import { syncChildren } from "../lib/keyed-list.mjs";
import { t, tn } from "../lib/i18n.mjs";
import { announce } from "../lib/announce.mjs";
import { describe } from "../rooms/preview.mjs";
import { deliveryState, reach } from "./delivery.mjs";
import { rowElement } from "./message.mjs";
import { isMessage } from "./kinds.mjs";
import { HIDDEN_EVENT, hiddenIds } from "./hidden.mjs";
import { reactionsOf } from "./reactions.mjs";
import { acksOf, asksAck } from "../clinical/priority.mjs";
import { answersOf } from "../clinical/referral-answer.mjs";
import { responsesTo } from "../questionnaire/answer-part.mjs";
import { isCall } from "../calls/call-events.mjs";
import { callLine } from "../calls/call-line.mjs";
import { FHIR } from "../clinical/fhir.mjs";
import { timelineRows } from "./rows.mjs";
import { systemText } from "./system-text.mjs";
import { RowWindow } from "./row-window.mjs";
import { ReadMarks } from "./read-marks.mjs";
import { uploadElement } from "./upload-row.mjs";

const PAGE = 50;
/** Ten thousand messages at the most are looked through for one. */
const JUMP_PAGE = 200;
const JUMP_PAGES = 50;
const NEAR_PX = 120;
const LIGHT_MS = 1600;

export class TimelineView {
  #ctx;
  #room;
  #actions;
  #atEnd = true;
  #loading = false;
  #target;
  #newBelow = 0;
  #off = [];
  #rows = [];
  #window = new RowWindow();
  #range = { from: 0, to: 0, above: 0, below: 0 };
  /** element in the page → its row */
  #rowOf = new WeakMap();
  #margins = new Map();
  #width;

  constructor(ctx, room, actions) {
    this.#ctx = ctx;
    this.#room = room;
    this.#actions = { ...actions, jump: (id) => this.jump(id), find: (id) => room.findEventById(id) };
    this.marks = new ReadMarks(ctx, room);
    this.scroller = h("div", { class: "k-timeline", role: "log", "aria-live": "polite", "aria-label": t("timeline.label"), tabIndex: 0, data: { testid: "timeline" } });
    this.latest = iconButton("arrow-down", t("timeline.latest"), () => this.toEnd(), { class: "k-jump", hidden: true, data: { testid: "jump-latest" } });
    this.element = h("div", { class: "k-timeline-wrap" }, this.scroller, this.latest);
    this.render = onceAFrame(() => this.#render());
    this.#listen();
    this.#room.decryptAllEvents?.();
    this.#render();
  }

  close() {
    for (const off of this.#off) off();
    this.#off = [];
  }

  #on(emitter, event, listener) {
    emitter.on(event, listener);
    this.#off.push(() => emitter.off(event, listener));
  }

  #listen() {
    const { client } = this.#ctx;
    const mine = (room) => room?.roomId === this.#room.roomId;
    this.#on(client, RoomEvent.Timeline, (event, room, toStart) => mine(room) && this.#arrived(event, toStart));
    this.#on(client, RoomEvent.TimelineReset, (room) => mine(room) && this.render());
    this.#on(client, RoomEvent.LocalEchoUpdated, (_, room) => mine(room) && this.render());
    this.#on(client, RoomEvent.Redaction, (_, room) => mine(room) && this.render());
    this.#on(client, RoomEvent.Receipt, (_, room) => mine(room) && this.render());
    this.#on(client, MatrixEventEvent.Decrypted, (event) => event.getRoomId() === this.#room.roomId && this.render());
    this.#on(client, MatrixEventEvent.Replaced, (event) => event.getRoomId() === this.#room.roomId && this.render());
    this.#on(client, RoomEvent.AccountData, (event, room) => mine(room) && event.getType() === HIDDEN_EVENT && this.render());
    this.#on(client, RoomMemberEvent.Name, (_, member) => member.roomId === this.#room.roomId && this.render());
    const dom = (target, type, listener, options) => {
      target.addEventListener(type, listener, options);
      this.#off.push(() => target.removeEventListener(type, listener, options));
    };
    let resting;
    dom(this.scroller, "scroll", () => {
      this.#scrolled();
      this.scroller.dataset.scrolling = "";
      clearTimeout(resting);
      resting = setTimeout(() => delete this.scroller.dataset.scrolling, 900);
    }, { passive: true });
    dom(this.scroller, "keydown", (event) => this.#walk(event));
    dom(document, "visibilitychange", () => this.#atEnd && this.marks.readAll());
    dom(window, "focus", () => this.#atEnd && this.marks.readAll());
    dom(this.#ctx.delivered, "change", ({ detail }) => detail === this.#room.roomId && this.render());
    dom(this.#ctx.uploads, "change", () => this.render());
    dom(this.#ctx.status, "change", () => this.render());
    if (this.#ctx.calls) dom(this.#ctx.calls, "change", () => this.render());
    const resize = new ResizeObserver(() => this.#resized());
    resize.observe(this.scroller);
    this.#off.push(() => resize.disconnect());
  }

  #arrived(event, toStart) {
    const own = event.getSender() === this.#ctx.client.getUserId();
    if (!toStart && isMessage(event)) {
      if (own) this.#atEnd = true;
      else {
        this.marks.arrived(event);
        if (!this.#atEnd) this.#newBelow++;
      }
    }
    this.render();
  }

  #events() {
    return this.#room.getLiveTimeline().getEvents();
  }

  #render() {
    const ownId = this.#ctx.client.getUserId();
    const events = this.#events();
    const rows = timelineRows(events, { ownId, firstUnread: this.marks.firstUnread, hidden: hiddenIds(this.#room) });
    const reached = reach(this.#room, events, ownId, (userId) => this.#ctx.delivered.upTo(this.#room.roomId, userId));
    const members = Math.max(0, this.#room.getJoinedMemberCount() - 1);
    const online = this.#ctx.status.online;
    const lastOwn = [...rows].reverse().find((row) => row.kind === "msg" && row.own);
    const direct = this.#room.getJoinedMemberCount() + this.#room.getInvitedMemberCount() <= 2;
    this.#decorate = (row) => {
      if (row.kind === "upload") return row.key;
      if (row.kind !== "msg") return signature(row, this.#room, ownId);
      row.direct = direct;
      row.acks = asksAck(row.event.getContent()) ? [...acksOf(this.#room, row.event).keys()] : [];
      row.answers = row.event.getType() === FHIR ? answersOf(this.#room, row.event).length + responsesTo(this.#room, row.event).length : 0;
      row.reactions = row.event.isRedacted() ? [] : reactionsOf(this.#room, row.event, ownId);
      const { readers = 0, delivered = false } = reached.get(row.event.getId()) ?? {};
      row.readers = readers;
      row.members = members;
      row.state = row.own ? deliveryState(row.event, online, readers, delivered) : undefined;
      row.call = isCall(row.event) ? callLine(this.#room, row.event, { ownId, on: Boolean(this.#ctx.calls) && !this.#actions.readOnly }) : undefined;
      row.last = row === lastOwn;
      row.target = this.#target === row.event.getId();
      return signature(row, this.#room, ownId);
    };
    for (const upload of this.#ctx.uploads.of(this.#room.roomId)) rows.push({ kind: "upload", key: upload.id, upload });
    this.#rows = rows;
    this.#place();
    this.#jumpButton();
    if (this.#atEnd) this.marks.readAll();
  }

  /** Adds to a row what its element shows and returns what tells whether that has changed. */
  #decorate = (row) => row.key;

  /** Puts the rows around a place into the page; what the reader sees does not move. */
  #place(top = this.#top()) {
    const anchor = this.#atEnd ? undefined : this.#anchor();
    this.#range = this.#window.range(this.#rows, top, this.scroller.clientHeight);
    const { from, to, above, below } = this.#range;
    const items = this.#rows.slice(from, to).map((row) => ({ key: row.key, sig: this.#decorate(row), row }));
    if (above) items.unshift({ key: "above", sig: "above", space: above });
    if (below) items.push({ key: "below", sig: "below", space: below });
    // only what comes while the reader is at the end is news to be read out
    this.scroller.setAttribute("aria-live", this.#atEnd ? "polite" : "off");
    const focused = this.scroller.contains(document.activeElement);
    syncChildren(this.scroller, items, (item) => this.#element(item));
    if (focused && !this.scroller.contains(document.activeElement)) this.scroller.focus({ preventScroll: true });
    for (const [name, px] of [["above", above], ["below", below]]) this.scroller.konsilRows.get(name)?.element.style.setProperty("block-size", `${px}px`);
    for (const { key, row } of items) if (row) this.#rowOf.set(this.scroller.konsilRows.get(key).element, row);
    this.scroller.dataset.rows = this.#rows.length;
    this.#measure();
    if (this.#atEnd) this.#stick();
    else if (anchor?.element.isConnected) this.scroller.scrollTop += anchor.element.getBoundingClientRect().top - anchor.top;
  }

  #element({ row }) {
    if (!row) return h("div", { class: "k-timeline__space", "aria-hidden": "true" });
    return row.kind === "upload" ? uploadElement(this.#ctx, row.upload) : rowElement(this.#ctx, row, this.#actions);
  }

  /** Where the reader is, in the rows as they are now: something may have come above. */
  #top() {
    if (this.#atEnd) return Infinity;
    const anchor = this.#anchor();
    const offset = anchor && this.#window.offsetOf(this.#rows, this.#rowOf.get(anchor.element).key);
    return offset === undefined ? this.scroller.scrollTop : offset + this.scroller.getBoundingClientRect().top - anchor.top;
  }

  #measure() {
    // in a pane that is not shown nothing has a height
    if (!this.scroller.clientHeight) return;
    for (const element of this.scroller.children) {
      const row = this.#rowOf.get(element);
      if (row) this.#window.learn(row, element.offsetHeight + this.#marginOf(element));
    }
  }

  /** Margins are the same for all rows of a class; the first row's is what is left over. */
  #marginOf(element) {
    const known = this.#margins.get(element.className);
    if (known !== undefined || element === this.scroller.firstChild) return known ?? 0;
    const { marginBlockStart, marginBlockEnd } = getComputedStyle(element);
    const px = parseFloat(marginBlockStart) + parseFloat(marginBlockEnd);
    this.#margins.set(element.className, px);
    return px;
  }

  #resized() {
    if (this.scroller.clientWidth !== this.#width) {
      this.#width = this.scroller.clientWidth;
      this.#window.forget();
      this.#measure();
    }
    if (this.#atEnd) this.#stick();
    else this.#slide();
  }

  #slide() {
    const { scrollTop, clientHeight, scrollHeight } = this.scroller;
    if (this.#window.isShort(this.#range, scrollTop, clientHeight, scrollHeight)) this.#place(scrollTop);
  }

  /** The first message in sight: it must not move when something is put above it. The line of a day goes up with it. */
  #anchor() {
    const top = this.scroller.getBoundingClientRect().top;
    for (const element of this.scroller.children) {
      if (!this.#rowOf.get(element)?.event) continue;
      const box = element.getBoundingClientRect();
      if (box.bottom > top) return { element, top: box.top };
    }
    return undefined;
  }

  #stick() {
    this.scroller.scrollTop = this.scroller.scrollHeight;
  }

  toEnd() {
    this.#atEnd = true;
    this.#newBelow = 0;
    this.#place();
    this.#jumpButton();
    this.marks.readAll();
    this.#fill();
  }

  #jumpButton() {
    this.latest.hidden = this.#atEnd;
    const label = this.#newBelow ? tn("timeline.newBelow", this.#newBelow) : t("timeline.latest");
    this.latest.setAttribute("aria-label", label);
    this.latest.replaceChildren(icon("arrow-down"), ...(this.#newBelow ? [h("span", { class: "k-badge k-jump__count", "aria-hidden": "true" }, String(this.#newBelow))] : []));
  }

  #scrolled() {
    const { scrollTop, scrollHeight, clientHeight } = this.scroller;
    this.#atEnd = scrollHeight - clientHeight - scrollTop < NEAR_PX;
    if (this.#atEnd) {
      this.#newBelow = 0;
      this.marks.readAll();
    }
    this.#slide();
    this.#jumpButton();
    if (scrollTop < clientHeight * 2) this.#older();
  }

  /** A short first page leaves the pane half empty. */
  async #fill() {
    for (let i = 0; i < 5 && this.scroller.isConnected && this.scroller.scrollHeight <= this.scroller.clientHeight + NEAR_PX; i++) {
      if (!(await this.#older())) return;
    }
  }

  /** True when there may be more. */
  async #older(limit = PAGE) {
    if (this.#loading || !this.#room.getLiveTimeline().getPaginationToken("b")) return false;
    this.#loading = true;
    this.scroller.setAttribute("aria-busy", "true");
    try {
      await this.#ctx.client.scrollback(this.#room, limit);
      await this.#room.decryptAllEvents?.();
    } catch {
      return false;
    } finally {
      this.#loading = false;
      this.scroller.removeAttribute("aria-busy");
    }
    this.#render();
    return Boolean(this.#room.getLiveTimeline().getPaginationToken("b"));
  }

  /** Goes to a message, loading older pages until it is there, and lights it up. */
  async jump(id, { keepFocus = false } = {}) {
    for (let pages = 0; pages < JUMP_PAGES && !this.#room.findEventById(id); pages++) {
      if (!(await this.#older(JUMP_PAGE))) break;
    }
    this.#target = id;
    this.#atEnd = false;
    this.#render();
    const row = this.#rows.find(({ event }) => event?.getId() === id);
    if (row) this.#place(this.#window.offsetOf(this.#rows, row.key));
    const element = [...this.scroller.children].find((child) => child.dataset.event === id);
    if (!element) return announce(t("quote.gone"));
    element.scrollIntoView({ block: "center" });
    if (!keepFocus) element.focus({ preventScroll: true });
    setTimeout(() => {
      if (this.#target !== id) return;
      this.#target = undefined;
      this.render();
    }, LIGHT_MS);
  }

  #walk(event) {
    if (event.target.closest("input, textarea")) return;
    const message = event.target.closest(".k-msg");
    const step = { ArrowUp: -1, ArrowDown: 1 }[event.key];
    if (step && !event.altKey) {
      const all = [...this.scroller.querySelectorAll(".k-msg")];
      const next = message ? all[all.indexOf(message) + step] : all.at(-1);
      if (next) {
        event.preventDefault();
        next.focus();
      }
    } else if (message && this.#ctx.preferences.get("letterKeys") && !event.ctrlKey && !event.altKey && !event.metaKey) {
      const target = this.#room.findEventById(message.dataset.event);
      if (target) this.#actions.letter(event, target);
    }
  }
}

function signature(row, room, ownId) {
  if (row.kind === "unread") return String(row.count);
  if (row.kind !== "msg") return row.kind === "day" ? String(row.ts) : `${row.event.getId()}|${systemText(row.event, room, ownId).text}`;
  const { event } = row;
  return JSON.stringify([event.getId(), Boolean(event.status), row.grouped, row.direct, row.state, row.last && row.readers, row.members, row.target, event.isRedacted(), event.isDecryptionFailure(), event.getType(), event.sender?.name, event.replacingEventId(), describe(event).text, row.reactions, row.acks, row.answers, row.call]);
}
