// One line about the last message of a room.
import { t } from "../lib/i18n.mjs";
import { isCall } from "../calls/call-events.mjs";
import { fallbackText } from "../clinical/fhir.mjs";
import { levelOf, withoutLead } from "../clinical/priority.mjs";
import { hiddenIds } from "../timeline/hidden.mjs";
import { isMessage, isStructuredMessage } from "../timeline/kinds.mjs";

const GLYPHS = { "m.image": "image", "m.file": "paperclip", "m.audio": "microphone", "m.video": "video", "m.location": "map-marker" };

/** {ts, text, glyph?, author?, own, status, event} or undefined for a room without messages. */
export function previewOf(room, ownId) {
  const event = lastMessage(room);
  if (!event) return undefined;
  const own = event.getSender() === ownId;
  const author = own || room.getJoinedMemberCount() + room.getInvitedMemberCount() <= 2 ? undefined : (event.sender?.name ?? event.getSender());
  return { ...describe(event), ts: event.getTs(), own, author, event };
}

/** What the user has hidden is not shown here either. */
export function lastMessage(room) {
  const hidden = hiddenIds(room);
  return room.getLiveTimeline().getEvents().findLast((event) => isMessage(event) && !hidden.has(event.getId()));
}

/** {text, glyph?} of a message, without the quote that older clients put before a reply. */
export function describe(event) {
  if (event.isRedacted()) return { text: t("msg.deleted"), glyph: "trash" };
  if (event.isDecryptionFailure() || event.getType() === "m.room.encrypted") return { text: t("msg.unreadable"), glyph: "lock" };
  if (isCall(event)) return callPreview(event);
  if (isStructuredMessage(event)) return { text: fallbackText(event.getContent()), glyph: "wave-pulse" };
  const content = withoutLead(event.getContent());
  const glyph = GLYPHS[content.msgtype];
  if (glyph) return { text: mediaText(content), glyph };
  return { text: withoutMarks(content), glyph: { urgent: "exclamation-triangle", important: "flag-fill" }[levelOf(content)] };
}

/** What became of the call is told in the chat. */
function callPreview(event) {
  const { kind } = event.getContent();
  return { text: t(kind === "consultation" ? "call.consultation" : kind === "group" ? "call.group" : "call.title"), glyph: "phone" };
}

/** The words of a formatted message without the marks that made them bold. */
function withoutMarks(content) {
  const body = stripFallback(content);
  return content.formatted_body ? body.replace(/\*\*|~~|`/g, "") : body;
}

function mediaText(content) {
  const kind = t(`msg.kind.${content.msgtype.slice(2)}`);
  if (content.msgtype === "m.audio" && content["org.matrix.msc3245.voice"]) return kind;
  const words = content.filename && content.filename !== content.body ? content.body : content.msgtype === "m.image" ? "" : content.body;
  return words ? `${kind}: ${words}` : kind;
}

/** The body of a message, a reply's quoted fallback ("> <@a:b> …") removed. */
export function stripFallback(content) {
  const body = typeof content.body === "string" ? content.body : "";
  if (!content["m.relates_to"]?.["m.in_reply_to"] || !body.startsWith("> ")) return body;
  const lines = body.split("\n");
  while (lines.length && lines[0].startsWith("> ")) lines.shift();
  if (lines[0] === "") lines.shift();
  return lines.join("\n");
}
