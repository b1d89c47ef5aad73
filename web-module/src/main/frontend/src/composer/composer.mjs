// Where a message is written. The draft is kept sealed on this device, no field has a name, no form is ever submitted.
import { h, iconButton, focusAgain } from "../lib/dom.mjs";
import { confirmDialog, toast } from "../lib/dialog.mjs";
import { t, tn } from "../lib/i18n.mjs";
import { dateAndTime } from "../lib/time.mjs";
import { askTime } from "../scheduling/dialogs.mjs";
import { chooseEmoji } from "../emoji/panel.mjs";
import { describe, stripFallback } from "../rooms/preview.mjs";
import { hasCamera, takePhoto } from "../media/camera.mjs";
import { canRecord, voiceContent } from "../media/voice-recorder.mjs";
import { sendQuestionnaire } from "../questionnaire/send.mjs";
import { levelOf, withPriority } from "../clinical/priority.mjs";
import { openAttachMenu } from "./attach-menu.mjs";
import { confirmFile } from "./confirm-file.mjs";
import { EVERYBODY, editContent, textContent } from "./content.mjs";
import { choosePriority } from "./priority-menu.mjs";
import { MentionPicker } from "./mention-picker.mjs";
import { TypingNotice } from "./typing-notice.mjs";
import { VoiceBar } from "./voice-bar.mjs";

const ASK_EVERYBODY_FROM = 10;

export class Composer {
  #ctx;
  #room;
  #replyTo;
  #editing;
  #mentions = [];
  #priority;
  #typing;

