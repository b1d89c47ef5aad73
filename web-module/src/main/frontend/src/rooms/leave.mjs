// Leaving a chat, with what will happen said beforehand (A_28342).
import { h, icon, button } from "../lib/dom.mjs";
import { confirmDialog, openDialog, toast } from "../lib/dialog.mjs";
import { t } from "../lib/i18n.mjs";

/** True when nobody else could change the chat after the user has gone. */
export function isLastAdmin(room, ownId) {
  const joined = room.getJoinedMembers();
  const mine = joined.find(({ userId }) => userId === ownId)?.powerLevel ?? 0;
  return joined.length > 1 && mine >= 100 && !joined.some(({ userId, powerLevel }) => userId !== ownId && powerLevel >= 100);
}

export async function leaveRoom(ctx, room) {
  const { client } = ctx;
  const alone = room.getJoinedMemberCount() === 1;
  const answer = await openDialog({
    title: t("leave.title"),
    testid: "leave-dialog",
    build: (close) => {
      const forget = h("input", { type: "checkbox", class: "k-check", checked: alone, data: { testid: "leave-forget" } });
      return h(
        "div",
        { class: "k-stack" },
        h("p", null, t(alone ? "leave.alone" : "leave.text", room.name)),
        isLastAdmin(room, client.getUserId()) && h("p", { class: "k-banner k-banner--card", data: { kind: "important", testid: "leave-last" } }, icon("exclamation-circle"), h("span", null, t("leave.lastAdmin"))),
        h("label", { class: "k-choice" }, forget, h("span", null, t("leave.forget"), h("span", { class: "k-small k-muted k-block" }, t("leave.forget.hint")))),
        h("div", { class: "k-actions" }, button("k-button", null, t("cancel"), () => close()), button("k-button k-button--danger", null, t("leave.button"), () => close({ forget: forget.checked }), { data: { testid: "dialog-yes" } })),
      );
    },
  });
  if (!answer) return;
  try {
    await client.leave(room.roomId);
    if (answer.forget) await client.forget(room.roomId);
    ctx.router.closeRoom();
  } catch {
    toast(t("failed"), "urgent");
  }
  ctx.list.update();
}

/** Takes a left chat off all devices of the user (A_28342). */
export async function forgetRoom(ctx, room) {
  const sure = await confirmDialog({ title: t("forget.title"), text: t("forget.text", room.name), yes: t("forget.button"), danger: true, testid: "forget-dialog" });
  if (!sure) return;
  try {
    await ctx.client.forget(room.roomId);
    ctx.router.closeRoom();
  } catch {
    toast(t("failed"), "urgent");
  }
  ctx.list.update();
}
