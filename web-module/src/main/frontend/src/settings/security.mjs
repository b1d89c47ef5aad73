// Whether this device is checked and the keys are safe, with the one thing to do about it.
import { h, icon, button, byId, replace } from "../lib/dom.mjs";
import { t } from "../lib/i18n.mjs";
import { identityState } from "../crypto/identity.mjs";
import { ClientEvent, CryptoEvent } from "../sdk.mjs";
import { remindAgainAt, snoozed } from "../recovery/reminder.mjs";

const GLYPHS = { ready: "verified", none: "key", unbacked: "key", unverified: "shield" };

export class SecurityStatus {
  #ctx;

  constructor(ctx) {
    this.#ctx = ctx;
    const again = () => this.show();
    ctx.client.on(ClientEvent.AccountData, (event) => event.getType() === "m.secret_storage.default_key" && this.state && again());
    for (const event of [CryptoEvent.KeysChanged, CryptoEvent.KeyBackupStatus]) ctx.client.on(event, again);
    ctx.client.on(CryptoEvent.UserTrustStatusChanged, (user) => user === ctx.client.getUserId() && again());
  }

  async show() {
    this.state = await identityState(this.#ctx.client).catch(() => undefined);
    if (!this.state) return;
    document.documentElement.dataset.identity = this.state;
    this.strangers = this.state === "ready" ? await unverifiedDevices(this.#ctx.client).catch(() => 0) : 0;
    replace(byId("security-status"), this.#row());
    this.#banner();
  }

  #row() {
    const { router } = this.#ctx;
    const ready = this.state === "ready";
    return h(
      "div",
      { class: "k-setting k-setting--wrap", data: { testid: "identity", state: this.state } },
      h("span", { class: "k-shield", data: { state: ready ? "verified" : "unverified" } }, icon(GLYPHS[this.state])),
      h("span", { class: "k-grow" }, h("span", { class: "k-block" }, t(`security.${this.state}`)), h("span", { class: "k-small k-muted" }, t(`security.${this.state}.text`))),
      !ready && button("k-button k-button--primary", null, t(`security.${this.state}.button`), () => router.go("/recovery"), { data: { testid: "identity-action" } }),
    );
  }

  /** The reminder over the chat list, until the keys are safe; "Später" silences it for a day. */
  #banner() {
    const place = byId("list-reminder");
    if (!place) return;
    const due = (this.state !== "ready" || this.strangers > 0) && !snoozed();
    const [glyph, key, path] = this.state === "ready" ? ["shield", "security.strange", "/settings"] : [GLYPHS[this.state], `security.${this.state}`, "/recovery"];
    replace(
      place,
      due &&
        h(
          "div",
          { class: "k-banner k-banner--wrap", role: "status", data: { kind: "important", testid: "identity-banner" } },
          icon(glyph),
          h("span", { class: "k-grow" }, t(`${key}.banner`)),
          h("span", { class: "k-row" }, button("k-button", null, t(`${key}.button`), () => this.#ctx.router.go(path), { data: { testid: "identity-banner-action" } }), button("k-button k-button--bare", null, t("later"), () => {
            remindAgainAt(Date.now());
            this.#banner();
          })),
        ),
    );
  }
}

/** How many other devices of the account nobody has checked. */
async function unverifiedDevices(client) {
  const crypto = client.getCrypto();
  const own = client.getUserId();
  const devices = (await crypto.getUserDeviceInfo([own])).get(own) ?? new Map();
  let count = 0;
  for (const deviceId of devices.keys()) {
    if (deviceId === client.getDeviceId()) continue;
    const status = await crypto.getDeviceVerificationStatus(own, deviceId);
    if (status && !status.crossSigningVerified) count++;
  }
  return count;
}
