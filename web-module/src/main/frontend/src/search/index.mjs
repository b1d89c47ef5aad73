// What this device can find: the text of messages that it has decrypted, kept sealed, a chat a record. Nothing of it
// ever leaves the browser. A scan over plain lines is quick enough for tens of thousands of messages and needs no
// structure that would tell, even sealed, how often a word occurs.

const PREFIX = "search:";
const MOST_A_ROOM = 5_000;
const SAVE_AFTER_MS = 4_000;

export function normal(text) {
  return text.normalize("NFKD").replace(/\p{M}/gu, "").toLocaleLowerCase();
}

/** A document: {id, ts, sender, kind: "text" or "file", text} */
export class SearchIndex {
  #vault;
  #rooms = new Map();
  #changed = new Set();
  #timer;

  constructor(vault) {
    this.#vault = vault;
  }

  /** Reads what is kept of these chats; may be called again for more. */
  async load(roomIds) {
    for (const roomId of roomIds) {
      const kept = (await this.#vault.get(PREFIX + roomId)) ?? [];
      for (const document of kept) if (!this.#room(roomId).has(document.id)) this.#room(roomId).set(document.id, withKey(document));
    }
  }

  add(roomId, document) {
    const known = this.#room(roomId).get(document.id);
    if (known && known.text === document.text) return;
    this.#room(roomId).set(document.id, withKey(document));
    this.#touch(roomId);
  }

  remove(roomId, id) {
    if (this.#room(roomId).delete(id)) this.#touch(roomId);
  }

  forget(roomId) {
    this.#rooms.delete(roomId);
    this.#changed.delete(roomId);
    return this.#vault.delete(PREFIX + roomId);
  }

  /**
   * [{roomId, id, ts, sender, kind, text}], newest first: every word of the query occurs in the text.
   *
   * @param roomId only in this chat
   */
  search(query, { roomId, limit = 50 } = {}) {
    const words = normal(query).split(/\s+/).filter(Boolean);
    if (!words.length) return [];
    const found = [];
    for (const [id, documents] of roomId ? [[roomId, this.#room(roomId)]] : this.#rooms) {
      for (const document of documents.values()) if (words.every((word) => document.key.includes(word))) found.push({ roomId: id, ...document });
    }
    return found.sort((a, b) => b.ts - a.ts).slice(0, limit);
  }

  /** The time of the oldest message that can be found; undefined when there is none. */
  since() {
    let oldest;
    for (const documents of this.#rooms.values()) for (const { ts } of documents.values()) if (oldest === undefined || ts < oldest) oldest = ts;
    return oldest;
  }

  #room(roomId) {
    if (!this.#rooms.has(roomId)) this.#rooms.set(roomId, new Map());
    return this.#rooms.get(roomId);
  }

  #touch(roomId) {
    this.#changed.add(roomId);
    this.#timer ??= setTimeout(() => this.save(), SAVE_AFTER_MS);
  }

  async save() {
    clearTimeout(this.#timer);
    this.#timer = undefined;
    const changed = [...this.#changed];
    this.#changed.clear();
    for (const roomId of changed) {
      const newest = [...this.#room(roomId).values()].sort((a, b) => a.ts - b.ts).slice(-MOST_A_ROOM);
      await this.#vault.put(PREFIX + roomId, newest.map(({ key: _key, ...document }) => document));
    }
  }
}

function withKey(document) {
  return { ...document, key: normal(document.text) };
}
