// The recovery page: which of the ways fits the state of this device.
import { h, icon, button, byId, replace } from "../lib/dom.mjs";
import { confirmDialog, toast } from "../lib/dialog.mjs";
import { announce } from "../lib/announce.mjs";
import { t } from "../lib/i18n.mjs";
import { beginAnew, hasSecretStorage, identityState, restore } from "../crypto/identity.mjs";
import { remindAgainAt } from "./reminder.mjs";
import { SetUpPages } from "./set-up.mjs";

const KEY_TRIES = 15;
const KEY_PAUSE_MS = 1_000;

export class RecoveryPages {
  #ctx;
  #door;

  constructor(ctx) {
    this.#ctx = ctx;
    this.#door = byId("door");
  }

  async show() {
    byId("app").hidden = true;
    this.#door.hidden = false;
    this.#card(h("p", { class: "k-row k-muted", role: "status" }, icon("sync"), t("loading")));
    const state = await identityState(this.#ctx.client).catch(() => undefined);
    if (state === "unverified") await this.#unverified();
    else if (state === "ready") this.#done("recovery.ready.title", "recovery.ready.text");
    else new SetUpPages(this.#ctx, (...content) => this.#card(...content), () => this.leave(), state === "unbacked").why();
  }

  hide() {
    this.#door.hidden = true;
    this.#door.replaceChildren();
    byId("app").hidden = false;
  }

  leave() {
    this.#ctx.router.go("/");
  }

  #card(...content) {
    const card = h("main", { class: "k-door__card", data: { testid: "recovery" } }, content);
    replace(this.#door, card, h("span"));
    const title = card.querySelector("h1");
    if (title) {
      title.tabIndex = -1;
      title.focus();
    }
  }

  async #unverified() {
    const hasKey = await hasSecretStorage(this.#ctx.client);
    const devices = await this.#otherDevices();
    this.#card(
      h("div", { class: "k-stack k-stack--tight" }, h("h1", { class: "k-door__title" }, t("restore.title")), h("p", { class: "k-muted" }, t("restore.text"))),
      hasKey && this.#keyForm(),
      hasKey && devices && h("p", { class: "k-or" }, t("or")),
      devices && button("k-button k-button--lg k-button--block", "mobile", t("restore.otherDevice"), () => this.#byDevice(), { data: { testid: "restore-by-device" } }),
      h(
        "div",
        { class: "k-stack k-stack--tight" },
        button("k-button k-button--quiet k-button--block", null, t("recovery.later"), () => this.#later(), { data: { testid: "recovery-later" } }),
        button("k-button k-button--quiet k-button--block", null, t("restore.lost"), () => this.#anew(), { data: { testid: "restore-lost" } }),
      ),
    );
  }

  /** Whether a device that its owner has checked could check this one; this device itself trusts nobody yet. */
  async #otherDevices() {
    const { client } = this.#ctx;
    const crypto = client.getCrypto();
    const own = client.getUserId();
    const devices = (await crypto.getUserDeviceInfo([own], true)).get(own) ?? new Map();
    for (const [id, device] of devices) {
      if (id === client.getDeviceId() || device.dehydrated) continue;
      if ((await crypto.getDeviceVerificationStatus(own, id))?.signedByOwner) return true;
    }
    return false;
  }

  #keyForm() {
    const field = h("textarea", { class: "k-input k-mono", id: "recovery-key", rows: 3, autocomplete: "off", autocapitalize: "none", spellcheck: "false", data: { testid: "recovery-key-input" } });
    const error = h("p", { class: "k-field__error", role: "alert", hidden: true });
    const submit = h("button", { type: "submit", class: "k-button k-button--primary k-button--lg k-button--block", data: { testid: "restore-submit" } }, t("restore.button"));
    const note = h("p", { class: "k-small k-muted", role: "status" });
    const form = h("form", { class: "k-stack" }, h("div", { class: "k-field" }, h("label", { for: "recovery-key" }, t("restore.key")), field, error), submit, note);
    form.addEventListener("submit", async (event) => {
      event.preventDefault();
      if (!field.value.trim()) return field.focus();
      submit.disabled = true;
      error.hidden = true;
      note.textContent = t("restore.running");
      try {
        const result = await restore(this.#ctx.client, this.#ctx.storageKey, field.value.trim(), ({ stage, successes, total }) => {
          if (stage === "load_keys" && total) note.textContent = t("restore.progress", successes ?? 0, total);
        });
        field.value = "";
        this.#done("restore.done.title", "restore.done.text", result.imported ?? 0);
      } catch (e) {
        note.textContent = "";
        error.textContent = e.message === "wrongKey" ? t("restore.wrong") : t("restore.failed");
        error.hidden = false;
        field.setAttribute("aria-invalid", "true");
        field.focus();
        submit.disabled = false;
      }
    });
    return form;
  }

  async #byDevice() {
    if (!(await this.#ctx.verification.startWithOwnDevices())) return;
    this.#card(h("p", { class: "k-row k-muted", role: "status" }, icon("sync"), t("restore.running")));
    const arrived = await backupKeyArrives(this.#ctx.client);
    this.#ctx.settings.security.show();
    if (arrived) this.#done("restore.device.title", "restore.device.text");
    else {
      toast(t("restore.device.noKeys"), "urgent");
      await this.#unverified();
    }
  }

  #later() {
    remindAgainAt(Date.now());
    this.leave();
  }

  async #anew() {
    const sure = await confirmDialog({ title: t("anew.title"), text: t("anew.text"), yes: t("anew.button"), danger: true, testid: "anew-dialog" });
    if (!sure) return;
    try {
      await beginAnew(this.#ctx.client);
      new SetUpPages(this.#ctx, (...content) => this.#card(...content), () => this.leave(), true).why();
    } catch (e) {
      if (e.message !== "cancelled") toast(t("failed"), "urgent");
    }
  }

  #done(title, text, ...values) {
    this.#card(
      h("div", { class: "k-health k-health--plain" }, h("span", { class: "k-health__icon" }, icon("verified")), h("div", { class: "k-grow" }, h("h1", { class: "k-door__title" }, t(title)), h("p", { class: "k-muted" }, t(text, ...values)))),
      button("k-button k-button--primary k-button--lg k-button--block", null, t("recovery.toChats"), () => this.leave(), { data: { testid: "recovery-done" } }),
    );
    announce(t(title));
  }
}

/** The other device hands over the backup's key by itself; true once it is here and in use. */
async function backupKeyArrives(client) {
  const crypto = client.getCrypto();
  for (let i = 0; i < KEY_TRIES; i++) {
    if (await crypto.getSessionBackupPrivateKey()) {
      await crypto.checkKeyBackupAndEnable();
      return true;
    }
    await new Promise((resolve) => setTimeout(resolve, KEY_PAUSE_MS));
  }
  return false;
}
