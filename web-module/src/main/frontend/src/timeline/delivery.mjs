// How far an own message has got, and who has read what.
import { EventStatus } from "../sdk.mjs";

/**
 * @param readers how many others have read up to this message or further
 * @returns queued (waits for the network), sending, failed, sent or read
 */
export function deliveryState(event, online, readers) {
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
      return readers > 0 ? "read" : "sent";
  }
}

/** A refusal by the server has an errcode and needs the user; a network or server that is away only needs time. */
export function isNetworkError(error) {
  return !error?.errcode || error.httpStatus >= 502;
}

/** event id → number of others who have read up to it; counts every reader at the last message they read. */
export function readCounts(room, events, ownId) {
  const counts = new Map();
  const position = new Map(events.map((event, index) => [event.getId(), index]));
  const readUpTo = room
    .getJoinedMembers()
    .filter((member) => member.userId !== ownId)
    .map((member) => position.get(room.getEventReadUpTo(member.userId, true)) ?? -1);
  for (const [index, event] of events.entries()) {
    if (event.getSender() === ownId) counts.set(event.getId(), readUpTo.filter((p) => p >= index).length);
  }
  return counts;
}
