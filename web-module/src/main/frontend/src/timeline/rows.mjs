// From events to rows: which are shown, where a day begins, which belong together, where the unread line stands.
import { dayOf } from "../lib/time.mjs";
import { isMessage } from "./kinds.mjs";

const GROUP_MS = 5 * 60_000;
const STATE = new Set(["m.room.create", "m.room.member", "m.room.name", "m.room.encryption", "m.room.tombstone", "m.room.pinned_events"]);

/**
 * @param events       timeline events, oldest first
 * @param firstUnread  id of the message over which the unread line stands, or undefined
 * @param hidden       ids of the messages that the user does not want to see
 * @returns [{kind: "day"|"unread"|"sys"|"msg", key, event?, own?, grouped?, ts?, count?}]
 */
export function timelineRows(events, { ownId, firstUnread, hidden = new Set() }) {
  const rows = [];
  let day;
  let previous;
  let unreadRow;
  for (const event of events) {
    if (hidden.has(event.getId())) continue;
    const message = isMessage(event);
    if (message || (isShownState(event) && !isFounding(event))) {
      const ts = event.getTs();
      if (dayOf(ts) !== day) {
        day = dayOf(ts);
        rows.push({ kind: "day", key: `day-${day}`, ts });
        previous = undefined;
      }
      const own = event.getSender() === ownId;
      if (firstUnread && event.getId() === firstUnread) {
        unreadRow = { kind: "unread", key: "unread", count: 0 };
        rows.push(unreadRow);
        previous = undefined;
      }
      if (unreadRow && message && !own) unreadRow.count++;
      rows.push(message ? messageRow(event, own, previous) : { kind: "sys", key: keyOf(event), event, ts });
      previous = message ? event : undefined;
    }
  }
  return rows;
}

function messageRow(event, own, previous) {
  const grouped = Boolean(previous) && previous.getSender() === event.getSender() && event.getTs() - previous.getTs() < GROUP_MS;
  return { kind: "msg", key: keyOf(event), event, own, grouped, ts: event.getTs() };
}

/** A local echo keeps its row when the server's event replaces it: the transaction id stays. */
function keyOf(event) {
  return event.getTxnId() ?? event.getUnsigned()?.transaction_id ?? event.getId();
}

/** That the founder of a chat is in it goes without saying. */
function isFounding(event) {
  return event.getType() === "m.room.member" && event.getContent().membership === "join" && event.getSender() === event.getStateKey() && !event.getPrevContent().membership;
}

function isShownState(event) {
  if (!event.isState() || !STATE.has(event.getType()) || event.isRedacted()) return false;
  if (event.getType() !== "m.room.member") return true;
  // a changed display name or picture is no news
  return event.getPrevContent().membership !== event.getContent().membership;
}
