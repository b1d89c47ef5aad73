// What happened to the room, in one sentence.
import { t } from "../lib/i18n.mjs";

/** {glyph, text} */
export function systemText(event, room, ownId) {
  const content = event.getContent();
  const by = person(event.getSender(), event.sender, room, ownId);
  switch (event.getType()) {
    case "m.room.create":
      return { glyph: "comments", text: sentence("sys.created", by) };
    case "m.room.encryption":
      return { glyph: "lock", text: t("sys.encrypted") };
    case "m.room.name":
      return { glyph: "pencil", text: content.name ? sentence("sys.named", by, content.name) : sentence("sys.unnamed", by) };
    case "m.room.pinned_events":
      return { glyph: "thumbtack", text: sentence((content.pinned?.length ?? 0) < (event.getPrevContent().pinned?.length ?? 0) ? "sys.unpinned" : "sys.pinned", by) };
    case "m.room.tombstone":
      return { glyph: "arrow-right", text: t("sys.moved") };
    default:
      return member(event, content, by, room, ownId);
  }
}

function member(event, content, by, room, ownId) {
  const who = person(event.getStateKey(), event.target, room, ownId);
  const self = event.getSender() === event.getStateKey();
  switch (content.membership) {
    case "join":
      return { glyph: "user-plus", text: sentence("sys.joined", who) };
    case "invite":
      return { glyph: "user-plus", text: who.you ? t("sys.invitedYou", by.name) : sentence("sys.invited", by, who.name) };
    case "ban":
      return { glyph: "ban", text: removed(by, who) };
    default:
      if (!self) return { glyph: "sign-out", text: removed(by, who) };
      return { glyph: "sign-out", text: sentence(event.getPrevContent().membership === "invite" ? "sys.declined" : "sys.left", who) };
  }
}

function removed(by, who) {
  return who.you ? t("sys.removedYou", by.name) : sentence("sys.removed", by, who.name);
}

/** The founding events come before anybody is a member: the name of today then stands for that of then. */
function person(id, then, room, ownId) {
  const name = then?.name && then.name !== id ? then.name : (room?.getMember(id)?.name ?? id);
  return { you: id === ownId, name };
}

/** "Sie haben …" or "Name hat …": the verb follows the person. */
function sentence(key, by, ...values) {
  return by.you ? t(`${key}.you`, "", ...values) : t(key, by.name, ...values);
}
