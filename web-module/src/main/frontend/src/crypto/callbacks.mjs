// What the crypto engine asks of the page: the key of the secret storage. It is held in memory for as long as one
// set-up or restore takes, never longer.

export class SecretStorageKey {
  #key;
  #id;

  /** Lends the key to the engine while `work` runs. */
  async during(key, work) {
    this.#key = key;
    try {
      return await work();
    } finally {
      this.#key?.fill?.(0);
      this.#key = undefined;
      this.#id = undefined;
    }
  }

  callbacks() {
    return {
      getSecretStorageKey: async ({ keys }) => {
        if (!this.#key) return null;
        const id = this.#id && keys[this.#id] ? this.#id : Object.keys(keys)[0];
        return [id, Uint8Array.from(this.#key)];
      },
      cacheSecretStorageKey: (id, _info, key) => {
        if (this.#key) {
          this.#id = id;
          this.#key = Uint8Array.from(key);
        }
      },
    };
  }
}
