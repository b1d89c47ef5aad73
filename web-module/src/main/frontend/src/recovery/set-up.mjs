// Three steps to a recovery key: why, the key, proof that it was kept. Nothing is stored before the proof, so a set-up
// that is left halfway leaves nothing behind that only a lost key could open.
import { h, icon, button } from "../lib/dom.mjs";
import { toast } from "../lib/dialog.mjs";
import { announce } from "../lib/announce.mjs";
import { t } from "../lib/i18n.mjs";
import { saveBlob } from "../media/downloads.mjs";
import { newRecoveryKey, setUp } from "../crypto/identity.mjs";
import { groups, groupsToAsk, keyFile, sameGroup } from "./key-format.mjs";
import { remindAgainAt } from "./reminder.mjs";

export class SetUpPages {
  #ctx;
  #card;
  #leave;
  #key;

  /** @param again the identity exists, only the backup is new */
  constructor(ctx, card, leave, again) {
    this.#ctx = ctx;
    this.#card = card;
    this.#leave = leave;
    this.again = again;
  }

  why() {
    this.#card(
      this.#head(1, t("setup.why.title"), t("setup.why.text")),
      h("ul", { class: "k-stack" }, ["read", "check", "lost"].map((point, i) => h("li", { class: "k-row k-row--top" }, h("span", { class: "k-point" }, icon(["comments", "verified", "key"][i])), h("span", null, t(`setup.why.${point}`))))),
      this.#buttons(t("next"), () => this.#showKey(), "setup-next"),
    );
  }

  async #showKey() {
    this.#key ??= await newRecoveryKey(this.#ctx.client);
    const parts = groups(this.#key.encodedPrivateKey);
    const kept = h("input", { type: "checkbox", class: "k-check", data: { testid: "key-kept" }, on: { change: () => (next.disabled = !kept.checked) } });
    const buttons = this.#buttons(t("setup.key.next"), () => this.#prove(), "setup-prove");
    const next = buttons.querySelector(".k-button--primary");
    next.disabled = true;
    this.#card(
      this.#head(2, t("setup.key.title"), t("setup.key.text")),
      h("div", { class: "k-key", role: "textbox", "aria-readonly": "true", tabIndex: 0, "aria-label": t("setup.key.label", parts.length), data: { testid: "recovery-key" } }, parts.map((part) => h("span", null, part))),
      h("div", { class: "k-actions k-actions--tight" }, button("k-button", "copy", t("setup.copy"), () => this.#copy(), { data: { testid: "key-copy" } }), button("k-button", "download", t("setup.file"), () => this.#file(), { data: { testid: "key-file" } }), button("k-button", "print", t("setup.print"), () => window.print(), { data: { testid: "key-print" } })),
      h("p", { class: "k-banner k-banner--card", data: { kind: "important" } }, icon("exclamation-circle"), h("span", null, t("setup.key.warning"))),
      h("label", { class: "k-row k-check-row" }, kept, t("setup.key.kept")),
      buttons,
    );
  }

  #prove() {
    const parts = groups(this.#key.encodedPrivateKey);
    const asked = groupsToAsk(parts.length);
    const error = h("p", { class: "k-field__error", role: "alert", hidden: true }, t("setup.prove.wrong"));
    const fields = asked.map((index, i) => h("input", { class: "k-input k-mono", id: `group-${i}`, autocomplete: "off", autocapitalize: "none", spellcheck: "false", maxlength: 6, data: { testid: `group-${i}`, group: index } }));
    const buttons = this.#buttons(t("setup.finish"), undefined, "setup-finish", "submit");
    const form = h("form", { class: "k-stack k-stack--form" }, h("div", { class: "k-two" }, fields.map((field, i) => h("div", { class: "k-field" }, h("label", { for: field.id }, t("setup.prove.group", asked[i] + 1)), field))), error, buttons);
    form.addEventListener("submit", async (event) => {
      event.preventDefault();
      const right = asked.every((index, i) => sameGroup(parts[index], fields[i].value));
      error.hidden = right;
      if (!right) return fields.find((field, i) => !sameGroup(parts[asked[i]], field.value)).focus();
      await this.#store(form);
    });
    this.#card(this.#head(3, t("setup.prove.title"), t("setup.prove.text")), form, button("k-button k-button--quiet k-button--block", "arrow-left", t("setup.back"), () => this.#showKey()));
    fields[0].focus();
  }

  async #store(form) {
    const controls = form.querySelectorAll("button, input");
    for (const control of controls) control.disabled = true;
    try {
      await setUp(this.#ctx.client, this.#ctx.storageKey, this.#key);
      this.#key = undefined;
      this.#card(
        h("div", { class: "k-health k-health--plain" }, h("span", { class: "k-health__icon" }, icon("verified")), h("div", { class: "k-grow" }, h("h1", { class: "k-door__title" }, t("setup.done.title")), h("p", { class: "k-muted" }, t("setup.done.text")))),
        button("k-button k-button--primary k-button--lg k-button--block", null, t("recovery.toChats"), () => this.#leave(), { data: { testid: "recovery-done" } }),
      );
      announce(t("setup.done.title"));
    } catch (e) {
      for (const control of controls) control.disabled = false;
      if (e.message !== "cancelled") toast(t("setup.failed"), "urgent");
    }
  }

  #head(step, title, text) {
    return [
      h("ol", { class: "k-steps", "aria-hidden": "true" }, [1, 2, 3].map((n) => h("li", { data: { done: n <= step } }))),
      h("div", { class: "k-stack k-stack--tight" }, h("p", { class: "k-small k-muted" }, t("setup.step", step, 3)), h("h1", { class: "k-door__title" }, title), h("p", { class: "k-muted" }, text)),
    ];
  }

  #buttons(label, onClick, testid, type = "button") {
    return h(
      "div",
      { class: "k-stack k-stack--tight" },
      h("button", { type, class: "k-button k-button--primary k-button--lg k-button--block", on: onClick && { click: onClick }, data: { testid } }, label),
      button("k-button k-button--quiet k-button--block", null, t("recovery.later"), () => {
        remindAgainAt(Date.now());
        this.#leave();
      }, { data: { testid: "recovery-later" } }),
    );
  }

  async #copy() {
    await navigator.clipboard.writeText(this.#key.encodedPrivateKey);
    toast(t("copied"));
  }

  #file() {
    const text = keyFile(this.#key.encodedPrivateKey, this.#ctx.client.getUserId(), { title: t("setup.file.title"), hint: t("setup.file.hint") });
    saveBlob(new Blob([text], { type: "text/plain;charset=utf-8" }), t("setup.file.name"));
  }
}
