// Reactions: exactly one emoji each (A_26227-01), counted, one's own can be taken back.
import { h, spoken } from "../lib/dom.mjs";
import { toast, openDialog } from "../lib/dialog.mjs";
import { t, tn } from "../lib/i18n.mjs";
import { personAvatar } from "../rooms/avatar.mjs";

const EMOJI = /^(\p{Extended_Pictographic}|\p{Regional_Indicator}|[0-9#*]\ufe0f?\u20e3)/u;

/** True for one emoji, whatever it is made of, and nothing else. */
export function isOneEmoji(text) {
  if (typeof text !== "string" || text.length > 40 || !EMOJI.test(text)) return false;
  return [...new Intl.Segmenter("en", { granularity: "grapheme" }).segment(text)].length === 1;
}

/** [{key, count, own: event id or undefined, senders: [user id]}] in the order of their first use. */
export function reactionsOf(room, event, ownId) {
  const related = room.relations?.getChildEventsForEvent(event.getId(), "m.annotation", "m.reaction");
  const found = new Map();
  for (const reaction of related?.getRelations() ?? []) {
    const key = reaction.getRelation()?.key;
    if (reaction.isRedacted() || !isOneEmoji(key)) continue;
    const entry = found.get(key) ?? { key, count: 0, own: undefined, senders: [] };
    if (entry.senders.includes(reaction.getSender())) continue;
    entry.count++;
    entry.senders.push(reaction.getSender());
    if (reaction.getSender() === ownId) entry.own = reaction.getId();
    found.set(key, entry);
  }
  return [...found.values()];
}

export function reactionRow(row, actions) {
  if (!row.reactions?.length) return undefined;
  return h(
    "div",
    { class: "k-reactions", role: "group", "aria-label": t("react.group"), data: { testid: "reactions" } },
    row.reactions.map((reaction) =>
      h(
        "button",
        { type: "button", class: "k-reaction", "aria-pressed": String(Boolean(reaction.own)), data: { key: reaction.key, testid: "reaction" }, on: { click: () => actions.react(row.event, reaction.key), contextmenu: (e) => (e.preventDefault(), actions.whoReacted(row.event)) } },
        h("span", { "aria-hidden": "true" }, `${reaction.key} ${reaction.count}`),
        spoken(tn(reaction.own ? "react.countOwn" : "react.count", reaction.count, actions.emojiName(reaction.key))),
      ),
    ),
  );
}

/** Adds the emoji, or takes one's own back. */
export async function toggleReaction(client, room, event, key) {
  const own = reactionsOf(room, event, client.getUserId()).find((reaction) => reaction.key === key)?.own;
  try {
    if (own?.startsWith("$")) await client.redactEvent(room.roomId, own);
    else if (!own) await client.sendEvent(room.roomId, "m.reaction", { "m.relates_to": { rel_type: "m.annotation", event_id: event.getId(), key } });
  } catch {
    toast(t("failed"), "urgent");
  }
}

/** Who reacted with what. */
export function showReactors(room, event, ownId) {
  return openDialog({
    title: t("react.who"),
    testid: "reactors-dialog",
    build: () =>
      h("ul", null, reactionsOf(room, event, ownId).flatMap(({ key, senders }) => senders.map((userId) => {
        const name = userId === ownId ? t("you.name") : (room.getMember(userId)?.name ?? userId);
        return h("li", { class: "k-person" }, personAvatar(userId, name), h("span", { class: "k-grow k-clip", dir: "auto" }, name), h("span", { class: "k-emoji-char" }, key));
      }))),
  });
}
