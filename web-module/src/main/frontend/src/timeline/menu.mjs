// "More" at a message: all that can be done with it, in words.
import { h, icon } from "../lib/dom.mjs";
import { openDialog, toast } from "../lib/dialog.mjs";
import { dateAndTime } from "../lib/time.mjs";
import { t } from "../lib/i18n.mjs";
import { fallbackText } from "../clinical/fhir.mjs";
import { withoutLead } from "../clinical/priority.mjs";
import { isStructuredMessage } from "./kinds.mjs";
import { stripFallback } from "../rooms/preview.mjs";
import { mayPin, pinnedIds } from "./pins.mjs";
import { reactionsOf } from "./reactions.mjs";
import { mayRedact, redactable } from "./redaction.mjs";

export function messageMenu(ctx, room, event, actions) {
  return openDialog({
    title: t("msg.more"),
    testid: "message-menu-dialog",
    build: (close) => {
      const entry = (glyph, label, work, testid) => h("button", { type: "button", class: "k-menu__item", data: { testid }, on: { click: () => (close(), work()) } }, icon(glyph), label);
      return h("div", { class: "k-menu" }, h("p", { class: "k-small k-muted", dir: "auto" }, `${event.sender?.name ?? event.getSender()} · ${dateAndTime(event.getTs())}`), entries(ctx, room, event, actions).map((values) => entry(...values)), tooOld(event, ctx.client.getUserId()));
    },
  });
}

function entries(ctx, room, event, actions) {
  const ownId = ctx.client.getUserId();
  const own = event.getSender() === ownId;
  const content = event.getContent();
  const text = content.msgtype === "m.text" ? stripFallback(withoutLead(content)) : isStructuredMessage(event) ? fallbackText(content) : undefined;
  const readable = !event.isDecryptionFailure() && event.getType() !== "m.room.encrypted";
  const pinned = pinnedIds(room).includes(event.getId());
  return [
    ["reply", t("msg.reply"), () => actions.reply(event), "menu-reply"],
    readable && ["face-smile", t("react.add"), () => actions.chooseReaction(event), "menu-react"],
    readable && reactionsOf(room, event, ownId).length > 0 && ["users", t("react.who"), () => actions.whoReacted(event), "menu-reactors"],
    actions.editable(event) && ["pencil", t("msg.edit"), () => actions.edit(event), "menu-edit"],
    text && ["copy", t("msg.copy"), () => navigator.clipboard.writeText(text).then(() => toast(t("copied"))), "menu-copy"],
    readable && ["arrow-right", t("forward.title"), () => actions.forward(event), "menu-forward"],
    mayPin(room, ownId) && ["thumbtack", t(pinned ? "pin.remove" : "pin.add"), () => actions.pin(event, !pinned), "menu-pin"],
    ["eye", t("readers.title"), () => actions.readers(event), "menu-readers"],
    ["eye-slash", t("hide.button"), () => actions.hide(event), "menu-hide"],
    mayRedact(event, ownId) && ["trash", t("redact.button"), () => actions.redact(event), "menu-redact"],
    !own && ["flag-fill", t("report.button"), () => actions.report(event), "menu-report"],
  ].filter(Boolean);
}

/** Why the message cannot be deleted any more, rather than a button that is missing. */
function tooOld(event, ownId) {
  const late = event.getSender() === ownId && redactable(event) && !mayRedact(event, ownId);
  return late && h("p", { class: "k-small k-muted k-menu__note" }, t("redact.late"));
}
