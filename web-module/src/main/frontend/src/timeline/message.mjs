// One message as an article: bubble, quote, text or media, time, ticks and tools.
import { h, icon, iconButton } from "../lib/dom.mjs";
import { lang, t, tn } from "../lib/i18n.mjs";
import { clock, dayTitle } from "../lib/time.mjs";
import { describe, stripFallback } from "../rooms/preview.mjs";
import { personAvatar } from "../rooms/avatar.mjs";
import { pieces } from "./body.mjs";
import { formatted, isFormatted } from "./formatted.mjs";
import { isCall } from "../calls/call-events.mjs";
import { callBody } from "../calls/call-line.mjs";
import { reactionRow } from "./reactions.mjs";
import { ackPart, priorityHead } from "../clinical/ack-view.mjs";
import { levelOf, withoutLead } from "../clinical/priority.mjs";
import { structuredBody } from "../clinical/structured-body.mjs";
import { contactBody, locationBody } from "../contacts/contact-card.mjs";
import { fromVcard } from "../contacts/vcard.mjs";
import { coordinatesText, parseGeo } from "../composer/location.mjs";
import { isStructuredMessage } from "./kinds.mjs";
import { ticks } from "./ticks.mjs";
import { mediaBody } from "./media-body.mjs";
import { systemText } from "./system-text.mjs";

/** @param row a row of timelineRows, with {state, readers, members, online, target} added by the view */
export function rowElement(ctx, row, actions) {
  switch (row.kind) {
    case "day":
      return h("div", { class: "k-day", role: "separator" }, dayTitle(row.ts));
    case "unread":
      return h("div", { class: "k-unread", role: "separator", data: { testid: "unread-line" } }, tn("timeline.unread", row.count));
    case "sys": {
      const { glyph, text } = systemText(row.event, ctx.client.getRoom(row.event.getRoomId()), ctx.client.getUserId());
      return h("div", { class: "k-sys", dir: "auto" }, icon(glyph), h("span", null, text));
    }
    default:
      return messageElement(ctx, row, actions);
  }
}

function messageElement(ctx, row, actions) {
  const { event, own, grouped } = row;
  const name = event.sender?.name ?? event.getSender();
  const classes = ["k-msg", own && "k-msg--own", grouped && "k-msg--grouped"].filter(Boolean).join(" ");
  return h(
    "article",
    { class: classes, tabIndex: -1, "aria-label": label(row, name), data: { event: event.getId(), testid: "message", own } },
    !own && (grouped ? h("span") : personAvatar(event.getSender(), name)),
    h("div", { class: `k-msg__body${isWide(event) ? " k-msg__body--full" : ""}` }, bubble(ctx, row, own || row.direct || (grouped && !levelOf(event.getContent())) ? undefined : name, actions), !event.isRedacted() && reactionRow(row, actions)),
  );
}

/** Cards and urgent messages are as wide as the column. */
function isWide(event) {
  return !event.isRedacted() && (isStructuredMessage(event) || levelOf(event.getContent()) === "urgent");
}

function bubble(ctx, row, name, actions) {
  const { event, own, state } = row;
  const deleted = event.isRedacted();
  if (!deleted && isStructuredMessage(event)) return structured(ctx, row, name, actions);
  if (!deleted && isCall(event)) return h("div", { class: "k-bubble", data: { target: row.target } }, name && h("span", { class: "k-bubble__who", dir: "auto" }, name), callBody(ctx, event, row.call), meta(row, own, state, actions));
  const content = withoutLead(event.getContent());
  const level = !deleted && levelOf(content);
  const unreadable = !deleted && (event.isDecryptionFailure() || event.getType() === "m.room.encrypted");
  const special = !deleted && !unreadable && specialBody(ctx, content);
  const media = special || (!deleted && !unreadable && mediaBody(ctx, event, actions));
  if (media?.caption) return photoWithWords(row, name, media, quote(ctx, event, actions), meta(row, own, state, actions), tools(event, actions));
  const classes = ["k-bubble", media?.photo && "k-bubble--media", deleted && "k-bubble--deleted", level && `k-bubble--${level}`, !media && !unreadable && !level && "k-bubble--line"].filter(Boolean);
  return h(
    "div",
    { class: classes.join(" "), data: { target: row.target } },
    level ? priorityHead(content, name) : name && h("span", { class: "k-bubble__who", dir: "auto" }, name),
    !deleted && content["org.konsil.forwarded"] === true && h("span", { class: "k-small k-muted k-forwarded" }, icon("arrow-right"), t("forward.mark")),
    !deleted && !unreadable && quote(ctx, event, actions),
    deleted ? h("span", null, t("msg.deleted")) : unreadable ? unreadableBody(event, actions) : (media?.element ?? text(ctx, event, content)),
    level && ackPart(ctx, event),
    meta(row, own, state, actions),
    !deleted && tools(event, actions),
  );
}

/** Contacts and places have bodies of their own. */
function specialBody(ctx, content) {
  const contact = fromVcard(content["org.konsil.vcard"]);
  if (contact) return { element: contactBody(ctx, contact) };
  const place = content.msgtype === "m.location" && parseGeo(content.geo_uri);
  if (place) return { element: locationBody(content.geo_uri, typeof content["org.konsil.place"] === "string" ? content["org.konsil.place"] : content.body, coordinatesText(place)) };
  return undefined;
}

