// The user's devices: which is which, checked or not, rename, check, sign out.
import { h, icon, iconButton, button, byId, replace } from "../lib/dom.mjs";
import { confirmDialog, toast } from "../lib/dialog.mjs";
import { dateAndTime } from "../lib/time.mjs";
import { t } from "../lib/i18n.mjs";
import { askText } from "../rooms/ask-text.mjs";
import { withPassword } from "../crypto/identity.mjs";
import { CryptoEvent } from "../sdk.mjs";

export class DeviceList {
  #ctx;

  constructor(ctx) {
    this.#ctx = ctx;
    const own = ctx.client.getUserId();
    ctx.client.on(CryptoEvent.DevicesUpdated, (users) => users.includes(own) && ctx.router.view === "settings" && this.show());
    ctx.client.on(CryptoEvent.UserTrustStatusChanged, (user) => user === own && ctx.router.view === "settings" && this.show());
  }

  async show() {
    const { client } = this.#ctx;
    const list = byId("devices");
    try {
      const { devices } = await client.getDevices();
      const ownId = client.getDeviceId();
      const rows = await Promise.all(devices.map(async (device) => ({ ...device, own: device.device_id === ownId, verified: await this.#verified(device.device_id) })));
      rows.sort((a, b) => Number(b.own) - Number(a.own) || (b.last_seen_ts ?? 0) - (a.last_seen_ts ?? 0));
      const selfVerified = rows.find((row) => row.own)?.verified;
      replace(list, rows.map((row) => this.#row(row, selfVerified)));
    } catch {
      replace(list, h("li", { class: "k-setting" }, icon("cloud"), h("span", { class: "k-grow k-muted" }, t("devices.failed"))));
    }
    list.removeAttribute("aria-busy");
  }

  async #verified(deviceId) {
    const status = await this.#ctx.client.getCrypto().getDeviceVerificationStatus(this.#ctx.client.getUserId(), deviceId);
    return status ? status.crossSigningVerified : undefined;
  }

  #row(device, selfVerified) {
    const name = device.display_name || device.device_id;
    const seen = device.own ? t("devices.this") : device.last_seen_ts ? t("devices.seen", dateAndTime(device.last_seen_ts)) : device.device_id;
    const mark = device.verified === undefined ? undefined : h("span", { class: "k-tag", data: { kind: device.verified ? "ok" : "important", testid: "device-state" } }, icon(device.verified ? "verified" : "shield"), device.verified ? t("trust.verified") : t("trust.unverified"));
    const canCheck = device.verified === false && (device.own ? false : selfVerified);
    return h(
      "li",
      { class: "k-setting k-setting--wrap", data: { testid: "device", device: device.device_id, own: device.own } },
      icon(/iPhone|iPad|Android/.test(name) ? "mobile" : "desktop"),
      h("span", { class: "k-grow" }, h("span", { class: "k-block k-clip", dir: "auto" }, name), h("span", { class: "k-small k-muted" }, seen)),
      mark,
      h(
        "span",
        { class: "k-row" },
        canCheck && button("k-button", "verified", t("devices.check"), () => this.#ctx.verification.startWithDevice(device.device_id), { data: { testid: "device-verify" } }),
        iconButton("pencil", t("devices.rename", name), () => this.#rename(device, name), { data: { testid: "device-rename" } }),
        !device.own && iconButton("sign-out", t("devices.out", name), () => this.#signOut(device, name), { data: { testid: "device-sign-out" } }),
      ),
    );
  }

  async #rename(device, name) {
    const wanted = await askText({ title: t("devices.rename.title"), label: t("devices.name"), value: name });
    if (!wanted || wanted === name) return;
    await this.#ctx.client.setDeviceDetails(device.device_id, { display_name: wanted }).catch(() => toast(t("failed"), "urgent"));
    this.show();
  }

  async #signOut(device, name) {
    const sure = await confirmDialog({ title: t("devices.out.title"), text: t("devices.out.text", name), yes: t("out.button"), danger: true, testid: "device-out-dialog" });
    if (!sure) return;
    const { client } = this.#ctx;
    try {
      await withPassword(client, (auth) => client.deleteDevice(device.device_id, auth ?? undefined), t("uia.device"));
      toast(t("devices.out.done"));
    } catch (e) {
      if (e.message !== "cancelled") toast(t("failed"), "urgent");
    }
    this.show();
  }
}
