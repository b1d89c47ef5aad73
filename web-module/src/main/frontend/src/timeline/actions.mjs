// What can be done with a message.
import { DecryptionFailureCode } from "../sdk.mjs";
import { h, icon } from "../lib/dom.mjs";
import { confirmDialog, openDialog, toast } from "../lib/dialog.mjs";
import { dateAndTime } from "../lib/time.mjs";
import { t } from "../lib/i18n.mjs";
import { stripFallback } from "../rooms/preview.mjs";
import { saveBlob, sourceOf } from "../media/downloads.mjs";
import { viewPhoto } from "../media/viewer.mjs";
import { askText } from "../rooms/ask-text.mjs";

const REDACT_MS = 24 * 3_600_000; // A_25575-01, A_28358
const NEVER = new Set([DecryptionFailureCode.HISTORICAL_MESSAGE_NO_KEY_BACKUP, DecryptionFailureCode.HISTORICAL_MESSAGE_BACKUP_UNCONFIGURED]);

export function messageActions(ctx, room, composer) {
  const { client } = ctx;
  const ownId = client.getUserId();
  const actions = {
    reply: (event) => composer.reply(event),
    view: (event) => viewPhoto(ctx, event),
    retry: (event) => client.resendEvent(event, room).catch(() => {}),
    discard: (event) => client.cancelPendingEvent(event),
    download: async (event, onProgress) => {
      const content = event.getContent();
      saveBlob(await ctx.media.fetch(sourceOf(content), onProgress), content.filename ?? content.body);
    },
    unreadableKind: (event) => unreadableKind(ctx, event),
    menu: (event) => messageMenu(ctx, room, event, actions),
    letter: (key, event) => {
      const letter = key.key.toLowerCase();
      if (letter === "r") {
        key.preventDefault();
        composer.reply(event);
      } else if (key.key === "Delete" && mayRedact(event, ownId)) {
        key.preventDefault();
        redact(ctx, room, event);
      }
    },
  };
  return actions;
}

/** [text key, what the user can do]: a message that will heal itself needs no button. */
function unreadableKind(ctx, event) {
  const reason = event.decryptionFailureReason;
  if (reason === DecryptionFailureCode.HISTORICAL_MESSAGE_USER_NOT_JOINED) return ["before"];
  if (NEVER.has(reason)) return ["never", () => ctx.router.go("/recovery")];
  return ["wait"];
}

function mayRedact(event, ownId) {
  return event.getSender() === ownId && !event.status && !event.isRedacted() && Date.now() - event.getTs() < REDACT_MS;
}

async function redact(ctx, room, event) {
  const sure = await confirmDialog({ title: t("redact.title"), text: t("redact.text"), yes: t("redact.button"), danger: true, testid: "redact-dialog" });
  if (sure) await ctx.client.redactEvent(room.roomId, event.getId()).catch(() => toast(t("failed"), "urgent"));
}

function messageMenu(ctx, room, event, actions) {
  const ownId = ctx.client.getUserId();
  const readers = room.getUsersReadUpTo(event).filter((id) => id !== ownId && id !== event.getSender());
  return openDialog({
    title: t("msg.more"),
    testid: "message-menu-dialog",
    build: (close) => {
      const entry = (glyph, label, work, testid) =>
        h("button", { type: "button", class: "k-menu__item", data: { testid }, on: { click: () => (close(), work()) } }, icon(glyph), label);
      const text = event.getContent().msgtype === "m.text" ? stripFallback(event.getContent()) : undefined;
      return h(
        "div",
        { class: "k-menu" },
        h("p", { class: "k-small k-muted", dir: "auto" }, `${event.sender?.name ?? event.getSender()} · ${dateAndTime(event.getTs())}`),
        entry("reply", t("msg.reply"), () => actions.reply(event), "menu-reply"),
        text && entry("copy", t("msg.copy"), () => navigator.clipboard.writeText(text).then(() => toast(t("copied"))), "menu-copy"),
        readers.length > 0 && h("p", { class: "k-small k-muted k-menu__note" }, t("msg.readers", readers.map((id) => room.getMember(id)?.name ?? id).join("; "))),
        mayRedact(event, ownId) && entry("trash", t("redact.button"), () => redact(ctx, room, event), "menu-redact"),
        event.getSender() !== ownId && entry("flag-fill", t("report.button"), () => report(ctx, room, event), "menu-report"),
      );
    },
  });
}

async function report(ctx, room, event) {
  const reason = await askText({ title: t("report.title"), label: t("report.label"), hint: t("report.hint"), max: 500 });
  if (!reason) return;
  await ctx.client.reportEvent(room.roomId, event.getId(), -100, reason).then(
    () => toast(t("report.done")),
    () => toast(t("failed"), "urgent"),
  );
}