/** A card takes the whole width, what only its text can show is a bubble. */
function structured(ctx, row, name, actions) {
  const { event, own, state } = row;
  const { element, card } = structuredBody(ctx, event);
  const who = name && h("span", { class: "k-bubble__who", dir: "auto" }, name);
  const toolbar = tools(event, actions);
  if (card) return h("div", { class: "k-bubble k-bubble--card", data: { target: row.target } }, element, own && meta(row, own, state, actions), toolbar);
  return h("div", { class: "k-bubble", data: { target: row.target } }, who, element, meta(row, own, state, actions), toolbar);
}

/** The words stand beside the photo where there is room, under it where there is not. */
function photoWithWords(row, name, media, quoted, metaLine, toolbar) {
  return h(
    "div",
    { class: "k-bubble k-bubble--media k-bubble--side", data: { target: row.target } },
    media.element,
    h("div", { class: "k-bubble__aside" }, name && h("span", { class: "k-bubble__who", dir: "auto" }, name), quoted, h("p", { class: "k-text", dir: "auto", data: { testid: "message-text" } }, media.caption), metaLine),
    toolbar,
  );
}

function text(ctx, event, content) {
  const parts = isFormatted(content) ? formatted(content, names(ctx, event)) : plain(content);
  const classes = ["k-text", content.msgtype === "m.emote" && "k-text--emote", content.msgtype === "m.notice" && "k-muted", isFormatted(content) && "k-text--formatted"].filter(Boolean);
  return h("div", { class: classes.join(" "), dir: "auto", data: { testid: "message-text" } }, parts);
}

function names(ctx, event) {
  const room = ctx.client.getRoom(event.getRoomId());
  return { nameOf: (userId) => room?.getMember(userId)?.name, ownId: ctx.client.getUserId() };
}

function plain(content) {
  return pieces(stripFallback(content)).map((piece) => (piece.href ? h("a", { href: piece.href, target: "_blank", rel: "noopener noreferrer" }, piece.text) : piece.text));
}

function unreadableBody(event, actions) {
  const [kind, action] = actions.unreadableKind(event);
  return h(
    "div",
    { class: "k-undecryptable", data: { testid: "unreadable" } },
    icon("lock"),
    h("span", null, h("b", null, t(`utd.${kind}.title`)), " ", t(`utd.${kind}.text`), action && [" ", h("button", { type: "button", class: "k-link", on: { click: action } }, t("utd.restore"))]),
  );
}

function quote(ctx, event, actions) {
  const id = event.replyEventId;
  if (!id) return undefined;
  const original = actions.find(id);
  const author = original ? (original.getSender() === ctx.client.getUserId() ? t("you.name") : (original.sender?.name ?? original.getSender())) : t("quote.earlier");
  const line = original ? describe(original).text : t("quote.load");
  return h("button", { type: "button", class: "k-quote", on: { click: () => actions.jump(id) }, data: { testid: "quote" } }, h("span", { class: "k-sr" }, t("quote.label"), " "), h("b", { dir: "auto" }, author), h("span", { class: "k-sr" }, ": "), h("span", { class: "k-clip", dir: "auto" }, line));
}

function meta(row, own, state, actions) {
  const { event } = row;
  const words = [];
  if (event.replacingEvent()) words.push(t("msg.edited"));
  if (own && (state === "queued" || state === "sending")) words.push(t(`ticks.${state}`));
  if (own && state === "read" && row.last) words.push(t("msg.readBy", row.readers, row.members));
  if (own && state === "failed") {
    return h("span", { class: "k-meta" }, h("button", { type: "button", class: "k-link k-link--retry", on: { click: () => actions.retry(event) }, data: { testid: "retry" } }, t("msg.retry")), ticks("failed"), iconButton("trash", t("msg.discard"), () => actions.discard(event), { class: "k-icon-button--small", data: { testid: "discard" } }));
  }
  return h("span", { class: "k-meta" }, h("time", { datetime: new Date(row.ts).toISOString() }, clock(row.ts)), words.map((word) => ` · ${word}`), own && !event.isRedacted() && ticks(state));
}

/** Nothing for what is not sent yet, nor where nothing can be done any more. */
function tools(event, actions) {
  if (event.status || actions.readOnly) return undefined;
  return h(
    "div",
    { class: "k-msg-tools", role: "group", "aria-label": t("msg.tools") },
    iconButton("reply", t("msg.reply"), () => actions.reply(event), { data: { testid: "reply" } }),
    iconButton("face-smile", t("react.add"), () => actions.chooseReaction(event), { data: { testid: "react" } }),
    iconButton("ellipsis-v", t("msg.more"), (e) => actions.menu(event, e.currentTarget), { data: { testid: "message-menu" } }),
  );
}

/** "Nachtdienst 3B, 02:41, Foto: Rötung …, gelesen von 4" */
function label(row, name) {
  const { event, own, state } = row;
  const parts = [own ? t("you.name") : name, new Date(row.ts).toLocaleTimeString(lang(), { hour: "2-digit", minute: "2-digit" }), describe(event).text];
  if (own) parts.push(state === "read" ? t("msg.readBy", row.readers, row.members) : t(`ticks.${state}`));
  return parts.filter(Boolean).join(", ");
}

