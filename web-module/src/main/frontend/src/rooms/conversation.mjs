// The open chat: head, timeline, who is typing, composer.
import { RoomEvent, RoomMemberEvent, RoomStateEvent, UserEvent } from "../sdk.mjs";
import { h, icon, iconButton, button, byId, onceAFrame, replace } from "../lib/dom.mjs";
import { t, tn } from "../lib/i18n.mjs";
import { domainOf } from "../lib/people.mjs";
import { TimelineView } from "../timeline/view.mjs";
import { messageActions } from "../timeline/actions.mjs";
import { PINNED, pinnedBar } from "../timeline/pins.mjs";
import { scheduledBar } from "../scheduling/dialogs.mjs";
import { caseHeader } from "../cases/case-header.mjs";
import { Composer } from "../composer/composer.mjs";
import { Details } from "./details.mjs";
import { awayText } from "../settings/absence.mjs";
import { FindBar } from "../search/find-bar.mjs";
import { avatar, shield, withPicture } from "./avatar.mjs";
import { LeftBar } from "./left-bar.mjs";
import { ReadBar } from "./read-bar.mjs";
import { directRooms, roomRow } from "./model.mjs";

export class Conversation {
  #ctx;
  #off = [];
  #lastTyping = "";
  #case;

  constructor(ctx, room) {
    this.#ctx = ctx;
    this.room = room;
    this.pane = byId("main");
    this.left = room.getMyMembership() !== "join";
    const mayWrite = room.maySendMessage();
    this.composer = this.left ? new LeftBar(ctx, room) : mayWrite ? new Composer(ctx, room) : new ReadBar();
    this.timeline = new TimelineView(ctx, room, { ...messageActions(ctx, room, this.composer), readOnly: !mayWrite });
    this.details = new Details(ctx, this);
    this.head = h("header", { class: "k-conv__head", data: { testid: "conversation-head" } });
    this.banner = h("div", { data: { banner: "" } });
    this.warning = h("div");
    this.case = h("div");
    this.pinned = h("div");
    this.scheduled = h("div");
    this.find = new FindBar(ctx, room, (id, options) => this.timeline.jump(id, options));
    this.typing = h("div", { class: "k-typing", role: "status", data: { testid: "typing" } });
    replace(this.pane, this.head, this.banner, this.warning, this.find.element, this.case, this.pinned, this.scheduled, this.timeline.element, this.typing, this.composer.element);
    this.update = onceAFrame(() => this.#update());
    this.#listen();
    this.#update();
    this.#showPinned();
    this.timeline.toEnd();
    if (!this.left) ctx.client.getCrypto()?.prepareToEncrypt(room);
    // a page load knows only who wrote lately; mentions, acknowledgements and members need everybody
    room.loadMembersIfNeeded().then(() => (this.update(), this.timeline.render()), () => {});
    if (ctx.preferences.get("detailsOpen") && !ctx.phone() && !this.left) this.details.open();
  }

  close() {
    for (const off of this.#off) off();
    this.timeline.close();
    this.details.close({ remember: false });
  }

  #listen() {
    const { client } = this.#ctx;
    const on = (emitter, event, listener) => {
      emitter.on(event, listener);
      this.#off.push(() => emitter.off(event, listener));
    };
    const mine = (roomId) => roomId === this.room.roomId;
    on(client, RoomEvent.Name, (room) => mine(room.roomId) && this.update());
    on(client, RoomStateEvent.Members, (_, state) => mine(state.roomId) && this.update());
    on(client, RoomStateEvent.Events, (event, state) => {
      if (!mine(state.roomId)) return;
      if (event.getType() === PINNED) this.#showPinned();
      this.update();
    });
    on(client, RoomEvent.Tags, (_, room) => mine(room.roomId) && this.update());
    on(client, RoomMemberEvent.Typing, (_, member) => mine(member.roomId) && this.update());
    on(client, UserEvent.Presence, () => this.update());
    const scheduled = () => replace(this.scheduled, scheduledBar(this.#ctx, this.room));
    this.#ctx.scheduled.addEventListener("change", scheduled);
    this.#off.push(() => this.#ctx.scheduled.removeEventListener("change", scheduled));
    scheduled();
    for (const source of [this.#ctx.trust, this.#ctx.status, this.#ctx.absences, this.#ctx.cases]) {
      source.addEventListener("change", this.update);
      this.#off.push(() => source.removeEventListener("change", this.update));
    }
    const over = (event) => event.preventDefault();
    const drop = (event) => this.composer.drop(event);
    this.pane.addEventListener("dragover", over);
    this.pane.addEventListener("drop", drop);
    this.#off.push(() => this.pane.removeEventListener("dragover", over), () => this.pane.removeEventListener("drop", drop));
  }

  #update() {
    const { client, trust } = this.#ctx;
    const row = roomRow(client, this.room, directRooms(client), undefined, this.#ctx.cases);
    const mark = row.partner && trust.of(row.partner);
    this.pane.setAttribute("aria-label", row.name);
    this.composer.field.placeholder = this.#ctx.phone() ? t("composer.placeholder") : t("composer.to", row.name);
    replace(
      this.head,
      iconButton("arrow-left", t("conv.back"), () => this.#ctx.router.closeRoom(), { class: "k-phone-only", data: { testid: "back" } }),
      withPicture(this.#ctx, avatar(row, "sm"), row.picture),
      h("div", { class: "k-grow" }, h("h2", { class: "k-conv__title", "aria-level": this.#ctx.phone() ? 1 : undefined }, h("span", { class: "k-clip", dir: "auto", data: { testid: "conversation-title" } }, row.name), mark && shield(mark)), h("p", { class: "k-conv__sub k-clip", data: { testid: "conversation-sub" } }, this.#subtitle(row))),
      this.#callable() && [iconButton("phone", t("call.start.voice"), () => this.#ctx.calls.start(this.room, false), { data: { testid: "call-start" } }), iconButton("video", t("call.start.video"), () => this.#ctx.calls.start(this.room, true), { data: { testid: "call-start-video" } })],
      iconButton("search", t("search.inRoom"), () => this.find.open(), { "aria-keyshortcuts": "Control+F", data: { testid: "find" } }),
      !this.left && iconButton("info-circle", t("details.title"), () => this.details.toggle(), { "aria-pressed": String(this.details.isOpen), data: { testid: "toggle-details" } }),
    );
    const known = this.#ctx.cases.of(this.room);
    if (known && this.#case !== this.#ctx.cases.idOf(this.room)) this.#showPinned();
    this.#case = known && this.#ctx.cases.idOf(this.room);
    replace(this.case, known && caseHeader(this.#ctx, this.room, known));
    this.#warn(row, mark);
    this.#showTyping();
    if (this.details.isOpen) this.details.render();
  }

  /** Whether anybody is there to be called. */
  #callable() {
    const { calls } = this.#ctx;
    return calls && !this.left && this.room.getJoinedMemberCount() > 1;
  }

  /** Somebody whose keys have changed may be somebody else. */
  #warn(row, mark) {
    const verify = () => this.#ctx.verification.startWithUser(row.partner, this.room);
    const changed = mark === "broken" && h("div", { class: "k-banner", role: "alert", data: { kind: "urgent", testid: "keys-changed" } }, icon("exclamation-triangle"), h("span", { class: "k-grow" }, t("trust.changed", row.name)), button("k-button", null, t("devices.check"), verify));
    replace(this.warning, changed);
  }

  #showPinned() {
    replace(this.pinned, pinnedBar(this.#ctx, this.room, (id) => this.timeline.jump(id)));
  }

  #subtitle(row) {
    if (row.partner) {
      const foreign = domainOf(row.partner) !== domainOf(this.#ctx.client.getUserId());
      const waits = this.room.getMember(row.partner)?.membership === "invite";
      const away = awayText(this.#ctx.absences.of(row.partner));
      return [away, row.presence && t(`presence.${row.presence}`), waits && t("conv.waiting"), foreign && t("conv.foreign", domainOf(row.partner)), t("conv.encrypted")].filter(Boolean).join(" · ");
    }
    const domains = new Set(this.room.getJoinedMembers().map((member) => domainOf(member.userId)));
    if (row.isPublic) return [tn("conv.members", this.room.getJoinedMemberCount()), t("room.public.note")].join(" · ");
    return [tn("conv.members", this.room.getJoinedMemberCount()), domains.size > 1 ? tn("conv.organisations", domains.size) : t("conv.encrypted")].join(" · ");
  }

  #showTyping() {
    const names = this.room
      .getMembers()
      .filter((member) => member.typing && member.userId !== this.#ctx.client.getUserId())
      .map((member) => member.name);
    const words = names.length === 0 ? "" : names.length === 1 ? t("typing.one", names[0]) : t("typing.many", names.length);
    if (words !== this.#lastTyping) this.typing.textContent = words;
    this.#lastTyping = words;
  }
}

/** What stands in the pane when no chat is open. */
export function showNoConversation() {
  replace(byId("main"), h("div", { class: "k-empty k-conv__none" }, icon("comments"), h("h2", null, t("conv.none.title")), h("p", null, t("conv.none.text"))));
  byId("main").setAttribute("aria-label", t("conv.none"));
}

