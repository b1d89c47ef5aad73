// The pane beside the chat: members, their verification, mute, invite, leave.
import { h, button, icon, iconButton, byId, replace } from "../lib/dom.mjs";
import { toast } from "../lib/dialog.mjs";
import { dateAndTime } from "../lib/time.mjs";
import { t, tn } from "../lib/i18n.mjs";
import { caseTitle } from "../cases/case-header.mjs";
import { openExport } from "../export/dialog.mjs";
import { personAvatar, shield } from "./avatar.mjs";
import { directRooms, isMuted, partnerOf, presenceOf } from "./model.mjs";
import { leaveRoom } from "./leave.mjs";
import { openMember, roleOf } from "./member-menu.mjs";
import { mutedUntil } from "./mute.mjs";
import { FAVOURITE, openRoomMenu, setTag } from "./room-menu.mjs";
import { openRoomSettings } from "./room-settings.mjs";
import { inviteMore } from "./new-chat.mjs";
import { hiddenIds, showAll } from "../timeline/hidden.mjs";

export class Details {
  #ctx;
  #conversation;
  #opener;

  constructor(ctx, conversation) {
    this.#ctx = ctx;
    this.#conversation = conversation;
    this.isOpen = false;
  }

  toggle() {
    if (this.isOpen) this.close();
    else this.open();
    this.#conversation.update();
  }

