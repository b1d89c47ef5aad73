// Who is signed in on this device. Tokens and the key of the crypto store are sealed with an AES-GCM key that
// WebCrypto keeps and never hands out, so a copy of the browser's profile files alone is not enough to read them.
import { openKeyValue } from "../lib/idb.mjs";

const DATABASE = "konsil-session";

/** Account: {userId, deviceId, locked, secrets: {accessToken, refreshToken, expiresAt, storageKey}} */
export class Credentials {
  #store;

  static async open() {
    const credentials = new Credentials();
    credentials.#store = await openKeyValue(DATABASE);
    return credentials;
  }

  /** The stored account, or undefined when there is none or it cannot be unsealed. */
  async load() {
    const [account, key] = await Promise.all([this.#store.get("account"), this.#store.get("key")]);
    if (!account || !key) return undefined;
    try {
      const plain = await crypto.subtle.decrypt({ name: "AES-GCM", iv: account.iv }, key, account.sealed);
      const secrets = JSON.parse(new TextDecoder().decode(plain));
      secrets.storageKey = Uint8Array.from(secrets.storageKey);
      return { userId: account.userId, deviceId: account.deviceId, locked: account.locked, secrets };
    } catch {
      return undefined;
    }
  }

  /** Who is signed in, without opening the seal. */
  async who() {
    const account = await this.#store.get("account");
    return account && { userId: account.userId, deviceId: account.deviceId, locked: account.locked };
  }

  async save({ userId, deviceId, locked = false, secrets }) {
    const key = await this.#key();
    const iv = crypto.getRandomValues(new Uint8Array(12));
    const plain = new TextEncoder().encode(JSON.stringify({ ...secrets, storageKey: Array.from(secrets.storageKey) }));
    const sealed = await crypto.subtle.encrypt({ name: "AES-GCM", iv }, key, plain);
    await this.#store.put("account", { userId, deviceId, locked, iv, sealed });
  }

  /** Locked survives a restart of browser and server: only a password opens the device again. */
  async setLocked(locked) {
    const account = await this.#store.get("account");
    if (account) await this.#store.put("account", { ...account, locked });
  }

  close() {
    this.#store.close();
  }

  async #key() {
    let key = await this.#store.get("key");
    if (!key) {
      key = await crypto.subtle.generateKey({ name: "AES-GCM", length: 256 }, false, ["encrypt", "decrypt"]);
      await this.#store.put("key", key);
    }
    return key;
  }
}
