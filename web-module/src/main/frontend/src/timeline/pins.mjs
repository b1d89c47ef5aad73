// Pinned messages: the bar under the chat's head and the list behind it.
import { h, icon, iconButton, replace } from "../lib/dom.mjs";
import { openDialog, toast } from "../lib/dialog.mjs";
import { t, tn } from "../lib/i18n.mjs";
import { dateAndTime } from "../lib/time.mjs";
import { describe } from "../rooms/preview.mjs";

export const PINNED = "m.room.pinned_events";
const MOST = 50;

export function pinnedIds(room) {
  const ids = room.currentState.getStateEvents(PINNED, "")?.getContent()?.pinned;
  return Array.isArray(ids) ? ids.filter((id) => typeof id === "string") : [];
}

export function mayPin(room, ownId) {
  return room.currentState.maySendStateEvent(PINNED, ownId);
}

export async function setPinned(client, room, eventId, on) {
  const others = pinnedIds(room).filter((id) => id !== eventId);
  const pinned = on ? [...others, eventId].slice(-MOST) : others;
  await client.sendStateEvent(room.roomId, PINNED, { pinned }, "").then(() => toast(t(on ? "pin.done" : "pin.gone")), () => toast(t("failed"), "urgent"));
}

/** The event, from memory or from the server, decrypted; undefined when it is gone. */
export async function loadEvent(client, room, eventId) {
  const known = room.findEventById(eventId);
  if (known) return known;
  try {
    const event = client.getEventMapper()(await client.fetchRoomEvent(room.roomId, eventId));
    await client.decryptEventIfNeeded(event);
    return event;
  } catch {
    return undefined;
  }
}

/** The case has a line of its own. */
function othersOf(ctx, room) {
  return pinnedIds(room).filter((id) => id !== ctx.cases.idOf(room));
}

/** The bar; nothing when nothing is pinned. */
export function pinnedBar(ctx, room, jump) {
  const ids = othersOf(ctx, room);
  if (!ids.length) return undefined;
  const line = h("span", { class: "k-grow k-clip", dir: "auto" });
  loadEvent(ctx.client, room, ids.at(-1)).then((event) => (line.textContent = event ? describe(event).text : ""));
  return h("button", { type: "button", class: "k-case", data: { testid: "pinned" }, on: { click: () => showPinned(ctx, room, jump) } }, icon("thumbtack"), h("b", { class: "k-medium" }, tn("pin.count", ids.length)), line);
}

function showPinned(ctx, room, jump) {
  const ownId = ctx.client.getUserId();
  return openDialog({
    title: t("pin.title"),
    testid: "pinned-dialog",
    build: (close) => {
      const list = h("ul", { class: "k-stack" });
      for (const id of othersOf(ctx, room).reverse()) list.append(entry(ctx, room, id, { close, jump, removable: mayPin(room, ownId) }));
      return list;
    },
  });
}

function entry(ctx, room, id, { close, jump, removable }) {
  const quote = h("button", { type: "button", class: "k-quote", data: { testid: "pinned-entry" }, on: { click: () => (close(), jump(id)) } }, h("span", { class: "k-muted" }, t("loading")));
  const item = h("li", { class: "k-row" }, quote, removable && iconButton("times", t("pin.remove"), () => (item.remove(), setPinned(ctx.client, room, id, false)), { data: { testid: "unpin" } }));
  loadEvent(ctx.client, room, id).then((event) => {
    if (event) replace(quote, h("b", { dir: "auto" }, `${room.getMember(event.getSender())?.name ?? event.getSender()} · ${dateAndTime(event.getTs())}`), h("span", { dir: "auto" }, describe(event).text));
    else replace(quote, h("span", null, t("quote.gone")));
  });
  return item;
}
