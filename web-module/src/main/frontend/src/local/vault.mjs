// What this client itself keeps in the browser (drafts, templates, the search index), sealed. The key is derived from
// the device's storage key, which lies sealed in the session's database: who signs out loses both.
import { openKeyValue } from "../lib/idb.mjs";

const DATABASE = "konsil-local";

export class Vault {
  #store;
  #key;

  constructor(store, key) {
    this.#store = store;
    this.#key = key;
  }

  /** @param storageKey the 32 bytes of the account's secrets; @param store for tests */
  static async open(storageKey, store) {
    const material = await crypto.subtle.importKey("raw", storageKey, "HKDF", false, ["deriveKey"]);
    const info = new TextEncoder().encode(DATABASE);
    const key = await crypto.subtle.deriveKey({ name: "HKDF", hash: "SHA-256", salt: new Uint8Array(32), info }, material, { name: "AES-GCM", length: 256 }, false, ["encrypt", "decrypt"]);
    return new Vault(store ?? (await openKeyValue(DATABASE)), key);
  }

  /** The value, or undefined when there is none or it was sealed with another key. */
  async get(name) {
    const sealed = await this.#store.get(name);
    if (!sealed) return undefined;
    try {
      const plain = await crypto.subtle.decrypt({ name: "AES-GCM", iv: sealed.iv, additionalData: new TextEncoder().encode(name) }, this.#key, sealed.data);
      return JSON.parse(new TextDecoder().decode(plain));
    } catch {
      return undefined;
    }
  }

  /** @param value anything that JSON can say */
  async put(name, value) {
    const iv = crypto.getRandomValues(new Uint8Array(12));
    const data = await crypto.subtle.encrypt({ name: "AES-GCM", iv, additionalData: new TextEncoder().encode(name) }, this.#key, new TextEncoder().encode(JSON.stringify(value)));
    await this.#store.put(name, { iv, data });
  }

  delete(name) {
    return this.#store.delete(name);
  }

  close() {
    this.#store.close();
  }
}