  constructor(ctx, room) {
    this.#ctx = ctx;
    this.#room = room;
    this.#typing = new TypingNotice(ctx, room.roomId);
    this.field = h("textarea", { rows: 1, "aria-label": t("composer.label"), placeholder: t("composer.placeholder"), dir: "auto", enterkeyhint: ctx.phone() ? "enter" : "send", data: { testid: "composer" }, on: { input: () => this.#input(), keydown: (e) => this.#key(e), paste: (e) => this.#files(e, e.clipboardData) } });
    this.field.value = ctx.drafts.get(room.roomId) ?? "";
    this.picker = new MentionPicker(this.field, () => this.#people(), (person) => (this.#mentions.push(person), this.#input()));
    this.over = h("div", { class: "k-composer__over", hidden: true });
    this.file = h("input", { type: "file", multiple: true, hidden: true, data: { testid: "file-input" }, on: { change: () => this.#picked(this.file) } });
    this.photo = h("input", { type: "file", accept: "image/*", capture: "environment", hidden: true, data: { testid: "photo-input" }, on: { change: () => this.#picked(this.photo) } });
    this.questionnaire = h("input", { type: "file", accept: "application/json,.json", hidden: true, data: { testid: "questionnaire-input" }, on: { change: () => this.#sendQuestionnaire() } });
    this.flag = iconButton("flag-fill", t("prio.title"), () => this.#choosePriority(), { data: { testid: "priority-button" } });
    this.send = iconButton("send", t("composer.send"), () => this.#send(), { class: "k-icon-button--primary", data: { testid: "send" } });
    this.mic = iconButton("microphone", t("voice.record"), () => this.#record(), { class: "k-icon-button--primary", data: { testid: "record" } });
    this.element = h(
      "form",
      { class: "k-composer", "aria-label": t("composer.form"), on: { submit: (e) => e.preventDefault() } },
      this.picker.element,
      this.over,
      iconButton("plus", t("attach.title"), () => openAttachMenu(ctx, room, this), { data: { testid: "attach" } }),
      h("div", { class: "k-composer__field" }, this.field, iconButton("face-smile", t("composer.emoji"), () => this.#emoji(), { class: "k-desk-only", data: { testid: "emoji-button" } }), this.flag, iconButton("camera", t("composer.photo"), () => this.#camera(), { data: { testid: "photo-button" } })),
      this.send,
      this.mic,
      this.file,
      this.photo,
      this.questionnaire,
    );
    this.element.addEventListener("dragover", (e) => e.preventDefault());
    this.element.addEventListener("drop", (e) => this.#files(e, e.dataTransfer));
    this.#update();
  }

  focus() {
    if (!this.#ctx.phone()) this.field.focus();
  }

  reply(event) {
    this.#leaveEdit();
    this.#replyTo = event;
    const own = event.getSender() === this.#ctx.client.getUserId();
    this.#showOver(own ? t("you.name") : (event.sender?.name ?? event.getSender()), describe(event).text, t("composer.noReply"), "cancel-reply");
  }

  /** The message comes back into the field; the draft that stood there waits. */
  edit(event) {
    this.#replyTo = undefined;
    this.#editing = event;
    const content = event.getContent();
    this.#mentions = (content["m.mentions"]?.user_ids ?? []).map((userId) => ({ userId, name: this.#room.getMember(userId)?.name ?? userId }));
    this.field.value = stripFallback(content);
    this.#showOver(t("composer.editing"), describe(event).text, t("composer.noEdit"), "cancel-edit");
    this.#update();
  }

  /** True when Escape had something to close here. */
  escape() {
    if (!this.#replyTo && !this.#editing) return false;
    this.#clearOver();
    return true;
  }

  /** Files dropped anywhere on the conversation. */
  drop(event) {
    this.#files(event, event.dataTransfer);
  }

  #people() {
    const own = this.#ctx.client.getUserId();
    return this.#room
      .getJoinedMembers()
      .filter(({ userId }) => userId !== own)
      .map(({ userId, name }) => ({ userId, name }))
      .sort((a, b) => a.name.localeCompare(b.name));
  }

  #showOver(title, line, cancel, testid) {
    this.over.replaceChildren(h("span", { class: "k-quote" }, h("b", { dir: "auto" }, title), h("span", { class: "k-clip", dir: "auto" }, line)), iconButton("times", cancel, () => this.#clearOver(), { data: { testid } }));
    this.over.hidden = false;
    focusAgain(this.field);
  }

  #clearOver() {
    this.#leaveEdit();
    this.#replyTo = undefined;
    this.over.hidden = true;
    this.over.replaceChildren();
    focusAgain(this.field);
  }

  #leaveEdit() {
    if (!this.#editing) return;
    this.#editing = undefined;
    this.#mentions = [];
    this.field.value = this.#ctx.drafts.get(this.#room.roomId) ?? "";
    this.#update();
  }

  #input() {
    if (!this.#editing) this.#ctx.drafts.set(this.#room.roomId, this.field.value);
    this.picker.update();
    this.#update();
    this.#typing.set(Boolean(this.field.value));
  }

  #update() {
    const empty = !this.field.value.trim();
    this.mic.hidden = !empty || !canRecord() || Boolean(this.#editing);
    this.send.hidden = !this.mic.hidden;
    this.send.setAttribute("aria-disabled", String(empty));
  }

  #key(event) {
    if (this.picker.key(event) || event.isComposing) return;
    if (event.key === "ArrowUp" && !this.field.value && !this.#editing) return this.#editLast(event);
    if (event.key !== "Enter") return;
    const sends = this.#ctx.preferences.get("enterSends") && !this.#ctx.phone();
    if (event.ctrlKey || event.metaKey || (sends && !event.shiftKey)) {
      event.preventDefault();
      this.#send();
    }
  }

  #editLast(event) {
    const own = this.#ctx.client.getUserId();
    const last = this.#room.getLiveTimeline().getEvents().findLast((e) => e.getSender() === own && this.editable(e));
    if (!last) return;
    event.preventDefault();
    this.edit(last);
  }

  /** One's own text that has arrived can be changed; what others were asked to acknowledge must stay as it was. */
  editable(event) {
    return event.getSender() === this.#ctx.client.getUserId() && event.getType() === "m.room.message" && event.getContent().msgtype === "m.text" && !levelOf(event.getContent()) && !event.status && !event.isRedacted() && event.getWireContent()["m.relates_to"]?.rel_type !== "m.replace";
  }

  async #send() {
    const body = this.field.value.trim();
    if (!body) return focusAgain(this.field);
    if (!(await this.#mayCallEverybody(body))) return undefined;
    const content = this.#content(body);
    this.#empty();
    // a failure stands at the message itself
    this.#ctx.client.sendMessage(this.#room.roomId, content).catch(() => {});
    return focusAgain(this.field);
  }

  /** Sends what is written at a time that the user chooses; until then it stays here if that fails. */
  async schedule() {
    const body = this.field.value.trim();
    if (!body) return toast(t("schedule.empty"));
    const at = await askTime();
    if (!at) return focusAgain(this.field);
    try {
      await this.#ctx.scheduled.add(this.#room, this.#content(body), at);
    } catch {
      return toast(t("failed"), "urgent");
    }
    toast(t("schedule.done", dateAndTime(at)));
    return this.#empty();
  }

  /** What was written is on its way. */
  #empty() {
    this.field.value = "";
    this.#mentions = [];
    this.#setPriority(undefined);
    if (this.#editing) this.#editing = undefined;
    else this.#ctx.drafts.delete(this.#room.roomId);
    this.field.value = this.#ctx.drafts.get(this.#room.roomId) ?? "";
    if (!this.over.hidden) this.#clearOver();
    this.#update();
    this.#typing.set(false);
  }

  #content(body) {
    const ownId = this.#ctx.client.getUserId();
    if (this.#editing) return editContent(body, { eventId: this.#editing.getId(), mentions: this.#mentions, ownId, before: this.#editing.getContent() });
    const content = this.#text(body, ownId);
    return this.#priority ? withPriority(content, this.#priority) : content;
  }

  #text(body, ownId) {
    const replyTo = this.#replyTo && { id: this.#replyTo.getId(), sender: this.#replyTo.getSender() };
    return textContent(body, { mentions: this.#mentions, replyTo, ownId });
  }

  /** Calling many people at night is asked once more. */
  #mayCallEverybody(body) {
    const everybody = this.#mentions.some(({ userId, name }) => userId === EVERYBODY && body.includes(`@${name}`));
    const count = this.#room.getJoinedMemberCount() - 1;
    if (!everybody || count < ASK_EVERYBODY_FROM) return true;
    return confirmDialog({ title: t("mention.sure.title"), text: tn("mention.sure.text", count), yes: t("composer.send"), testid: "everybody-dialog" });
  }

  async #choosePriority() {
    const priority = await choosePriority(Math.max(0, this.#room.getJoinedMemberCount() - 1));
    if (priority !== undefined) this.#setPriority(priority ?? undefined);
    focusAgain(this.field);
  }

  #setPriority(priority) {
    this.#priority = priority;
    const label = priority ? `${t("prio.title")}: ${priority.word}` : t("prio.title");
    this.flag.setAttribute("aria-label", label);
    this.flag.title = label;
    if (priority) this.element.dataset.priority = priority.level;
    else delete this.element.dataset.priority;
  }

  /** What the attach menu needs: the text so far, more text, a file, a finished content. */
  get text() {
    return this.field.value.trim();
  }

  insert(text) {
    if (text) {
      this.field.setRangeText(text, this.field.selectionStart, this.field.selectionEnd, "end");
      this.#input();
    }
    focusAgain(this.field);
  }

  pickFile() {
    this.file.click();
  }

  pickQuestionnaire() {
    this.questionnaire.click();
  }

  #sendQuestionnaire() {
    const [file] = this.questionnaire.files;
    if (file) sendQuestionnaire(this.#ctx.client, this.#room, file);
    this.questionnaire.value = "";
  }

  sendContent(content) {
    this.#ctx.client.sendMessage(this.#room.roomId, content).catch(() => {});
    focusAgain(this.field);
  }

  async #emoji() {
    const { selectionStart, selectionEnd } = this.field;
    const emoji = await chooseEmoji(this.#ctx);
    if (!emoji) return;
    focusAgain(this.field);
    this.field.setRangeText(emoji, selectionStart, selectionEnd, "end");
    this.#input();
  }

  #record() {
    const bar = new VoiceBar((recording) => {
      bar.element.remove();
      delete this.element.dataset.recording;
      if (recording) this.#addUpload(new File([recording.blob], t("voice.fileName"), { type: recording.blob.type }), { extra: voiceContent(recording) });
      focusAgain(this.field);
    });
    this.element.append(bar.element);
    this.element.dataset.recording = "";
    bar.start();
  }

  /** In the page where there is a camera, else by what the device offers. */
  async #camera() {
    if (!hasCamera()) return this.photo.click();
    let file;
    try {
      file = await takePhoto();
    } catch {
      return this.photo.click();
    }
    return file && this.#attach([file]);
  }

  #addUpload(file, options) {
    this.#ctx.uploads.add(this.#room.roomId, file, { ...options, replyTo: this.#replyTo?.getId() });
    if (this.#replyTo) this.#clearOver();
  }

  #files(event, transfer) {
    const files = [...(transfer?.files ?? [])];
    if (!files.length) return;
    event.preventDefault();
    this.#attach(files);
  }

  #picked(input) {
    const files = [...input.files];
    input.value = "";
    if (files.length) this.#attach(files);
  }

  async #attach(files) {
    for (const file of files) {
      const choice = await confirmFile(file, this.#room.name);
      if (!choice) break;
      this.#addUpload(choice.file, { caption: choice.caption, extra: choice.annotated ? { "org.konsil.annotated": true } : {} });
    }
    focusAgain(this.field);
  }
}
