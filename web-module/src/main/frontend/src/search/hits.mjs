// What the list's search field finds beside chats: messages and files.
import { h, icon } from "../lib/dom.mjs";
import { t, tn } from "../lib/i18n.mjs";
import { dateAndTime, shortTime } from "../lib/time.mjs";
import { hiddenIds } from "../timeline/hidden.mjs";

const LEAST_LETTERS = 2;

/** Groups of hits for the query, or undefined when it is too short to search for. */
export function hitGroups(ctx, query) {
  if (query.trim().length < LEAST_LETTERS) return undefined;
  const hits = ctx.search.search(query, { limit: 60 }).filter(({ roomId, id }) => isShown(ctx.client.getRoom(roomId), id));
  const texts = hits.filter(({ kind }) => kind === "text");
  const files = hits.filter(({ kind }) => kind === "file");
  const since = ctx.search.since();
  return h(
    "div",
    { data: { testid: "search-hits" } },
    group(ctx, t("search.messages"), texts, query),
    group(ctx, t("search.files"), files, query),
    h("p", { class: "k-small k-muted k-hits__note", role: "status" }, hits.length ? tn("search.count", hits.length) : t("search.nothing"), since ? ` ${t("search.since", dateAndTime(since))}` : ""),
  );
}

function isShown(room, id) {
  return Boolean(room) && !hiddenIds(room).has(id);
}

function group(ctx, title, hits, query) {
  return hits.length > 0 && [h("h2", { class: "k-group" }, title), h("ul", { "aria-label": title }, hits.map((hit) => h("li", null, hitLink(ctx, hit, query))))];
}

function hitLink(ctx, hit, query) {
  const room = ctx.client.getRoom(hit.roomId);
  const author = room.getMember(hit.sender)?.name ?? hit.sender;
  return h(
    "button",
    { type: "button", class: "k-room k-hit k-inset", data: { testid: "search-hit" }, on: { click: () => ctx.openMessage(hit.roomId, hit.id) } },
    h("span", { class: "k-avatar", "aria-hidden": "true", data: { kind: "org", hue: "1" } }, icon(hit.kind === "file" ? "paperclip" : "comment")),
    h("span", { class: "k-room__top" }, h("span", { class: "k-room__name" }, h("span", { class: "k-clip", dir: "auto" }, room.name)), h("time", { class: "k-room__time" }, shortTime(hit.ts))),
    h("span", { class: "k-room__bottom" }, h("span", { class: "k-room__text" }, h("span", { class: "k-clip", dir: "auto" }, `${author}: `, marked(excerpt(hit.text, query), query)))),
  );
}

/** The part of the text around the first hit. */
export function excerpt(text, query) {
  const word = query.trim().split(/\s+/)[0].toLocaleLowerCase();
  const at = text.toLocaleLowerCase().indexOf(word);
  return at > 16 ? `… ${text.slice(text.lastIndexOf(" ", at - 8) + 1)}` : text;
}

function marked(text, query) {
  const word = query.trim().split(/\s+/)[0];
  const at = text.toLocaleLowerCase().indexOf(word.toLocaleLowerCase());
  if (at < 0) return text;
  return [text.slice(0, at), h("mark", { class: "k-mark" }, text.slice(at, at + word.length)), text.slice(at + word.length)];
}
