// The settings page: switches that save at once, look, language, security.
import { toast } from "../lib/dialog.mjs";
import { announce } from "../lib/announce.mjs";
import { lang, t } from "../lib/i18n.mjs";
import { askPermission } from "../notifications.mjs";
import { SetPresence } from "../sdk.mjs";
import { applyLook, setLookCookie } from "./preferences.mjs";
import { DeviceList } from "./devices.mjs";
import { SecurityStatus } from "./security.mjs";
import { AbsenceSettings } from "./absence.mjs";
import { LockSettings } from "./lock-settings.mjs";
import { OwnEntrySettings } from "./own-entry.mjs";
import { PermissionSettings } from "./permissions.mjs";

export class Settings {
  #ctx;

  constructor(ctx) {
    this.#ctx = ctx;
    this.devices = new DeviceList(ctx);
    this.security = new SecurityStatus(ctx);
    this.absence = new AbsenceSettings(ctx);
    this.lock = new LockSettings(ctx);
    this.permissions = new PermissionSettings(ctx);
    this.ownEntry = new OwnEntrySettings(ctx);
    for (const field of this.#switches()) field.addEventListener("change", () => this.#switch(field));
    for (const group of document.querySelectorAll("[data-choice]")) group.addEventListener("click", (event) => this.#choose(group, event.target.closest("[data-value]")));
    ctx.preferences.addEventListener("change", () => this.#showSwitches());
    this.#showSwitches();
    this.#showChoices();
  }

  show() {
    this.#showSwitches();
    this.security.show();
    this.devices.show();
    this.absence.show();
    this.lock.show();
    this.permissions.show();
    this.ownEntry.show();
  }

  #switches() {
    return document.querySelectorAll("[data-setting]");
  }

  #showSwitches() {
    for (const field of this.#switches()) field.checked = this.#ctx.preferences.get(field.dataset.setting);
  }

  async #switch(field) {
    const name = field.dataset.setting;
    let on = field.checked;
    try {
      if (name === "notifications" && on && !(await askPermission())) {
        on = false;
        toast(t("settings.notify.refused"), "urgent");
      }
      await this.#ctx.preferences.set(name, on);
      if (name === "presence") await this.#showPresence(on);
      announce(t("saved"));
    } catch {
      toast(t("failed"), "urgent");
    }
    this.#showSwitches();
  }

  async #showPresence(on) {
    const { client } = this.#ctx;
    await client.setSyncPresence(on ? SetPresence.Online : SetPresence.Offline);
    await client.setPresence({ presence: on ? "online" : "offline" }).catch(() => {});
  }

  #choose(group, chip) {
    if (!chip) return;
    const name = group.dataset.choice;
    const value = chip.dataset.value;
    setLookCookie(name, value);
    if (name === "lang") {
      // texts come from the server, so the page must; an upload under way would be lost
      if (this.#ctx.uploads.busy) toast(t("settings.language.later"));
      else location.reload();
      return;
    }
    applyLook(name, value);
    this.#showChoices();
    announce(t("saved"));
  }

  #showChoices() {
    const current = { theme: document.documentElement.dataset.theme ?? "", text: document.documentElement.dataset.text ?? "", lang: lang() };
    for (const group of document.querySelectorAll("[data-choice]")) {
      for (const chip of group.querySelectorAll("[data-value]")) chip.setAttribute("aria-pressed", String(chip.dataset.value === current[group.dataset.choice]));
    }
  }
}

/** Own name and avatar wherever the server left room for them. */
export function showOwnName(name) {
  for (const place of document.querySelectorAll("[data-own-name]")) place.textContent = name;
}

