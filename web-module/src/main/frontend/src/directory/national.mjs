// The national directory (VZD-FHIR) beside the organisation's own: asked by the server, which holds the access to it.
import { parseUserId } from "../lib/people.mjs";

const SHORTEST = 2;
const KINDS = ["practitioner", "organisation"];

/**
 * What is found of people and of organisations, in one list.
 *
 * @param tokens  gives the access token
 * @param without user ids that are shown already
 * @returns {people: [{userId, name, of, place, specialties, kind}], available, more}, or undefined where the installation
 *          has no national directory or the term is too short for it; available false when it does not answer
 */
export async function searchNational(tokens, term, without, fetchFn = (...values) => fetch(...values)) {
  const text = term.trim();
  if (text.length < SHORTEST) return undefined;
  const headers = { Authorization: `Bearer ${await tokens.current()}` };
  const pages = await Promise.all(KINDS.map((kind) => page(fetchFn, kind, text, headers)));
  if (pages.some((one) => one === undefined)) return undefined;
  const people = new Map();
  for (const { entries } of pages) {
    for (const person of entries.flatMap(peopleOf)) if (!without.has(person.userId) && !people.has(person.userId)) people.set(person.userId, person);
  }
  return { people: [...people.values()], available: pages.every(({ available }) => available), more: pages.some(({ next }) => Boolean(next)) };
}

async function page(fetchFn, kind, text, headers) {
  const response = await fetchFn(`/tim-directory/search?${new URLSearchParams({ kind, text })}`, { headers }).catch(() => undefined);
  if (response?.status === 404) return undefined;
  return response?.ok ? response.json() : { available: false, entries: [] };
}

/** An account a line: an organisation may have several. */
function peopleOf(entry) {
  return (entry.contacts ?? [])
    .filter(({ user_id: userId }) => parseUserId(userId ?? ""))
    .map(({ user_id: userId, name, type }) => ({ userId, name: name || entry.name, of: name && name !== entry.name ? entry.name : "", place: entry.city ?? "", specialties: entry.specialties ?? [], kind: type === "tim" ? "person" : "function" }));
}
