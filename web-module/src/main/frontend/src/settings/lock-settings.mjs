// The PIN of this device and after how long it locks.
import { h, icon, button, byId, replace } from "../lib/dom.mjs";
import { openDialog, toast } from "../lib/dialog.mjs";
import { announce } from "../lib/announce.mjs";
import { t, tn } from "../lib/i18n.mjs";
import { isPin } from "../session/pin-seal.mjs";

const MINUTES = [0, 2, 5, 10];

export class LockSettings {
  #ctx;

  constructor(ctx) {
    this.#ctx = ctx;
  }

  async show() {
    const { credentials, preferences } = this.#ctx;
    const has = await credentials.hasPin();
    const after = h("select", { class: "k-input k-input--short", "aria-labelledby": "lock-after", data: { testid: "lock-after" }, on: { change: () => preferences.set("lockAfter", Number(after.value)).then(() => announce(t("saved"))) } }, MINUTES.map((minutes) => h("option", { value: minutes, selected: minutes === (preferences.get("lockAfter") ?? 0) }, minutes ? tn("lockset.minutes", minutes) : t("lockset.default"))));
    replace(
      byId("lock-settings"),
      h("div", { class: "k-setting k-setting--wrap" }, icon("lock"), h("span", { class: "k-grow" }, h("span", { class: "k-block" }, t("lockset.pin")), h("span", { class: "k-small k-muted" }, t(has ? "lockset.pin.on" : "lockset.pin.off"))), h("span", { class: "k-row" }, button("k-button", null, t(has ? "lockset.pin.change" : "lockset.pin.set"), () => this.#set(), { data: { testid: "pin-set" } }), has && button("k-button", null, t("lockset.pin.remove"), () => credentials.removePin().then(() => this.show()), { data: { testid: "pin-remove" } }))),
      h("div", { class: "k-setting k-setting--wrap" }, icon("clock"), h("span", { class: "k-grow", id: "lock-after" }, t("lockset.after")), after),
    );
  }

  async #set() {
    const pin = await askPin();
    if (!pin) return;
    await this.#ctx.credentials.setPin(pin);
    toast(t("saved"));
    await this.show();
  }
}

function askPin() {
  return openDialog({
    title: t("lockset.pin.set"),
    testid: "pin-dialog",
    build: (close) => {
      const field = (id, label) => h("input", { type: "password", class: "k-input", id, inputmode: "numeric", autocomplete: "off", maxlength: 6, "aria-label": label, data: { testid: id, autofocus: id === "pin-first" } });
      const first = field("pin-first", t("lockset.pin.new"));
      const again = field("pin-again", t("lockset.pin.again"));
      const error = h("p", { class: "k-field__error", role: "alert", hidden: true });
      const form = h("form", { class: "k-stack", novalidate: true }, h("p", null, t("lockset.pin.text")), h("div", { class: "k-field" }, h("label", { for: "pin-first" }, t("lockset.pin.new")), first), h("div", { class: "k-field" }, h("label", { for: "pin-again" }, t("lockset.pin.again")), again), error, h("div", { class: "k-actions" }, button("k-button", null, t("cancel"), () => close()), h("button", { type: "submit", class: "k-button k-button--primary", data: { testid: "pin-save" } }, t("save"))));
      form.addEventListener("submit", (event) => {
        event.preventDefault();
        const wrong = !isPin(first.value) ? "lockset.pin.six" : first.value !== again.value ? "lockset.pin.differ" : isEasy(first.value) ? "lockset.pin.easy" : undefined;
        error.hidden = !wrong;
        error.textContent = wrong ? t(wrong) : "";
        if (!wrong) close(first.value);
      });
      return form;
    },
  });
}

/** 111111, 123456 and 654321 are what others try first. */
export function isEasy(pin) {
  const steps = new Set([...pin].slice(1).map((digit, index) => Number(digit) - Number(pin[index])));
  return steps.size === 1 && Math.abs([...steps][0]) <= 1;
}
