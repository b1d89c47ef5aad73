// The keyboard's ways through Konsil (listed under "?").
import { acknowledge, urgentOf } from "./clinical/priority.mjs";
import { toast } from "./lib/dialog.mjs";
import { byId } from "./lib/dom.mjs";
import { t } from "./lib/i18n.mjs";

/** The panes in reading order, and where in each the focus goes. */
const PANES = { list: '.k-room[tabindex="0"], #list-search', main: "textarea", details: "button" };

export function watchShortcuts(ctx) {
  document.addEventListener("keydown", (event) => {
    if (document.querySelector("dialog[open], .ui-dialog[aria-hidden=false]")) return;
    const work = find(event, ctx);
    if (!work) return;
    event.preventDefault();
    work();
  });
}

function find(event, ctx) {
  const { key, ctrlKey, altKey, shiftKey, metaKey } = event;
  const command = (ctrlKey || metaKey) && !altKey;
  const letter = key.toLowerCase();
  if (command && shiftKey && letter === "l") return () => ctx.actions.lock();
  if (command && key === "Enter" && ctx.conversation && !event.target.value?.trim()) return () => acknowledgeFirst(ctx);
  if (command && !shiftKey && letter === "k") return () => toList(ctx);
  if (command && !shiftKey && letter === "f" && ctx.conversation) return () => ctx.conversation.find.open();
  if (command && !shiftKey && letter === "n") return () => ctx.actions["new-chat"]();
  if (altKey && (key === "ArrowUp" || key === "ArrowDown")) return () => step(ctx, key === "ArrowDown" ? 1 : -1, shiftKey);
  if (key === "F6") return () => nextPane(shiftKey ? -1 : 1);
  if (key === "Escape") return () => escape(ctx);
  if (key === "?" && !event.target.closest("input, textarea") && ctx.preferences.get("letterKeys")) return () => window.PF?.("keysDialog").show();
  return undefined;
}

/** The oldest urgent message of the open chat that waits for the user. */
function acknowledgeFirst({ client, conversation }) {
  const [first] = urgentOf(conversation.room, client.getUserId());
  if (first) acknowledge(client, conversation.room, first, t("ack.done")).catch(() => toast(t("failed"), "urgent"));
}

function toList(ctx) {
  if (ctx.router.view !== "chats") ctx.router.go("/");
  byId("list-search").focus();
}

function step(ctx, by, unreadOnly) {
  const rows = ctx.list.rows;
  const at = rows.findIndex((row) => row.id === ctx.router.roomId);
  for (let i = at + by; i >= 0 && i < rows.length; i += by) {
    if (!unreadOnly || rows[i].unread > 0) return ctx.router.openRoom(rows[i].id);
  }
  return undefined;
}

function nextPane(by) {
  const panes = Object.keys(PANES).map(byId).filter((pane) => pane?.offsetParent !== null && pane.childElementCount > 0);
  const at = panes.findIndex((pane) => pane.contains(document.activeElement));
  const next = panes[(at + by + panes.length) % panes.length];
  (next?.querySelector(PANES[next.id]) ?? next)?.focus();
}

/** Closes what is open, then goes to where one writes. */
function escape(ctx) {
  const open = ctx.conversation;
  if (!open) return;
  if (open.find.close() || open.composer.escape()) return;
  if (open.details.isOpen && !ctx.wide()) open.details.close();
  else open.composer.field.focus();
}
