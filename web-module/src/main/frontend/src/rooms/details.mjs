// The pane beside the chat: members, their verification, mute, invite, leave.
import { h, icon, iconButton, byId, replace } from "../lib/dom.mjs";
import { confirmDialog, toast } from "../lib/dialog.mjs";
import { t, tn } from "../lib/i18n.mjs";
import { personAvatar, shield } from "./avatar.mjs";
import { directRooms, isMuted, partnerOf, presenceOf } from "./model.mjs";
import { inviteMore } from "./new-chat.mjs";
import { renameRoom } from "./create.mjs";
import { askText } from "./ask-text.mjs";
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
    const quick = [this.#quick(muted ? "bell-slash" : "bell", muted ? t("details.unmute") : t("details.mute"), () => this.#mute(!muted), "mute")];
    if (!partner && this.#may("invite")) quick.push(this.#quick("user-plus", t("details.invite"), () => inviteMore(this.#ctx, room).then(() => this.render()), "invite-more"));
    if (!partner && this.#may("state")) quick.push(this.#quick("pencil", t("details.name"), () => this.#rename(), "rename"));
    if (partner && room.getMember(partner)?.membership === "join" && this.#ctx.trust.of(partner) !== "verified") quick.push(this.#quick("shield", t("details.verify"), () => this.#ctx.verification.startWithUser(partner, room), "verify-user"));
    quick.push(this.#quick("sign-out", t("details.leave"), () => this.#leave(), "leave"));
    replace(
      byId("details"),
      h("div", { class: "k-pane__head" }, h("h2", { class: "k-pane__title k-pane__title--small k-grow" }, t("details.title")), iconButton("times", t("details.close"), () => this.close(), { data: { testid: "close-details" } })),
      h("div", { class: "k-pane__scroll" }, h("div", { class: "k-quick", role: "group", "aria-label": t("details.actions") }, quick), this.#members(room), this.#facts(room, partner), this.#hidden(room)),
    );
  }

  #quick(glyph, label, work, testid) {
    return h("button", { type: "button", on: { click: work }, data: { testid } }, icon(glyph), label);
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
          return h("li", { class: "k-person", data: { user: member.userId } }, personAvatar(member.userId, member.name, "sm", presenceOf(client, member.userId)), h("span", { class: "k-grow" }, h("span", { class: "k-person__name" }, h("span", { class: "k-clip", dir: "auto" }, member.userId === own ? `${member.name} (${t("you.name")})` : member.name), state && shield(state)), h("span", { class: "k-person__sub k-clip k-block" }, invited ? t("details.invited") : member.userId)));
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
      h("dl", { class: "k-facts" }, h("dt", null, t("details.encryption")), h("dd", null, room.hasEncryptionStateEvent() ? t("details.encrypted") : t("details.notEncrypted")), created && [h("dt", null, t("details.created")), h("dd", null, new Date(created.getTs()).toLocaleDateString())], partner && [h("dt", null, t("details.address")), h("dd", { class: "k-select" }, partner)]),
    );
  }

  #hidden(room) {
    const count = hiddenIds(room).size;
    const show = () => showAll(this.#ctx.client, room).then(() => this.render(), () => toast(t("failed"), "urgent"));
    return count > 0 && h("section", { class: "k-section" }, h("p", { class: "k-small k-muted" }, tn("hide.count", count)), h("button", { type: "button", class: "k-link", data: { testid: "show-hidden" }, on: { click: show } }, t("hide.undo")));
  }

  #may(what) {
    const room = this.#conversation.room;
    const own = this.#ctx.client.getUserId();
    return what === "invite" ? room.canInvite(own) : room.currentState.maySendStateEvent("m.room.name", own);
  }

  async #mute(on) {
    try {
      await this.#ctx.client.setRoomMutePushRule("global", this.#conversation.room.roomId, on);
      this.#ctx.client.setPushRules(await this.#ctx.client.getPushRules());
    } catch {
      toast(t("failed"), "urgent");
    }
    this.render();
    this.#ctx.list.update();
  }

  async #rename() {
    const room = this.#conversation.room;
    const name = await askText({ title: t("details.rename"), label: t("new.groupName"), hint: t("new.groupName.hint"), value: room.name });
    if (name && name !== room.name) await renameRoom(this.#ctx.client, room.roomId, name).catch(() => toast(t("failed"), "urgent"));
  }

  async #leave() {
    const room = this.#conversation.room;
    if (!(await confirmDialog({ title: t("leave.title"), text: t("leave.text", room.name), yes: t("leave.button"), danger: true, testid: "leave-dialog" }))) return;
    try {
      await this.#ctx.client.leave(room.roomId);
      this.#ctx.router.closeRoom();
      this.#ctx.list.update();
    } catch {
      toast(t("failed"), "urgent");
    }
  }
}

