// Photos and files on their way out: one at a time a room, encrypted in the worker, sent with progress, tried again when
// the network comes back. The plaintext never leaves the browser.
import { isNetworkError } from "../timeline/delivery.mjs";

export const LARGEST_BYTES = 100 * 1024 * 1024;

export class Upload extends EventTarget {
  constructor(roomId, file, { caption, replyTo, extra = {} }) {
    super();
    this.id = `upload-${crypto.randomUUID()}`;
    this.roomId = roomId;
    this.file = file;
    this.name = file.name;
    this.size = file.size;
    this.mimetype = file.type || "application/octet-stream";
    this.caption = caption;
    this.replyTo = replyTo;
    this.extra = extra;
    this.phase = "waiting";
    this.sent = 0;
    this.tooLarge = false;
    this.abort = new AbortController();
    /** what an upload in parts remembers from one try to the next */
    this.kept = {};
  }

  /** 0…1 */
  get progress() {
    return this.size ? this.sent / this.size : 0;
  }

  /** Whole seconds, undefined before it can be told. */
  secondsLeft(now = performance.now()) {
    const sent = this.sent - this.startedFrom;
    if (!this.startedAt || !(sent > 0) || now - this.startedAt < 1500) return undefined;
    return Math.ceil(((this.size - this.sent) * (now - this.startedAt)) / 1000 / sent);
  }

  /** What came before this try says nothing of how fast it goes. */
  goesOn(sent) {
    if (!this.startedAt) Object.assign(this, { startedAt: performance.now(), startedFrom: sent });
    this.set("sending", sent);
  }

  set(phase, sent = this.sent) {
    this.phase = phase;
    this.sent = sent;
    this.dispatchEvent(new Event("progress"));
  }
}

/** Emits "change" when an upload appears or goes. */
export class Uploads extends EventTarget {
  #client;
  #worker;
  #send;
  #drop;
  #list = [];
  #running = new Set();

  /**
   * @param send (blob, {onProgress, signal, kept}) => Promise<mxc>
   * @param drop (kept) => Promise: the upload will not be gone on with
   */
  constructor({ client, worker, send, drop = async () => {}, status }) {
    super();
    this.#client = client;
    this.#worker = worker;
    this.#send = send;
    this.#drop = drop;
    this.status = status;
    status.addEventListener("change", () => status.online && this.#list.filter((u) => u.phase === "offline").forEach((u) => this.retry(u)));
  }

  of(roomId) {
    return this.#list.filter((upload) => upload.roomId === roomId);
  }

  get busy() {
    return this.#list.some((upload) => upload.phase !== "failed");
  }

  add(roomId, file, options = {}) {
    const upload = new Upload(roomId, file, options);
    this.#list.push(upload);
    this.#changed();
    if (file.size > LARGEST_BYTES) {
      upload.tooLarge = true;
      upload.set("failed");
    } else {
      this.#next(roomId);
    }
    return upload;
  }

  retry(upload) {
    if (upload.tooLarge) return;
    upload.abort = new AbortController();
    upload.set("waiting");
    this.#next(upload.roomId);
  }

  /** Stops sending; what was encrypted is kept here and what was sent at the server. */
  pause(upload) {
    if (upload.phase !== "sending") return;
    upload.abort.abort();
    upload.set("paused");
  }

  cancel(upload) {
    upload.abort.abort();
    this.#drop(upload.kept).catch(() => {});
    this.#remove(upload);
  }

  async #next(roomId) {
    if (this.#running.has(roomId)) return;
    const upload = this.#list.find((u) => u.roomId === roomId && u.phase === "waiting");
    if (!upload) return;
    this.#running.add(roomId);
    try {
      await this.#run(upload);
      this.#remove(upload);
    } catch (e) {
      if (!upload.abort.signal.aborted) this.#failed(upload, e);
    } finally {
      this.#running.delete(roomId);
      this.#next(roomId);
    }
  }

  #failed(upload, e) {
    upload.tooLarge = e.httpStatus === 413 || e.errcode === "M_TOO_LARGE";
    const away = !upload.tooLarge && isNetworkError(e) && e.message !== "worker";
    upload.set(away ? "offline" : "failed");
    // the network may already be back when this one fails: status tells the others, a timer this one
    if (away) setTimeout(() => upload.phase === "offline" && this.status.online && this.retry(upload), 5000);
  }

  async #run(upload) {
    upload.set("encrypting");
    const content = await this.#content(upload);
    if (upload.abort.signal.aborted) return;
    if (upload.replyTo) content["m.relates_to"] = { "m.in_reply_to": { event_id: upload.replyTo } };
    this.#client.sendMessage(upload.roomId, content).catch(() => {});
  }

  async #content(upload) {
    const info = { size: upload.size, mimetype: upload.mimetype };
    const { info: more, ...extra } = upload.extra;
    Object.assign(info, more);
    const content = { msgtype: "m.file", body: upload.caption || upload.name, filename: upload.name, info, ...extra };
    let blob = upload.file;
    if (/^image\/(jpeg|png|webp|gif)$/.test(upload.mimetype)) {
      const photo = await this.#worker.photo(upload.file).catch(() => undefined);
      if (photo) {
        content.msgtype = "m.image";
        blob = photo.blob;
        Object.assign(info, { w: photo.width, h: photo.height, size: blob.size });
        if (photo.thumbnail) await this.#thumbnail(photo.thumbnail, info, upload);
      }
    }
    content.file = await this.#encryptAndSend(blob, upload, true);
    return content;
  }

  async #thumbnail({ blob, width, height }, info, upload) {
    info.thumbnail_file = await this.#encryptAndSend(blob, upload, false);
    info.thumbnail_info = { w: width, h: height, size: blob.size, mimetype: blob.type };
  }

  async #encryptAndSend(blob, upload, shown) {
    const { data, file } = await this.#encrypted(blob, upload, shown);
    if (shown) {
      upload.startedAt = undefined;
      upload.size = blob.size;
      upload.set("sending");
    }
    const onProgress = (loaded) => shown && !upload.abort.signal.aborted && upload.goesOn(loaded);
    const url = await this.#send(new Blob([data]), { onProgress, signal: upload.abort.signal, kept: shown ? upload.kept : undefined });
    return { ...file, url };
  }

  /** A second try sends the same ciphertext: the key was used for nothing else. */
  async #encrypted(blob, upload, shown) {
    if (!shown) return this.#worker.encrypt(blob);
    upload.encrypted ??= await this.#worker.encrypt(blob);
    return upload.encrypted;
  }

  #remove(upload) {
    this.#list = this.#list.filter((u) => u !== upload);
    this.#changed();
  }

  #changed() {
    this.dispatchEvent(new Event("change"));
  }
}
