// Messages that the user does not want to see any more (A_25576-01): only their ids are kept, in the chat's account
// data, so that they are gone on all devices of the user and nobody else learns of it.

export const HIDDEN_EVENT = "org.konsil.hidden";
const MOST = 500;

export function hiddenIds(room) {
  const ids = room.getAccountData(HIDDEN_EVENT)?.getContent()?.event_ids;
  return new Set(Array.isArray(ids) ? ids : []);
}

export function hide(client, room, eventId) {
  const ids = [...hiddenIds(room), eventId].slice(-MOST);
  return client.setRoomAccountData(room.roomId, HIDDEN_EVENT, { event_ids: ids });
}

export function showAll(client, room) {
  return client.setRoomAccountData(room.roomId, HIDDEN_EVENT, { event_ids: [] });
}
