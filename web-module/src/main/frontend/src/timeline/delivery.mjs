// How far an own message has got, and who has read what.
import { EventStatus } from "../sdk.mjs";

/**
 * @param readers   how many others have read up to this message or further
 * @param delivered whether it has come to all others, as far as they let others know
 * @returns queued (waits for the network), sending, failed, sent, delivered or read
 */
export function deliveryState(event, online, readers = 0, delivered = false) {
  switch (event.status) {
    case EventStatus.NOT_SENT:
      return isNetworkError(event.error) || !online ? "queued" : "failed";
    case EventStatus.CANCELLED:
      return "failed";
    case EventStatus.ENCRYPTING:
    case EventStatus.SENDING:
    case EventStatus.QUEUED:
      return online ? "sending" : "queued";
    default:
      if (readers > 0) return "read";
      return delivered ? "delivered" : "sent";
  }
}

/** A refusal by the server has an errcode and needs the user; a network or server that is away only needs time. */
export function isNetworkError(error) {
  return !error?.errcode || error.httpStatus >= 502;
}

/**
 * Own event id → {readers, delivered}: how many others have read up to it, each counted at the last message they read,
 * and whether it has come to all of them; what was read has come.
 *
 * @param deliveredUpTo (userId) => the event up to which all has come to them
 */
export function reach(room, events, ownId, deliveredUpTo) {
  const reached = new Map();
  const position = new Map(events.map((event, index) => [event.getId(), index]));
  const at = (eventId) => position.get(eventId) ?? -1;
  const others = room
    .getJoinedMembers()
    .filter(({ userId }) => userId !== ownId)
    .map(({ userId }) => {
      const read = at(room.getEventReadUpTo(userId, true));
      return { read, come: Math.max(read, at(deliveredUpTo(userId))) };
    });
  for (const [index, event] of events.entries()) {
    if (event.getSender() !== ownId) continue;
    const readers = others.filter(({ read }) => read >= index).length;
    reached.set(event.getId(), { readers, delivered: others.length > 0 && others.every(({ come }) => come >= index) });
  }
  return reached;
}
