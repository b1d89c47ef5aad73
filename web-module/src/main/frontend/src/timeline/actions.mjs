// What can be done with a message.
import { DecryptionFailureCode } from "../sdk.mjs";
import { confirmDialog, toast } from "../lib/dialog.mjs";
import { t } from "../lib/i18n.mjs";
import { emojiName, loadEmoji } from "../emoji/emoji.mjs";
import { chooseEmoji } from "../emoji/panel.mjs";
import { saveBlob, sourceOf } from "../media/downloads.mjs";
import { viewPdf } from "../media/pdf-viewer.mjs";
import { viewPhoto } from "../media/viewer.mjs";
import { askText } from "../rooms/ask-text.mjs";
import { forward } from "./forward.mjs";
import { hide } from "./hidden.mjs";
import { messageMenu } from "./menu.mjs";
import { setPinned } from "./pins.mjs";
import { mayRedact } from "./redaction.mjs";
import { showReactors, toggleReaction } from "./reactions.mjs";
import { showReaders } from "./readers.mjs";

const NEVER = new Set([DecryptionFailureCode.HISTORICAL_MESSAGE_NO_KEY_BACKUP, DecryptionFailureCode.HISTORICAL_MESSAGE_BACKUP_UNCONFIGURED]);

export function messageActions(ctx, room, composer) {
  const { client } = ctx;
  const ownId = client.getUserId();
  const actions = {
    reply: (event) => composer.reply(event),
    edit: (event) => composer.edit(event),
    editable: (event) => composer.editable(event),
    view: (event) => viewPhoto(ctx, event),
    viewPdf: (event) => viewPdf(ctx, event),
    retry: (event) => client.resendEvent(event, room).catch(() => {}),
    discard: (event) => client.cancelPendingEvent(event),
    download: async (event, onProgress) => {
      const content = event.getContent();
      saveBlob(await ctx.media.fetch(sourceOf(content), onProgress), content.filename ?? content.body);
    },
    unreadableKind: (event) => unreadableKind(ctx, event),
    menu: (event) => messageMenu(ctx, room, event, actions),
    forward: (event) => forward(ctx, event),
    pin: (event, on) => setPinned(client, room, event.getId(), on),
    readers: (event) => showReaders(ctx, room, event),
    hide: (event) => hideForMe(client, room, event),
    redact: (event) => redact(client, room, event),
    report: (event) => report(client, room, event),
    react: (event, key) => toggleReaction(client, room, event, key),
    chooseReaction: async (event) => {
      const key = await chooseEmoji(ctx);
      if (key) await toggleReaction(client, room, event, key);
    },
    whoReacted: (event) => showReactors(room, event, ownId),
    emojiName: (key) => (loadEmoji(ctx.page.assets).catch(() => {}), emojiName(key)),
    letter: (key, event) => letter(actions, key, event, ownId),
  };
  return actions;
}

/** R reply, E edit, Del delete, + react. */
function letter(actions, key, event, ownId) {
  const works = {
    r: () => actions.reply(event),
    e: () => actions.editable(event) && actions.edit(event),
    delete: () => mayRedact(event, ownId) && actions.redact(event),
    "+": () => actions.chooseReaction(event),
  };
  const work = works[key.key.toLowerCase()];
  if (!work) return;
  key.preventDefault();
  work();
}

/** [text key, what the user can do]: a message that will heal itself needs no button. */
function unreadableKind(ctx, event) {
  const reason = event.decryptionFailureReason;
  if (reason === DecryptionFailureCode.HISTORICAL_MESSAGE_USER_NOT_JOINED) return ["before"];
  if (NEVER.has(reason)) return ["never", () => ctx.router.go("/recovery")];
  return ["wait"];
}

async function redact(client, room, event) {
  const sure = await confirmDialog({ title: t("redact.title"), text: t("redact.text"), yes: t("redact.button"), danger: true, testid: "redact-dialog" });
  if (sure) await client.redactEvent(room.roomId, event.getId()).catch(() => toast(t("failed"), "urgent"));
}

async function hideForMe(client, room, event) {
  const sure = await confirmDialog({ title: t("hide.title"), text: t("hide.text"), yes: t("hide.button"), testid: "hide-dialog" });
  if (sure) await hide(client, room, event.getId()).catch(() => toast(t("failed"), "urgent"));
}

async function report(client, room, event) {
  const reason = await askText({ title: t("report.title"), label: t("report.label"), hint: t("report.hint"), max: 500 });
  if (!reason) return;
  await client.reportEvent(room.roomId, event.getId(), -100, reason).then(
    () => toast(t("report.done")),
    () => toast(t("failed"), "urgent"),
  );
}
