// A call in the timeline: what happened, and what can still be done about it.
import { h, icon, button } from "../lib/dom.mjs";
import { t, tn } from "../lib/i18n.mjs";
import { duration } from "../lib/time.mjs";
import { INVITE, callOutcome, gathering, isOpen, isVideo } from "./call-events.mjs";

/**
 * @param on true when this device has calls
 * @returns {glyph, title, text, missed?, actions: ["again"|"join"|"wait"|"end"], waiting: [{userId, name}]}
 */
export function callLine(room, event, { ownId, on = true, now = Date.now() }) {
  const events = room.getLiveTimeline().getEvents();
  const line = event.getType() === INVITE ? between(event, events, ownId, now) : gathered(room, event, events, ownId, now);
  return on ? line : { ...line, actions: [], waiting: [] };
}

function between(invite, events, ownId, now) {
  const { outcome, ms } = callOutcome(invite, events, now);
  const own = invite.getSender() === ownId;
  const video = isVideo(invite);
  const missed = !own && outcome === "missed";
  const text = outcome === "missed" && own ? t("call.line.noAnswer") : ms === undefined ? t(`call.line.${outcome}`) : t("call.line.lasted", duration(ms));
  return { glyph: video ? "video" : "phone", title: t(`call.line.${missed ? "missedFrom" : own ? "out" : "in"}.${video ? "video" : "voice"}`), text: missed ? "" : text, missed, actions: missed ? ["again"] : [], waiting: [] };
}

function gathered(room, call, events, ownId, now) {
  const state = gathering(call, events);
  const open = isOpen(call, state, now);
  const own = call.getSender() === ownId;
  const inside = state.present.has(ownId);
  const glyph = state.video ? "video" : "phone";
  if (state.kind === "consultation") {
    const waiting = own && open ? [...state.waiting.keys()].filter((userId) => !state.admitted.has(userId)).map((userId) => ({ userId, name: room.getMember(userId)?.name ?? userId })) : [];
    const text = !open ? t("call.line.ended") : own ? (waiting.length ? tn("call.line.waiting", waiting.length) : t("call.line.nobodyWaits")) : state.waiting.has(ownId) ? t("call.line.youWait") : inside ? t("call.line.running") : t("call.line.mayWait");
    return { glyph, title: t("call.consultation"), text, actions: !open ? [] : own ? ["end"] : inside || state.waiting.has(ownId) ? [] : ["wait"], waiting };
  }
  const text = open ? tn("call.people", state.present.size) : state.emptied ? t("call.line.lasted", duration(state.emptied - call.getTs())) : t("call.line.ended");
  return { glyph, title: t(state.video ? "call.group.video" : "call.group.voice"), text, actions: open && !inside ? ["join"] : [], waiting: [] };
}

/** The body of the message. */
export function callBody(ctx, event, { glyph, title, text, missed, actions, waiting }) {
  const room = ctx.client.getRoom(event.getRoomId());
  const { calls } = ctx;
  const work = {
    again: ["call.again", () => calls.start(room, glyph === "video")],
    join: ["call.join", () => calls.join(room, event)],
    wait: ["call.wait", () => calls.wait(room, event)],
    end: ["call.end", () => calls.endConsultation(room, event)],
  };
  return h(
    "div",
    { class: "k-callline", data: { missed, testid: "call-line" } },
    icon(glyph),
    h("span", null, h("b", { class: "k-block" }, title), text && h("span", { class: "k-small k-muted", data: { testid: "call-line-text" } }, text)),
    waiting.length > 0 && h("ul", { class: "k-callline__waiting" }, waiting.map(({ userId, name }) => h("li", { class: "k-row" }, h("span", { class: "k-grow k-clip", dir: "auto" }, name), button("k-button k-button--primary", "check", t("call.letIn"), () => calls.letIn(room, event, userId), { "aria-label": t("call.letInName", name), data: { testid: "call-let-in", user: userId } })))),
    actions.map((action) => button(`k-button${action === "end" ? "" : " k-button--primary"}`, null, t(work[action][0]), work[action][1], { data: { testid: `call-${action}` } })),
  );
}
