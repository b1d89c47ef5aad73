// Creating chats the way TI-Messenger clients do (A_25814-01, A_25481, A_26338-02, A_25368-01).

export const ROOM_TYPE = "de.gematik.tim.roomtype.default.v1";

/** The body of createRoom; at most one invitation may be in it, the others follow as invites of their own. */
export function createRoomBody({ first, direct, name = "", topic = "" }) {
  const state = (type, content) => ({ type, state_key: "", content });
  const initial = [
    state("m.room.encryption", { algorithm: "m.megolm.v1.aes-sha2" }),
    state("m.room.history_visibility", { history_visibility: "invited" }),
    state("m.room.guest_access", { guest_access: "forbidden" }),
  ];
  const body = { visibility: "private", preset: direct ? "trusted_private_chat" : "private_chat", invite: [first], is_direct: direct, creation_content: { type: ROOM_TYPE } };
  if (!direct) {
    // the TI's own name and topic events repeat the Matrix ones with equal values
    body.name = name;
    body.topic = topic;
    initial.push(state("de.gematik.tim.room.name", { name }), state("de.gematik.tim.room.topic", { topic }));
  }
  return { ...body, initial_state: initial };
}

/** The existing direct chat with a user, or undefined. */
export function existingDirect(client, userId) {
  const ids = client.getAccountData("m.direct")?.getContent()?.[userId] ?? [];
  return ids.find((id) => {
    const room = client.getRoom(id);
    const theirs = room?.getMember(userId)?.membership;
    return room?.getMyMembership() === "join" && (theirs === "join" || theirs === "invite");
  });
}

export async function openDirect(client, userId) {
  const known = existingDirect(client, userId);
  if (known) return known;
  const { room_id: roomId } = await client.createRoom(createRoomBody({ first: userId, direct: true }));
  await markDirect(client, roomId, userId);
  return roomId;
}

/** {roomId, failed}: the group and whom it could not invite. */
export async function createGroup(client, userIds, name, topic) {
  const [first, ...others] = userIds;
  const { room_id: roomId } = await client.createRoom(createRoomBody({ first, direct: false, name, topic }));
  const failed = [];
  for (const userId of others) await client.invite(roomId, userId).catch(() => failed.push(userId));
  return { roomId, failed };
}

export async function markDirect(client, roomId, userId) {
  const content = client.getAccountData("m.direct")?.getContent() ?? {};
  const ids = content[userId] ?? [];
  if (ids.includes(roomId)) return;
  await client.setAccountData("m.direct", { ...content, [userId]: [...ids, roomId] });
}

/** Both topic events, so that they never differ. */
export async function setRoomTopic(client, roomId, topic) {
  await client.sendStateEvent(roomId, "m.room.topic", { topic }, "");
  await client.sendStateEvent(roomId, "de.gematik.tim.room.topic", { topic }, "");
}

/** Both name events, so that they never differ. */
export async function renameRoom(client, roomId, name) {
  await client.sendStateEvent(roomId, "m.room.name", { name }, "");
  await client.sendStateEvent(roomId, "de.gematik.tim.room.name", { name }, "");
}
