// Invitations stand on top of the list; nothing of the chat is visible before the answer (A_26347).
import { h, icon, iconButton, button } from "../lib/dom.mjs";
import { syncChildren } from "../lib/keyed-list.mjs";
import { t } from "../lib/i18n.mjs";
import { domainOf, hue, initials } from "../lib/people.mjs";
import { openDialog, toast } from "../lib/dialog.mjs";
import { avatar } from "./avatar.mjs";
import { askText } from "./ask-text.mjs";
import { setBlocked } from "./block.mjs";
import { markDirect } from "./create.mjs";

export function renderInvites(ctx, parent, rooms) {
  const rows = rooms.map((room) => ({ key: room.roomId, sig: `${room.name}|${inviterOf(ctx, room)?.name}`, room }));
  syncChildren(parent, rows, ({ room }) => card(ctx, room));
}

function inviterOf(ctx, room) {
  const own = room.getMember(ctx.client.getUserId());
  const sender = own?.events?.member?.getSender();
  return sender && { userId: sender, name: room.getMember(sender)?.name ?? sender };
}

function card(ctx, room) {
  const own = ctx.client.getUserId();
  const inviter = inviterOf(ctx, room) ?? { userId: room.roomId, name: room.name };
  const foreign = domainOf(inviter.userId) !== domainOf(own);
  const direct = Boolean(room.getDMInviter());
  const id = `invite-${room.roomId}`;
  const title = direct ? t("invite.direct", inviter.name) : room.isSpaceRoom() ? t("invite.space", room.name) : t("invite.group", room.name);
  const sub = direct ? inviter.userId : t("invite.by", inviter.name);
  const isPublic = room.getJoinRule() === "public";
  const busy = (element) => element.querySelectorAll("button").forEach((b) => (b.disabled = true));
  const free = (element) => element.querySelectorAll("button").forEach((b) => (b.disabled = false));
  const answer = (work) => async () => {
    busy(section);
    try {
      await work();
    } catch {
      toast(t("invite.failed"), "urgent");
      free(section);
    }
  };
  const accept = answer(async () => {
    await ctx.client.joinRoom(room.roomId);
    if (direct) await markDirect(ctx.client, room.roomId, inviter.userId);
    if (!room.isSpaceRoom()) ctx.router.openRoom(room.roomId);
  });
  const decline = answer(async () => {
    await ctx.client.leave(room.roomId);
    await ctx.client.forget(room.roomId).catch(() => {});
    ctx.list.update();
  });
  const section = h(
    "section",
    { class: "k-invite", "aria-labelledby": id, data: { testid: "invite", room: room.roomId } },
    h("div", { class: "k-row k-row--gap" }, avatar({ kind: direct ? "person" : "group", hue: hue(inviter.userId), initials: initials(direct ? inviter.name : room.name) }), h("div", { class: "k-grow" }, h("p", { class: "k-invite__org", data: { testid: "invite-org" } }, icon("building"), domainOf(inviter.userId), foreign && h("span", { class: "k-tag", data: { kind: "info" } }, t("directory.foreign"))), h("h2", { id, class: "k-invite__title", dir: "auto" }, title), h("p", { class: "k-small k-muted", dir: "auto" }, sub)), iconButton("ellipsis-v", t("invite.more"), () => more(ctx, room, inviter, decline), { data: { testid: "invite-more-actions" } })),
    isPublic && h("p", { class: "k-invite__note" }, icon("globe"), h("span", null, t("room.public.long"))),
    h("p", { class: "k-invite__note" }, icon("info-circle"), h("span", null, foreign ? t("invite.note.foreign") : t("invite.note.own"))),
    h("div", { class: "k-actions" }, button("k-button", null, t("invite.decline"), decline, { data: { testid: "invite-decline" } }), button("k-button k-button--primary", null, t("invite.accept"), accept, { data: { testid: "invite-accept" } })),
  );
  return section;
}

/** What else can be done with an invitation: nobody has to see more of them. */
function more(ctx, room, inviter, decline) {
  const { client } = ctx;
  const block = async () => {
    await setBlocked(client, inviter.userId, true);
    await decline();
    toast(t("block.done"));
  };
  const report = async () => {
    const reason = await askText({ title: t("report.invite"), label: t("report.label"), hint: t("report.hint"), max: 500 });
    if (reason) await client.reportRoom(room.roomId, reason).then(() => toast(t("report.done")));
  };
  return openDialog({
    title: t("invite.more"),
    testid: "invite-menu",
    build: (close) => {
      const entry = (glyph, label, work, testid) => h("button", { type: "button", class: "k-menu__item", data: { testid }, on: { click: () => (close(), work().catch(() => toast(t("failed"), "urgent"))) } }, icon(glyph), label);
      return h("div", { class: "k-menu" }, entry("ban", t("invite.block", inviter.name), block, "invite-block"), entry("flag-fill", t("report.invite"), report, "invite-report"));
    },
  });
}
