// Where a message is written. The draft stays in this tab's memory, no field has a name, no form is ever submitted.
import { h, iconButton } from "../lib/dom.mjs";
import { t } from "../lib/i18n.mjs";
import { describe } from "../rooms/preview.mjs";
import { confirmFile } from "./confirm-file.mjs";

const TYPING_EVERY_MS = 4_000;
const TYPING_LASTS_MS = 6_000;

export class Composer {
  #ctx;
  #room;
  #replyTo;
  #typingSent = 0;

  constructor(ctx, room) {
    this.#ctx = ctx;
    this.#room = room;
    this.field = h("textarea", { rows: 1, "aria-label": t("composer.label"), placeholder: t("composer.placeholder"), dir: "auto", enterkeyhint: ctx.phone() ? "enter" : "send", data: { testid: "composer" }, on: { input: () => this.#input(), keydown: (e) => this.#key(e), paste: (e) => this.#files(e, e.clipboardData) } });
    this.field.value = ctx.drafts.get(room.roomId) ?? "";
    this.over = h("div", { class: "k-composer__over", hidden: true });
    this.file = h("input", { type: "file", multiple: true, hidden: true, data: { testid: "file-input" }, on: { change: () => this.#picked(this.file) } });
    this.photo = h("input", { type: "file", accept: "image/*", capture: "environment", hidden: true, data: { testid: "photo-input" }, on: { change: () => this.#picked(this.photo) } });
    this.send = iconButton("send", t("composer.send"), () => this.#send(), { class: "k-icon-button--primary", data: { testid: "send" } });
    this.element = h(
      "form",
      { class: "k-composer", "aria-label": t("composer.form"), on: { submit: (e) => e.preventDefault() } },
      this.over,
      iconButton("paperclip", t("composer.attach"), () => this.file.click(), { data: { testid: "attach" } }),
      h("div", { class: "k-composer__field" }, this.field, iconButton("camera", t("composer.photo"), () => this.photo.click(), { data: { testid: "photo-button" } })),
      this.send,
      this.file,
      this.photo,
    );
    this.element.addEventListener("dragover", (e) => e.preventDefault());
    this.element.addEventListener("drop", (e) => this.#files(e, e.dataTransfer));
    this.#update();
  }

  focus() {
    if (!this.#ctx.phone()) this.field.focus();
  }

  reply(event) {
    this.#replyTo = event;
    const own = event.getSender() === this.#ctx.client.getUserId();
    this.over.replaceChildren(
      h("span", { class: "k-quote" }, h("b", { dir: "auto" }, own ? t("you.name") : (event.sender?.name ?? event.getSender())), h("span", { class: "k-clip", dir: "auto" }, describe(event).text)),
      iconButton("times", t("composer.noReply"), () => this.#clearReply(), { data: { testid: "cancel-reply" } }),
    );
    this.over.hidden = false;
    this.field.focus();
  }

  /** True when Escape had something to close here. */
  escape() {
    if (!this.#replyTo) return false;
    this.#clearReply();
    return true;
  }

  /** Files dropped anywhere on the conversation. */
  drop(event) {
    this.#files(event, event.dataTransfer);
  }

  #clearReply() {
    this.#replyTo = undefined;
    this.over.hidden = true;
    this.over.replaceChildren();
    this.field.focus();
  }

  #input() {
    if (this.field.value) this.#ctx.drafts.set(this.#room.roomId, this.field.value);
    else this.#ctx.drafts.delete(this.#room.roomId);
    this.#update();
    this.#typing(Boolean(this.field.value));
  }

  #update() {
    this.send.setAttribute("aria-disabled", String(!this.field.value.trim()));
  }

  #key(event) {
    if (event.key !== "Enter" || event.isComposing) return;
    const sends = this.#ctx.preferences.get("enterSends") && !this.#ctx.phone();
    if (event.ctrlKey || event.metaKey || (sends && !event.shiftKey)) {
      event.preventDefault();
      this.#send();
    }
  }

  #send() {
    const body = this.field.value.trim();
    if (!body) return this.field.focus();
    const content = { msgtype: "m.text", body };
    const reply = this.#replyTo;
    if (reply) {
      content["m.relates_to"] = { "m.in_reply_to": { event_id: reply.getId() } };
      if (reply.getSender() !== this.#ctx.client.getUserId()) content["m.mentions"] = { user_ids: [reply.getSender()] };
    }
    this.field.value = "";
    this.#ctx.drafts.delete(this.#room.roomId);
    if (reply) this.#clearReply();
    this.#update();
    this.#typing(false);
    // a failure stands at the message itself
    this.#ctx.client.sendMessage(this.#room.roomId, content).catch(() => {});
    this.field.focus();
  }

  #typing(on) {
    if (!this.#ctx.preferences.get("typing")) return;
    const now = Date.now();
    if (on && now - this.#typingSent < TYPING_EVERY_MS) return;
    if (!on && this.#typingSent === 0) return;
    this.#typingSent = on ? now : 0;
    this.#ctx.client.sendTyping(this.#room.roomId, on, TYPING_LASTS_MS).catch(() => {});
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
      const choice = await confirmFile(this.#ctx, file, this.#room.name);
      if (!choice) break;
      this.#ctx.uploads.add(this.#room.roomId, file, { caption: choice.caption, replyTo: this.#replyTo?.getId() });
      if (this.#replyTo) this.#clearReply();
    }
    this.field.focus();
  }
}

