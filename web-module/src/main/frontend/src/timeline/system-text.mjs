// What happened to the room, in one sentence.
import { t } from "../lib/i18n.mjs";

export function systemText(event, ownId) {
  const content = event.getContent();
  const by = event.getSender() === ownId ? t("you") : (event.sender?.name ?? event.getSender());
  switch (event.getType()) {
    case "m.room.create":
      return { glyph: "comments", text: t("sys.created", by) };
    case "m.room.encryption":
      return { glyph: "lock", text: t("sys.encrypted") };
    case "m.room.name":
      return { glyph: "pencil", text: content.name ? t("sys.named", by, content.name) : t("sys.unnamed", by) };
    case "m.room.tombstone":
      return { glyph: "arrow-right", text: t("sys.moved") };
    default:
      return member(event, content, by, ownId);
  }
}

function member(event, content, by, ownId) {
  const target = event.getStateKey();
  const who = target === ownId ? t("you") : (event.target?.name ?? target);
  const self = event.getSender() === target;
  const before = event.getPrevContent().membership;
  switch (content.membership) {
    case "join":
      return { glyph: "user-plus", text: t("sys.joined", who) };
    case "invite":
      return { glyph: "user-plus", text: t("sys.invited", by, who) };
    case "ban":
      return { glyph: "ban", text: t("sys.removed", by, who) };
    default:
      if (self) return { glyph: "sign-out", text: before === "invite" ? t("sys.declined", who) : t("sys.left", who) };
      return { glyph: "sign-out", text: t("sys.removed", by, who) };
  }
}
