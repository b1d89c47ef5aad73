// Who is signed in on this device. Tokens and the key of the crypto store are sealed with an AES-GCM key that
// WebCrypto keeps and never hands out, so a copy of the browser's profile files alone is not enough to read them. A
// device with a PIN seals them once more while it is locked.
import { openKeyValue } from "../lib/idb.mjs";
import { TRIES, newPin, open, openWithPin, seal } from "./pin-seal.mjs";

const DATABASE = "konsil-session";

/** Account: {userId, deviceId, locked, secrets: {accessToken, refreshToken, expiresAt, storageKey}} */
export class Credentials {
  #store;

  /** @param store for tests */
  static async open(store) {
    const credentials = new Credentials();
    credentials.#store = store ?? (await openKeyValue(DATABASE));
    return credentials;
  }

  /** The stored account, or undefined when there is none or it cannot be unsealed. */
  async load() {
    const [account, key] = await Promise.all([this.#store.get("account"), this.#store.get("key")]);
    if (!account || !key || account.pinned) return undefined;
    try {
      const plain = await open(key, { iv: account.iv, data: account.sealed });
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

  /** A device that is sealed by its PIN stays so. */
  async save({ userId, deviceId, locked = false, secrets }) {
    if ((await this.#store.get("account"))?.pinned) return;
    const plain = new TextEncoder().encode(JSON.stringify({ ...secrets, storageKey: Array.from(secrets.storageKey) }));
    const { iv, data } = await seal(await this.#key(), plain);
    await this.#store.put("account", { userId, deviceId, locked, iv, sealed: data });
  }

  /** Locked survives a restart of browser and server: only a password or the PIN opens the device again. */
  async setLocked(locked) {
    const [account, lockKey] = await Promise.all([this.#store.get("account"), this.#store.get("lockKey")]);
    if (!account || account.pinned) return;
    if (!locked || !lockKey) return this.#store.put("account", { ...account, locked });
    const outer = await seal(lockKey, account.sealed);
    await this.#store.put("account", { ...account, locked: true, pinned: outer.iv, sealed: outer.data });
    await this.#store.delete("lockKey");
  }

  async hasPin() {
    return Boolean(await this.#store.get("pin"));
  }

  async setPin(pin) {
    const { record, lockKey } = await newPin(pin);
    await this.#store.put("lockKey", lockKey);
    await this.#store.put("pin", record);
  }

  async removePin() {
    await this.#store.delete("pin");
    await this.#store.delete("lockKey");
  }

  /** {opened: true}, or {left} tries; 0 left: the device must be erased. */
  async unlock(pin) {
    const [account, record] = await Promise.all([this.#store.get("account"), this.#store.get("pin")]);
    if (!account || !record || record.tries >= TRIES) return { left: 0 };
    // counted before the answer is known: closing the page must not give another try
    await this.#store.put("pin", { ...record, tries: record.tries + 1 });
    const lockKey = await openWithPin(record, pin);
    if (!lockKey) return { left: TRIES - record.tries - 1 };
    if (account.pinned) {
      const { pinned, ...rest } = account;
      await this.#store.put("account", { ...rest, sealed: (await open(lockKey, { iv: pinned, data: account.sealed })).buffer });
    }
    await this.#store.put("lockKey", lockKey);
    await this.#store.put("pin", { ...record, tries: 0 });
    return { opened: true };
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
