// What can be done with a chat from the list: favourite, quiet, archive, read.
import { h, icon } from "../lib/dom.mjs";
import { openDialog, toast } from "../lib/dialog.mjs";
import { clock } from "../lib/time.mjs";
import { t } from "../lib/i18n.mjs";
import { mute, unmute, untilMorning } from "./mute.mjs";
import { isMuted } from "./model.mjs";

const HOUR_MS = 3_600_000;
export const FAVOURITE = "m.favourite";
export const ARCHIVE = "m.lowpriority";

export function openRoomMenu(ctx, room) {
  return openDialog({ title: room.name, testid: "room-menu", build: (close) => h("div", { class: "k-menu" }, entries(ctx, room).map(([glyph, label, work, testid]) => h("button", { type: "button", class: "k-menu__item", data: { testid }, on: { click: () => (close(), attempt(ctx, work)) } }, icon(glyph), label))) });
}

function entries(ctx, room) {
  const { client } = ctx;
  const favourite = FAVOURITE in room.tags;
  const archived = ARCHIVE in room.tags;
  const quiet = isMuted(client, room.roomId);
  const morning = untilMorning();
  return [
    [favourite ? "star-fill" : "star", t(favourite ? "room.unfavourite" : "room.favourite"), () => setTag(client, room, FAVOURITE, !favourite), "room-favourite"],
    ...(quiet
      ? [["bell", t("details.unmute"), () => unmute(client, room.roomId), "room-unmute"]]
      : [
          ["bell-slash", t("mute.hour"), () => mute(client, room.roomId, Date.now() + HOUR_MS), "room-mute-hour"],
          ["bell-slash", t("mute.until", clock(morning)), () => mute(client, room.roomId, morning), "room-mute-morning"],
          ["bell-slash", t("mute.always"), () => mute(client, room.roomId), "room-mute"],
        ]),
    ["inbox", t(archived ? "room.unarchive" : "room.archive"), () => setTag(client, room, ARCHIVE, !archived), "room-archive"],
    ["check", t("room.markRead"), () => markRead(ctx, room), "room-read"],
  ];
}

async function attempt(ctx, work) {
  await work().catch(() => toast(t("failed"), "urgent"));
  ctx.list.update();
}

/** A favourite is not in the archive, and the other way round. */
export async function setTag(client, room, tag, on) {
  if (!on) return client.deleteRoomTag(room.roomId, tag);
  const other = tag === FAVOURITE ? ARCHIVE : FAVOURITE;
  if (other in room.tags) await client.deleteRoomTag(room.roomId, other);
  return client.setRoomTag(room.roomId, tag, { order: 0.5 });
}

async function markRead({ client, preferences }, room) {
  const last = room.getLiveTimeline().getEvents().findLast((event) => !event.status);
  if (last) await client.sendReadReceipt(last, preferences.get("receipts") ? "m.read" : "m.read.private");
}
