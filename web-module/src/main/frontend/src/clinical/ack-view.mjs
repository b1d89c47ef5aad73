// The lower part of a message that asks for acknowledgement: who has, who has not, the button.
import { h, icon } from "../lib/dom.mjs";
import { openDialog, toast } from "../lib/dialog.mjs";
import { shortTime } from "../lib/time.mjs";
import { t } from "../lib/i18n.mjs";
import { personAvatar } from "../rooms/avatar.mjs";
import { acknowledge, ackState, asksAck, levelOf } from "./priority.mjs";

const NAMES = 3;
const GLYPHS = { urgent: "exclamation-triangle", important: "flag-fill" };

/** The line over an important or urgent message. */
export function priorityHead(content, name) {
  const level = levelOf(content);
  return level && h("span", { class: "k-prio", data: { kind: level, testid: "priority" } }, icon(GLYPHS[level]), [t(`prio.${level}.word`), name].filter(Boolean).join(" · "));
}

export function ackPart(ctx, event) {
  const room = ctx.client.getRoom(event.getRoomId());
  if (!room || !asksAck(event.getContent()) || event.status) return undefined;
  const ownId = ctx.client.getUserId();
  const { asked, done, open } = ackState(room, event);
  const mine = event.getSender() === ownId ? undefined : done.has(ownId) ? "done" : "open";
  const name = (userId) => (userId === ownId ? t("you.name") : (room.getMember(userId)?.name ?? userId));
  const words = [t("ack.count", asked.length - open.length, asked.length), open.length > 0 && t("ack.open", open.slice(0, NAMES).map(name).join("; ") + (open.length > NAMES ? " …" : ""))].filter(Boolean).join(". ");
  return h(
    "div",
    { class: "k-ack", data: { mine, testid: "ack" } },
    h("span", { class: "k-ack__bar", "aria-hidden": "true" }, asked.map((userId) => h("i", { "data-on": done.has(userId) }))),
    h("button", { type: "button", class: "k-link k-ack__text", data: { testid: "ack-who" }, on: { click: () => showAcks(asked, done, name) } }, words),
    mine && h("button", { type: "button", class: "k-button k-button--urgent", disabled: mine === "done", data: { testid: "ack-button" }, on: { click: (e) => send(ctx, room, event, e.currentTarget) } }, icon("check"), t(mine === "done" ? "ack.done" : "ack.button")),
  );
}

async function send(ctx, room, event, button) {
  button.disabled = true;
  await acknowledge(ctx.client, room, event, t("ack.done")).catch(() => ((button.disabled = false), toast(t("failed"), "urgent")));
}

function showAcks(asked, done, name) {
  return openDialog({
    title: t("ack.who"),
    testid: "acks-dialog",
    build: () => h("ul", null, asked.map((userId) => h("li", { class: "k-person" }, personAvatar(userId, name(userId)), h("span", { class: "k-grow k-clip k-person__name", dir: "auto" }, name(userId)), h("span", { class: "k-row k-small k-muted" }, done.has(userId) ? [icon("check"), t("ack.at", shortTime(done.get(userId)))] : t("ack.notYet"))))),
  });
}
