// Who has read a message, and when: as far as the readers let others know.
import { h } from "../lib/dom.mjs";
import { openDialog } from "../lib/dialog.mjs";
import { shortTime, clock } from "../lib/time.mjs";
import { t } from "../lib/i18n.mjs";
import { personAvatar } from "../rooms/avatar.mjs";
import { ticks } from "./ticks.mjs";

/**
 * [{userId, name, ts, exact, delivered}]: ts is undefined for who has not read it. A receipt for a later message says only
 * that it was read by then, so `exact` is false.
 */
export function readersOf(room, event, ownId, deliveredUpTo) {
  const order = new Map(room.getLiveTimeline().getEvents().map((e, index) => [e.getId(), index]));
  const at = order.get(event.getId()) ?? Infinity;
  return room
    .getJoinedMembers()
    .filter(({ userId }) => userId !== ownId && userId !== event.getSender())
    .map(({ userId, name }) => {
      const receipt = room.getReadReceiptForUserId(userId, true);
      const read = receipt && (order.get(receipt.eventId) ?? -1) >= at;
      const delivered = (order.get(deliveredUpTo(userId)) ?? -1) >= at;
      return { userId, name, ts: read ? receipt.data.ts : undefined, exact: read && receipt.eventId === event.getId(), delivered };
    })
    .sort((a, b) => (a.ts ?? Infinity) - (b.ts ?? Infinity) || a.name.localeCompare(b.name));
}

export function showReaders(ctx, room, event) {
  const readers = readersOf(room, event, ctx.client.getUserId(), (userId) => ctx.delivered.upTo(room.roomId, userId));
  return openDialog({
    title: t("readers.title"),
    testid: "readers-dialog",
    build: () => [
      h("ul", { data: { testid: "readers" } }, readers.map((reader) => h("li", { class: "k-person", data: { user: reader.userId } }, personAvatar(reader.userId, reader.name), h("span", { class: "k-grow k-clip k-person__name", dir: "auto" }, reader.name), h("span", { class: "k-row k-small k-muted" }, words(reader), ticks(reader.ts ? "read" : reader.delivered ? "delivered" : "sent"))))),
      h("p", { class: "k-field__hint" }, t("readers.hint")),
    ],
  });
}

function words({ ts, exact, delivered }) {
  if (!ts) return t(delivered ? "readers.delivered" : "readers.notYet");
  const day = shortTime(ts);
  const time = day === clock(ts) ? day : `${day} ${clock(ts)}`;
  return t(exact ? "readers.at" : "readers.by", time);
}
