// Finding people: the own organisation's directory, and anybody by full address.
import { parseUserId } from "../lib/people.mjs";

/** [{userId, name, known}], at most `limit`; an address typed in full is offered even if no directory lists it. */
export async function searchPeople(client, term, limit = 20) {
  const query = term.trim();
  const own = client.getUserId();
  const found = query ? (await client.searchUserDirectory({ term: query, limit })).results : [];
  const people = found.filter((user) => user.user_id !== own).map((user) => ({ userId: user.user_id, name: user.display_name || user.user_id, known: true }));
  if (parseUserId(query) && query !== own && !people.some((p) => p.userId === query)) people.unshift(await byAddress(client, query));
  return people;
}

async function byAddress(client, userId) {
  const profile = await client.getProfileInfo(userId).catch(() => undefined);
  return { userId, name: profile?.displayname || userId, known: Boolean(profile) };
}

/** The people of the user's chats, by name: what a contact list shows before anything is searched. */
export function peopleOfChats(client) {
  const people = new Map();
  for (const room of client.getVisibleRooms()) {
    if (room.getMyMembership() !== "join") continue;
    for (const member of room.getJoinedMembers()) people.set(member.userId, { userId: member.userId, name: member.name, known: true });
  }
  people.delete(client.getUserId());
  return [...people.values()].sort((a, b) => a.name.localeCompare(b.name));
}
