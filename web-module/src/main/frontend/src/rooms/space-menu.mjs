// A ward: who belongs to it, its name, leaving it; and making a new one.
import { h, icon } from "../lib/dom.mjs";
import { openDialog, toast } from "../lib/dialog.mjs";
import { t } from "../lib/i18n.mjs";
import { askText } from "./ask-text.mjs";
import { leaveRoom } from "./leave.mjs";
import { inviteMore } from "./new-chat.mjs";
import { openRoomSettings } from "./room-settings.mjs";
import { createSpaceBody } from "./spaces.mjs";

export function openSpaceMenu(ctx, spaceId) {
  const space = ctx.client.getRoom(spaceId);
  const entries = [
    space.canInvite(ctx.client.getUserId()) && ["user-plus", t("details.invite"), () => inviteMore(ctx, space), "space-invite"],
    ["cog", t("rset.title"), () => openRoomSettings(ctx, space), "space-settings"],
    ["sign-out", t("leave.button"), () => leaveRoom(ctx, space), "space-leave"],
  ].filter(Boolean);
  return openDialog({ title: space.name, testid: "space-menu", build: (close) => h("div", { class: "k-menu" }, entries.map(([glyph, label, work, testid]) => h("button", { type: "button", class: "k-menu__item", data: { testid }, on: { click: () => (close(), work()) } }, icon(glyph), label))) });
}

export async function newSpace(ctx) {
  const name = await askText({ title: t("space.new"), label: t("space.name"), hint: t("new.groupName.hint") });
  if (!name) return;
  await ctx.client.createRoom(createSpaceBody(name)).then(
    () => toast(t("space.made")),
    () => toast(t("new.failed"), "urgent"),
  );
  ctx.list.update();
}
