// What the chat list shows of a room, as plain values, and in which order. No DOM in here.
import { NotificationCountType } from "../sdk.mjs";
import { hue, initials } from "../lib/people.mjs";
import { urgentOf } from "../clinical/priority.mjs";
import { previewOf } from "./preview.mjs";

/** Rows of the joined rooms: urgent until acknowledged, then newest first, favourites with the others: activity is what counts at night. */
export function roomRows(client, directs, drafts) {
  return client
    .getVisibleRooms()
    .filter((room) => room.getMyMembership() === "join" && !room.isSpaceRoom())
    .map((room) => roomRow(client, room, directs, drafts))
    .sort((a, b) => Boolean(b.urgent) - Boolean(a.urgent) || b.ts - a.ts || a.name.localeCompare(b.name));
}

export function invitedRooms(client) {
  return client.getVisibleRooms().filter((room) => room.getMyMembership() === "invite");
}

export function roomRow(client, room, directs, drafts) {
  const partner = partnerOf(room, directs);
  const preview = previewOf(room, client.getUserId());
  const muted = isMuted(client, room.roomId);
  return {
    id: room.roomId,
    name: room.name,
    kind: partner ? "person" : "group",
    partner,
    hue: hue(partner ?? room.roomId),
    initials: initials(room.name),
    ts: preview?.ts ?? room.getLastActiveTimestamp() ?? 0,
    preview,
    draft: drafts?.get(room.roomId),
    unread: room.getUnreadNotificationCount(NotificationCountType.Total) ?? 0,
    mentioned: (room.getUnreadNotificationCount(NotificationCountType.Highlight) ?? 0) > 0,
    muted,
    favourite: "m.favourite" in room.tags,
    urgent: urgentOf(room, client.getUserId()).length,
    archived: "m.lowpriority" in room.tags,
    isPublic: room.getJoinRule() === "public",
    picture: room.getMxcAvatarUrl() ?? (partner && room.getMember(partner)?.getMxcAvatarUrl()) ?? undefined,
    presence: partner ? presenceOf(client, partner) : undefined,
  };
}

/** room id → user id, from the account data m.direct */
export function directRooms(client) {
  const content = client.getAccountData("m.direct")?.getContent() ?? {};
  const rooms = new Map();
  for (const [userId, ids] of Object.entries(content)) if (Array.isArray(ids)) for (const id of ids) rooms.set(id, userId);
  return rooms;
}

export function partnerOf(room, directs) {
  return directs.get(room.roomId);
}

/** "on", "away" or "off"; undefined when the user does not show it. */
export function presenceOf(client, userId) {
  const user = client.getUser(userId);
  if (!user?.events?.presence) return undefined;
  if (user.presence === "online") return "on";
  return user.presence === "unavailable" ? "away" : "off";
}

/** A rule for this room that does not notify: of the room kind from us, an override from other clients. */
export function isMuted(client, roomId) {
  const { override = [], room = [] } = client.pushRules?.global ?? {};
  const rule = [...override, ...room].find((r) => r.rule_id === roomId && r.enabled);
  return Boolean(rule && !rule.actions.includes("notify"));
}

const FILTERS = {
  all: (row) => !row.archived,
  unread: (row) => row.unread > 0 && !row.archived,
  people: (row) => row.kind === "person" && !row.archived,
  groups: (row) => row.kind === "group" && !row.archived,
  favourites: (row) => row.favourite,
  archive: (row) => row.archived,
};

/** A query looks into the archive, too. @param within ids of the chats of a space, undefined for all */
export function filterRows(rows, filter, query, within) {
  const words = query.toLocaleLowerCase().split(/\s+/).filter(Boolean);
  const matches = (row) => words.every((word) => `${row.name} ${row.preview?.text ?? ""}`.toLocaleLowerCase().includes(word));
  const shown = words.length && filter === "all" ? () => true : FILTERS[filter];
  return rows.filter((row) => shown(row) && matches(row) && (!within || within.has(row.id)));
}

/** Number in the tab's title and on the rail; what is muted or in the archive does not count. */
export function totalUnread(rows, invites) {
  return rows.reduce((sum, row) => sum + (row.muted || row.archived ? 0 : row.unread), invites);
}
