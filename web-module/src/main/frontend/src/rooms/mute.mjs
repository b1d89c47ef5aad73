// Mute a chat for a while or until it is switched on again. The server's push rule knows no end, so the end is kept in
// account data and whichever device of the user is awake lifts the rule.
import { isMuted } from "./model.mjs";

export const MUTE_EVENT = "org.konsil.mute";
const CHECK_MS = 30_000;
const MORNING_HOUR = 7;

/** The next seven o'clock. */
export function untilMorning(now = new Date()) {
  const morning = new Date(now);
  morning.setHours(MORNING_HOUR, 0, 0, 0);
  if (morning <= now) morning.setDate(morning.getDate() + 1);
  return morning.getTime();
}

/** {room id: end in epoch milliseconds} */
export function mutedUntil(client) {
  const rooms = client.getAccountData(MUTE_EVENT)?.getContent()?.rooms;
  return rooms && typeof rooms === "object" ? rooms : {};
}

/** @param until epoch milliseconds; undefined: until it is switched on again */
export async function mute(client, roomId, until) {
  await setRule(client, roomId, true);
  await remember(client, roomId, until);
}

export async function unmute(client, roomId) {
  await setRule(client, roomId, false);
  await remember(client, roomId, undefined);
}

async function setRule(client, roomId, on) {
  if (isMuted(client, roomId) === on) return;
  await client.setRoomMutePushRule("global", roomId, on);
  client.setPushRules(await client.getPushRules());
}

async function remember(client, roomId, until) {
  const { [roomId]: before, ...rooms } = mutedUntil(client);
  if (before === until) return;
  await client.setAccountData(MUTE_EVENT, { rooms: until ? { ...rooms, [roomId]: until } : rooms });
}

/** Chats whose quiet time is over. */
export function due(rooms, now) {
  return Object.entries(rooms).filter(([, until]) => until <= now).map(([roomId]) => roomId);
}

export function watchMutes(ctx) {
  const lift = async () => {
    if (!ctx.synced) return;
    for (const roomId of due(mutedUntil(ctx.client), Date.now())) await unmute(ctx.client, roomId).catch(() => {});
    ctx.list.update();
  };
  setInterval(lift, CHECK_MS);
}
