// What the chat list shows of a room, as plain values, and in which order. No DOM in here.
import { NotificationCountType } from "../sdk.mjs";
import { hue, initials } from "../lib/people.mjs";
import { isCaseRoom } from "../cases/case.mjs";
import { caseTitle } from "../cases/case-header.mjs";
import { urgentOf } from "../clinical/priority.mjs";
import { previewOf } from "./preview.mjs";

/** Rows of the joined and the left rooms: urgent until acknowledged, then newest first, favourites with the others: activity is what counts at night. */
export function roomRows(client, directs, drafts, cases) {
  return client
    .getVisibleRooms()
    .filter((room) => (room.getMyMembership() === "join" || isLeft(room)) && !room.isSpaceRoom())
    .map((room) => roomRow(client, room, directs, drafts, cases))
    .sort((a, b) => Boolean(b.urgent) - Boolean(a.urgent) || b.ts - a.ts || a.name.localeCompare(b.name));
}

/** Left, or taken out, after having been in it, and not forgotten (A_28343). */
export function isLeft(room) {
  const membership = room.getMyMembership();
  return (membership === "leave" || membership === "ban") && wasIn(room);
}

/** A declined invitation is no chat that one was in. */
function wasIn(room) {
  const before = room.getMember(room.myUserId)?.events?.member?.getPrevContent()?.membership;
  return before === undefined || before === "join";
}

export function invitedRooms(client) {
  return client.getVisibleRooms().filter((room) => room.getMyMembership() === "invite");
}

export function roomRow(client, room, directs, drafts, cases) {
  const known = cases?.of(room);
  const partner = partnerOf(room, directs);
  const preview = previewOf(room, client.getUserId());
  const muted = isMuted(client, room.roomId);
  return {
    id: room.roomId,
    name: known ? caseTitle(known) : room.name,
    kind: partner ? "person" : isCaseRoom(room) ? "case" : "group",
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
    left: room.getMyMembership() !== "join",
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

const current = (row) => !row.archived && !row.left;
const FILTERS = {
  all: current,
  unread: (row) => row.unread > 0 && current(row),
  people: (row) => row.kind === "person" && current(row),
  groups: (row) => row.kind === "group" && current(row),
  cases: (row) => row.kind === "case" && current(row),
  favourites: (row) => row.favourite && !row.left,
  archive: (row) => row.archived && !row.left,
  left: (row) => row.left,
};

/** A query looks into the archive, too. @param within ids of the chats of a space, undefined for all */
export function filterRows(rows, filter, query, within) {
  const words = query.toLocaleLowerCase().split(/\s+/).filter(Boolean);
  const matches = (row) => words.every((word) => `${row.name} ${row.preview?.text ?? ""}`.toLocaleLowerCase().includes(word));
  const shown = words.length && filter === "all" ? (row) => !row.left : FILTERS[filter];
  return rows.filter((row) => shown(row) && matches(row) && (!within || within.has(row.id)));
}

/** Number in the tab's title and on the rail; what is muted or in the archive does not count. */
export function totalUnread(rows, invites) {
  return rows.reduce((sum, row) => sum + (row.muted || row.archived || row.left ? 0 : row.unread), invites);
}
