// The seal of a locked device with a PIN. A random key seals the account; the PIN, stretched, seals that key. While the
// device is unlocked WebCrypto keeps the random key and never hands it out; locking drops it, so that without the PIN
// nobody can open the account, not even with this browser's own console.

const ROUNDS = 600_000;
const SEALED = { name: "AES-GCM", length: 256 };
export const TRIES = 5;

export function isPin(text) {
  return /^\d{6}$/.test(text);
}

async function stretched(pin, salt) {
  const material = await crypto.subtle.importKey("raw", new TextEncoder().encode(pin), "PBKDF2", false, ["deriveKey"]);
  return crypto.subtle.deriveKey({ name: "PBKDF2", hash: "SHA-256", salt, iterations: ROUNDS }, material, SEALED, false, ["encrypt", "decrypt"]);
}

/** {record, lockKey}: what is stored, and the key that seals while the device is unlocked. */
export async function newPin(pin) {
  const raw = crypto.getRandomValues(new Uint8Array(32));
  const salt = crypto.getRandomValues(new Uint8Array(16));
  const wrapped = await seal(await stretched(pin, salt), raw);
  return { record: { salt, wrapped, tries: 0 }, lockKey: await importKey(raw) };
}

/** The key, or undefined when the PIN is another. */
export async function openWithPin(record, pin) {
  try {
    return await importKey(await open(await stretched(pin, record.salt), record.wrapped));
  } catch {
    return undefined;
  }
}

function importKey(raw) {
  return crypto.subtle.importKey("raw", raw, "AES-GCM", false, ["encrypt", "decrypt"]);
}

/** {iv, data} */
export async function seal(key, bytes) {
  const iv = crypto.getRandomValues(new Uint8Array(12));
  return { iv, data: await crypto.subtle.encrypt({ name: "AES-GCM", iv }, key, bytes) };
}

export async function open(key, { iv, data }) {
  return new Uint8Array(await crypto.subtle.decrypt({ name: "AES-GCM", iv }, key, data));
}
