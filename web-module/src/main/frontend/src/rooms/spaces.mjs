// Spaces are a hospital's wards and departments: they narrow the list to the chats that belong to them.

export const SPACE = "m.space";
const DEEPEST = 5;

/** [{id, name}] of the joined spaces by name. */
export function spaces(client) {
  return client
    .getVisibleRooms()
    .filter((room) => room.isSpaceRoom() && room.getMyMembership() === "join")
    .map((room) => ({ id: room.roomId, name: room.name }))
    .sort((a, b) => a.name.localeCompare(b.name));
}

/** Ids of all rooms of a space, those of spaces inside it too. */
export function roomsOfSpace(client, spaceId, depth = 0, found = new Set()) {
  const space = client.getRoom(spaceId);
  for (const child of space?.currentState.getStateEvents("m.space.child") ?? []) {
    const id = child.getStateKey();
    // a child without "via" was taken out of the space
    if (!Array.isArray(child.getContent().via) || found.has(id)) continue;
    found.add(id);
    if (depth < DEEPEST && client.getRoom(id)?.isSpaceRoom()) roomsOfSpace(client, id, depth + 1, found);
  }
  return found;
}

/** The spaces to which the user may add chats. */
export function ownSpaces(client) {
  const own = client.getUserId();
  return spaces(client).filter(({ id }) => client.getRoom(id).currentState.maySendStateEvent("m.space.child", own));
}

export function putIntoSpace(client, spaceId, roomId, on) {
  const via = [client.getDomain()];
  return client.sendStateEvent(spaceId, "m.space.child", on ? { via } : {}, roomId);
}

/** The body of createRoom for a ward; only its structure is in it, no messages. */
export function createSpaceBody(name) {
  return {
    name,
    visibility: "private",
    preset: "private_chat",
    creation_content: { type: SPACE },
    power_level_content_override: { events_default: 100 },
    initial_state: [
      { type: "m.room.encryption", state_key: "", content: { algorithm: "m.megolm.v1.aes-sha2" } },
      { type: "m.room.history_visibility", state_key: "", content: { history_visibility: "invited" } },
      { type: "m.room.guest_access", state_key: "", content: { guest_access: "forbidden" } },
    ],
  };
}
