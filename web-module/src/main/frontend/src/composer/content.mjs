// The content of a text message: body, formatting, mentions, what it answers or replaces. No DOM in here.
import { toHtml } from "./markdown.mjs";

export const EVERYBODY = "@room";

/**
 * @param text      what was typed, trimmed
 * @param mentions  [{name, userId}] that were picked while typing; userId "@room" means everybody
 * @param replyTo   {id, sender} of the message that is answered
 * @param ownId     nobody mentions themselves
 */
export function textContent(text, { mentions = [], replyTo, ownId } = {}) {
  const named = mentions.filter(({ name }) => text.includes(`@${name}`));
  const people = named.filter(({ userId }) => userId !== EVERYBODY);
  const html = toHtml(text, people);
  const content = { msgtype: "m.text", body: text };
  if (html) Object.assign(content, { format: "org.matrix.custom.html", formatted_body: html });
  const userIds = new Set(people.map(({ userId }) => userId));
  if (replyTo) {
    content["m.relates_to"] = { "m.in_reply_to": { event_id: replyTo.id } };
    userIds.add(replyTo.sender);
  }
  userIds.delete(ownId);
  content["m.mentions"] = {};
  if (userIds.size) content["m.mentions"].user_ids = [...userIds];
  if (people.length < named.length) content["m.mentions"].room = true;
  return content;
}

/** The content of an edit. Whoever was mentioned before is not called again. */
export function editContent(text, { eventId, mentions, ownId, before }) {
  const fresh = textContent(text, { mentions, ownId });
  const known = new Set(before?.["m.mentions"]?.user_ids ?? []);
  const called = (fresh["m.mentions"].user_ids ?? []).filter((userId) => !known.has(userId));
  return {
    ...fresh,
    body: `* ${fresh.body}`,
    ...(fresh.formatted_body && { formatted_body: `* ${fresh.formatted_body}` }),
    "m.mentions": called.length ? { user_ids: called } : {},
    "m.new_content": fresh,
    "m.relates_to": { rel_type: "m.replace", event_id: eventId },
  };
}

/** A copy for another chat: without what it answered and without calling anybody. */
export function forwardContent(content) {
  const { "m.relates_to": _relation, "m.mentions": _mentions, "m.new_content": _edit, ...rest } = content;
  return { ...rest, "m.mentions": {}, "org.konsil.forwarded": true };
}
