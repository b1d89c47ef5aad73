// Fetches media with the access token in a header (never in an address that could be logged) and decrypts it.

const KEPT_PREVIEWS = 60;

/** Where the thing itself is: {file} when encrypted, {url} when not. */
export function sourceOf(content) {
  return content.file ? { file: content.file, type: content.info?.mimetype } : content.url ? { url: content.url, type: content.info?.mimetype } : undefined;
}

export function thumbnailOf(content) {
  const info = content.info ?? {};
  if (info.thumbnail_file) return { file: info.thumbnail_file, type: info.thumbnail_info?.mimetype };
  return info.thumbnail_url ? { url: info.thumbnail_url, type: info.thumbnail_info?.mimetype } : undefined;
}

/** Types that may be shown in the page from a blob: nothing that could carry script. */
const SAFE_TYPES = new Set(["image/jpeg", "image/png", "image/gif", "image/webp", "image/avif", "application/pdf", "audio/ogg", "audio/webm", "audio/mp4", "audio/mpeg", "audio/wav", "audio/aac"]);

export function safeType(type) {
  const plain = String(type).split(";")[0].trim();
  return SAFE_TYPES.has(plain) ? plain : "application/octet-stream";
}

export class Downloads {
  #tokens;
  #worker;
  #previews = new Map();

  constructor(tokens, worker) {
    this.#tokens = tokens;
    this.#worker = worker;
  }

  /** The decrypted content as a Blob. @param onProgress (part 0…1) */
  async fetch(source, onProgress) {
    const mxc = source.file?.url ?? source.url;
    const data = await this.#fetchBytes(mxc, onProgress);
    const type = safeType(source.type);
    return source.file ? this.#worker.decrypt(data, source.file, type) : new Blob([data], { type });
  }

  /** An address for an img element. The newest previews are kept, older ones are given back to the browser. */
  preview(source) {
    const mxc = source.file?.url ?? source.url;
    let url = this.#previews.get(mxc);
    if (!url) {
      url = this.fetch(source).then((blob) => URL.createObjectURL(blob));
      url.catch(() => this.#previews.delete(mxc));
    }
    this.#previews.delete(mxc);
    this.#previews.set(mxc, url);
    if (this.#previews.size > KEPT_PREVIEWS) {
      const [oldest, oldUrl] = this.#previews.entries().next().value;
      this.#previews.delete(oldest);
      oldUrl.then(URL.revokeObjectURL, () => {});
    }
    return url;
  }

  async #fetchBytes(mxc, onProgress) {
    const match = /^mxc:\/\/([^/?#]+)\/([\w-]+)$/.exec(mxc ?? "");
    if (!match) throw new Error("mxc");
    const url = `/_matrix/client/v1/media/download/${encodeURIComponent(match[1])}/${encodeURIComponent(match[2])}`;
    const response = await fetch(url, { headers: { Authorization: `Bearer ${await this.#tokens.current()}` } });
    if (!response.ok) throw new Error(`media: ${response.status}`);
    const total = Number(response.headers.get("Content-Length")) || 0;
    if (!onProgress || !total) return response.arrayBuffer();
    return readAll(response.body.getReader(), total, onProgress);
  }
}

async function readAll(reader, total, onProgress) {
  let bytes = new Uint8Array(total);
  let at = 0;
  for (;;) {
    const { done, value } = await reader.read();
    if (done) return at === bytes.length ? bytes.buffer : bytes.slice(0, at).buffer;
    if (at + value.length > bytes.length) {
      const larger = new Uint8Array(Math.max(bytes.length * 2, at + value.length));
      larger.set(bytes.subarray(0, at));
      bytes = larger;
    }
    bytes.set(value, at);
    at += value.length;
    onProgress(Math.min(1, at / total));
  }
}

/** Lets the browser save a Blob under a name. */
export function saveBlob(blob, name) {
  const url = URL.createObjectURL(blob);
  const link = document.createElement("a");
  link.href = url;
  link.download = name;
  document.body.append(link);
  link.click();
  link.remove();
  setTimeout(() => URL.revokeObjectURL(url), 60_000);
}
