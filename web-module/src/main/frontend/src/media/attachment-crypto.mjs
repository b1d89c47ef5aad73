// Encrypted attachments of the Matrix specification (EncryptedFile v2): AES-256 in counter mode, SHA-256 over the
// ciphertext. WebCrypto does both; large files go piece by piece, so that one copy of the file is in memory, not three.

const PIECE = 8 * 1024 * 1024; // a multiple of the cipher's 16-byte block
const BLOCK = 16;
const EMPTY = new Uint8Array(0);

/** The low 8 bytes count blocks; the iv's high 8 bytes are random and its low ones zero. */
export function counterAt(iv, byteOffset) {
  const counter = Uint8Array.from(iv);
  const view = new DataView(counter.buffer);
  view.setBigUint64(8, BigInt.asUintN(64, view.getBigUint64(8) + BigInt(byteOffset / BLOCK)));
  return counter;
}

/**
 * @param blob       what to encrypt
 * @param onProgress (part 0…1)
 * @returns {data: Uint8Array, file}: the ciphertext and the EncryptedFile without its url
 */
export async function encryptAttachment(blob, onProgress = () => {}) {
  const key = await crypto.subtle.generateKey({ name: "AES-CTR", length: 256 }, true, ["encrypt"]);
  const iv = new Uint8Array(BLOCK);
  crypto.getRandomValues(iv.subarray(0, 8));
  const data = new Uint8Array(blob.size);
  for (let at = 0; at < blob.size; at += PIECE) {
    const plain = await blob.slice(at, at + PIECE).arrayBuffer();
    data.set(new Uint8Array(await crypto.subtle.encrypt({ name: "AES-CTR", counter: counterAt(iv, at), length: 64 }, key, plain)), at);
    onProgress(Math.min(1, (at + PIECE) / blob.size));
  }
  const jwk = await crypto.subtle.exportKey("jwk", key);
  const hash = new Uint8Array(await crypto.subtle.digest("SHA-256", data));
  return { data, file: { v: "v2", key: { kty: "oct", alg: "A256CTR", ext: true, k: jwk.k, key_ops: ["encrypt", "decrypt"] }, iv: toBase64(iv), hashes: { sha256: toBase64(hash) } } };
}

/** The plaintext as a Blob; throws when the ciphertext is not the one that the sender hashed. */
export async function decryptAttachment(data, file, type = "application/octet-stream") {
  const bytes = new Uint8Array(data);
  const hash = toBase64(new Uint8Array(await crypto.subtle.digest("SHA-256", bytes)));
  if (hash !== stripPadding(file.hashes?.sha256 ?? "")) throw new Error("hash");
  const key = await crypto.subtle.importKey("jwk", file.key, { name: "AES-CTR" }, false, ["decrypt"]);
  const iv = fromBase64(file.iv);
  // version 1 counted over all 16 bytes, which differs only when the low half overflows
  const length = file.v === "v1" || file.v === "v2" ? 64 : 128;
  const parts = [EMPTY];
  for (let at = 0; at < bytes.length; at += PIECE) {
    parts.push(await crypto.subtle.decrypt({ name: "AES-CTR", counter: counterAt(iv, at), length }, key, bytes.subarray(at, at + PIECE)));
  }
  return new Blob(parts, { type });
}

export function toBase64(bytes) {
  return stripPadding(btoa(String.fromCharCode(...bytes)));
}

function fromBase64(text) {
  return Uint8Array.from(atob(text.replace(/-/g, "+").replace(/_/g, "/")), (c) => c.charCodeAt(0));
}

function stripPadding(text) {
  return text.replace(/=+$/, "");
}
