// The user's own choices. How Konsil looks and behaves on this device is kept on the device; what others may see of the
// user follows the user in account data and is off until switched on (A_25436).
import { ClientEvent } from "../sdk.mjs";

export const PRIVACY_EVENT = "org.konsil.privacy";
const DEVICE_DEFAULTS = { notifications: false, sound: false, enterSends: true, letterKeys: true, detailsOpen: false, lockAfter: 0, relay: false, microphone: undefined, camera: undefined };
const PRIVACY_FIELDS = { receipts: "read_receipts", typing: "typing", presence: "presence" };

export class Preferences extends EventTarget {
  #client;
  #device;

  constructor(client) {
    super();
    this.#client = client;
    this.#device = { ...DEVICE_DEFAULTS, ...JSON.parse(localStorage.getItem("konsil-device") ?? "{}") };
    client.on(ClientEvent.AccountData, (event) => {
      if (event.getType() === PRIVACY_EVENT) this.#changed();
    });
  }

  get(name) {
    if (name in PRIVACY_FIELDS) return this.#privacy()[PRIVACY_FIELDS[name]] === true;
    return this.#device[name];
  }

  async set(name, value) {
    if (name in PRIVACY_FIELDS) {
      await this.#client.setAccountData(PRIVACY_EVENT, { ...this.#privacy(), [PRIVACY_FIELDS[name]]: value });
    } else {
      this.#device[name] = value;
      localStorage.setItem("konsil-device", JSON.stringify(this.#device));
    }
    this.#changed();
  }

  #privacy() {
    return this.#client.getAccountData(PRIVACY_EVENT)?.getContent() ?? {};
  }

  #changed() {
    this.dispatchEvent(new Event("change"));
  }
}

/** Language, theme and text size are cookies: the server needs them for the first byte of a page. */
export function setLookCookie(name, value) {
  const age = value ? 365 * 24 * 3600 : 0;
  document.cookie = `konsil-${name}=${value}; path=/; max-age=${age}; SameSite=Strict${location.protocol === "https:" ? "; Secure" : ""}`;
}

export function applyLook(name, value) {
  const attribute = { theme: "theme", text: "text" }[name];
  if (!attribute) return;
  if (value) document.documentElement.dataset[attribute] = value;
  else delete document.documentElement.dataset[attribute];
}
