// Messages that were begun: kept sealed in the browser until they are sent or emptied.

const NAME = "drafts";
const SAVE_AFTER_MS = 200;

export class Drafts {
  #vault;
  #texts;
  #timer;

  constructor(vault, texts = {}) {
    this.#vault = vault;
    this.#texts = new Map(Object.entries(texts));
  }

  static async load(vault) {
    return new Drafts(vault, await vault.get(NAME));
  }

  get(roomId) {
    return this.#texts.get(roomId);
  }

  /** An empty text is no draft. */
  set(roomId, text) {
    if (text) this.#texts.set(roomId, text);
    else if (!this.#texts.delete(roomId)) return;
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => this.flush(), SAVE_AFTER_MS);
  }

  delete(roomId) {
    this.set(roomId, "");
  }

  /** Writes at once: the page is about to go. */
  flush() {
    clearTimeout(this.#timer);
    return this.#vault.put(NAME, Object.fromEntries(this.#texts));
  }
}
