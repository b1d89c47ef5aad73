// How pressing a message is, and who has acknowledged it. Both lie in encrypted content; for other clients the word
// stands before the text and an acknowledgement is a short message.

export const PRIORITY = "org.konsil.priority";
export const ACK = "org.konsil.acknowledgement";
const RINGS_MS = 12 * 3_600_000;

/** "important", "urgent" or undefined. */
export function levelOf(content) {
  const level = content[PRIORITY]?.level;
  return level === "urgent" || level === "important" ? level : undefined;
}

export function asksAck(content) {
  return levelOf(content) !== undefined && content[PRIORITY].acknowledge === true;
}

/**
 * @param content of a text message
 * @param priority {level, acknowledge, word}: the word is put before the text for clients that know no priority
 */
export function withPriority(content, { level, acknowledge, word }) {
  const lead = `${word}: `;
  const out = { ...content, body: lead + content.body, [PRIORITY]: { level, acknowledge, lead } };
  if (content.formatted_body) out.formatted_body = lead + content.formatted_body;
  return out;
}

/** The content as it was written, without the word in front. */
export function withoutLead(content) {
  const lead = content[PRIORITY]?.lead;
  if (typeof lead !== "string" || !lead || !content.body?.startsWith(lead)) return content;
  const out = { ...content, body: content.body.slice(lead.length) };
  if (content.formatted_body?.startsWith(lead)) out.formatted_body = content.formatted_body.slice(lead.length);
  return out;
}

export function ackContent(eventId, words) {
  return { "de.gematik.text": [{ mimetype: "text/plain", body: words }], "m.relates_to": { rel_type: "m.reference", event_id: eventId } };
}

/** Map of user id to the time of their acknowledgement. */
export function acksOf(room, event) {
  const related = room.relations?.getChildEventsForEvent(event.getId(), "m.reference", ACK);
  const acks = new Map();
  for (const ack of related?.getRelations() ?? []) if (!ack.isRedacted() && !acks.has(ack.getSender())) acks.set(ack.getSender(), ack.getTs());
  return acks;
}

/** {asked: [user id], done: Map, open: [user id]}: everybody but the sender is asked. */
export function ackState(room, event) {
  const done = acksOf(room, event);
  const asked = room.getJoinedMembers().map(({ userId }) => userId).filter((userId) => userId !== event.getSender());
  return { asked, done, open: asked.filter((userId) => !done.has(userId)) };
}

/** True while the message waits for the user's own acknowledgement. */
export function waitsFor(room, event, ownId, now = Date.now()) {
  if (event.getType() !== "m.room.message" || event.isRedacted() || event.getSender() === ownId) return false;
  const content = event.getContent();
  return levelOf(content) === "urgent" && asksAck(content) && now - event.getTs() < RINGS_MS && !acksOf(room, event).has(ownId);
}

/** Asked for every chat whenever something happens: goes back only as far as anything can ring. */
export function urgentOf(room, ownId, now = Date.now()) {
  const events = room.getLiveTimeline().getEvents();
  const found = [];
  for (let i = events.length - 1; i >= 0 && now - events[i].getTs() < RINGS_MS; i--) {
    if (waitsFor(room, events[i], ownId, now)) found.unshift(events[i]);
  }
  return found;
}

export function acknowledge(client, room, event, words) {
  return client.sendEvent(room.roomId, ACK, ackContent(event.getId(), words));
}
