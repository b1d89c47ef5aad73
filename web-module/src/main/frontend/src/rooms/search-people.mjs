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

/** Everybody of the own organisation, as far as an empty search shows them. */
export async function listPeople(client, limit = 50) {
  const { results } = await client.searchUserDirectory({ term: "", limit }).catch(() => ({ results: [] }));
  return results.filter((user) => user.user_id !== client.getUserId()).map((user) => ({ userId: user.user_id, name: user.display_name || user.user_id, known: true }));
}
