// The page's side of the media worker.

export class MediaWorker {
  #worker;
  #waiting = new Map();
  #next = 1;

  constructor(url) {
    this.#worker = new Worker(url, { type: "module", name: "konsil-media" });
    this.#worker.onmessage = ({ data }) => this.#receive(data);
    this.#worker.onerror = () => this.#failAll();
  }

  encrypt(blob, onProgress) {
    return this.#ask({ op: "encrypt", blob }, [], onProgress);
  }

  decrypt(data, file, type) {
    return this.#ask({ op: "decrypt", data, file, type }, [data]);
  }

  photo(blob) {
    return this.#ask({ op: "photo", blob }, []);
  }

  #ask(message, transfer, onProgress) {
    const id = this.#next++;
    return new Promise((resolve, reject) => {
      this.#waiting.set(id, { resolve, reject, onProgress });
      this.#worker.postMessage({ id, ...message }, transfer);
    });
  }

  #receive({ id, progress, result, error }) {
    const waiting = this.#waiting.get(id);
    if (progress !== undefined) return waiting?.onProgress?.(progress);
    this.#waiting.delete(id);
    if (error) waiting?.reject(new Error(error));
    else waiting?.resolve(result);
  }

  #failAll() {
    for (const { reject } of this.#waiting.values()) reject(new Error("worker"));
    this.#waiting.clear();
  }
}