  open() {
    this.isOpen = true;
    this.#opener = document.activeElement;
    this.#ctx.preferences.set("detailsOpen", true);
    this.render();
    byId("app").dataset.details = "open";
    if (!this.#ctx.wide()) byId("details").querySelector("button")?.focus();
  }

  close({ remember = true } = {}) {
    if (!this.isOpen) return;
    this.isOpen = false;
    if (remember) {
      this.#ctx.preferences.set("detailsOpen", false);
      this.#opener?.focus?.();
      this.#conversation.update();
    }
    if (byId("app").dataset.details) byId("app").dataset.details = "closed";
    byId("details").replaceChildren();
  }

  render() {
    const { client } = this.#ctx;
    const room = this.#conversation.room;
    const partner = partnerOf(room, directRooms(client));
    const muted = isMuted(client, room.roomId);
    const favourite = FAVOURITE in room.tags;
    const quick = [this.#quick(favourite ? "star-fill" : "star", t("room.favourite.short"), () => this.#favourite(!favourite), "favourite", favourite), this.#quick(muted ? "bell-slash" : "bell", t("details.mute"), () => openRoomMenu(this.#ctx, room).then(() => this.render()), "mute", muted)];
    if (!partner && room.canInvite(client.getUserId())) quick.push(this.#quick("user-plus", t("details.invite"), () => inviteMore(this.#ctx, room).then(() => this.render()), "invite-more"));
    if (!partner) quick.push(this.#quick("cog", t("rset.title"), () => openRoomSettings(this.#ctx, room).then(() => this.render()), "room-settings-open"));
    if (partner && room.getMember(partner)?.membership === "join" && this.#ctx.trust.of(partner) !== "verified") quick.push(this.#quick("shield", t("details.verify"), () => this.#ctx.verification.startWithUser(partner, room), "verify-user"));
    quick.push(this.#quick("sign-out", t("details.leave"), () => leaveRoom(this.#ctx, room), "leave"));
    const focused = byId("details").contains(document.activeElement) ? document.activeElement.dataset : undefined;
    replace(
      byId("details"),
      h("div", { class: "k-pane__head" }, h("h2", { class: "k-pane__title k-pane__title--small k-grow" }, t("details.title")), iconButton("times", t("details.close"), () => this.close(), { data: { testid: "close-details" } })),
      h("div", { class: "k-pane__scroll" }, h("div", { class: "k-quick", role: "group", "aria-label": t("details.actions") }, quick), this.#members(room), this.#facts(room, partner), this.#hidden(room), this.#export(room)),
    );
    // the control that had the focus keeps it, although it is a new element
    if (focused?.testid) [...byId("details").querySelectorAll(`[data-testid="${focused.testid}"]`)].find((one) => one.dataset.user === focused.user)?.focus({ preventScroll: true });
  }

  #quick(glyph, label, work, testid, pressed) {
    return h("button", { type: "button", "aria-pressed": pressed === undefined ? undefined : String(pressed), on: { click: work }, data: { testid } }, icon(glyph), label);
  }

  #members(room) {
    const { client, trust } = this.#ctx;
    const own = client.getUserId();
    const members = [...room.getMembersWithMembership("join"), ...room.getMembersWithMembership("invite")].sort((a, b) => a.name.localeCompare(b.name));
    return h(
      "section",
      { class: "k-section" },
      h("h3", null, tn("details.members", members.length)),
      h(
        "ul",
        { data: { testid: "members" } },
        members.map((member) => {
          const state = trust.of(member.userId);
          const invited = member.membership === "invite";
          return h("li", null, h("button", { type: "button", class: "k-person k-inset", data: { user: member.userId, testid: "member" }, on: { click: () => openMember(this.#ctx, room, member).then(() => this.render()) } }, personAvatar(member.userId, member.name, "sm", presenceOf(client, member.userId)), h("span", { class: "k-grow" }, h("span", { class: "k-person__name" }, h("span", { class: "k-clip", dir: "auto" }, member.userId === own ? `${member.name} (${t("you.name")})` : member.name), state && shield(state)), h("span", { class: "k-person__sub k-clip k-block" }, [invited && t("details.invited"), member.powerLevel >= 50 && t(`role.${roleOf(member.powerLevel)}`), member.userId].filter(Boolean).join(" · "))), icon("chevron-right")));
        }),
      ),
    );
  }

  #facts(room, partner) {
    const created = room.currentState.getStateEvents("m.room.create", "");
    return h(
      "section",
      { class: "k-section" },
      h("h3", null, t("details.about")),
      h("dl", { class: "k-facts" }, h("dt", null, t("details.encryption")), h("dd", null, room.hasEncryptionStateEvent() ? t("details.encrypted") : t("details.notEncrypted")), created && [h("dt", null, t("details.created")), h("dd", null, new Date(created.getTs()).toLocaleDateString())], room.getJoinRule() === "public" && [h("dt", null, t("room.public")), h("dd", null, t("room.public.note"))], this.#quiet(room), !partner && [h("dt", null, t("rset.history")), h("dd", null, t(`rset.history.${room.getHistoryVisibility()}`))], partner && [h("dt", null, t("details.address")), h("dd", { class: "k-select" }, partner)]),
    );
  }

  #hidden(room) {
    const count = hiddenIds(room).size;
    const show = () => showAll(this.#ctx.client, room).then(() => this.render(), () => toast(t("failed"), "urgent"));
    return count > 0 && h("section", { class: "k-section" }, h("p", { class: "k-small k-muted" }, tn("hide.count", count)), h("button", { type: "button", class: "k-link", data: { testid: "show-hidden" }, on: { click: show } }, t("hide.undo")));
  }

  #export(room) {
    const known = this.#ctx.cases.of(room);
    const open = () => openExport(this.#ctx, room, known ? caseTitle(known) : room.name);
    return h("section", { class: "k-section" }, button("k-button k-button--quiet", "download", t("export.title"), open, { data: { testid: "export" } }));
  }

  #quiet(room) {
    const until = mutedUntil(this.#ctx.client)[room.roomId];
    return until && [h("dt", null, t("details.mute")), h("dd", null, t("mute.until", dateAndTime(until)))];
  }

  async #favourite(on) {
    await setTag(this.#ctx.client, this.#conversation.room, FAVOURITE, on).catch(() => toast(t("failed"), "urgent"));
    this.render();
    this.#ctx.list.update();
  }
}
