// Erases everything this application ever kept in the browser: sessions, keys, the copy of the last sync, settings.

const KNOWN = ["konsil-session", "konsil-local", "konsil-crypto::matrix-sdk-crypto", "konsil-crypto::matrix-sdk-crypto-meta", "matrix-js-sdk:konsil-sync"];

export async function wipeDevice() {
  const listed = (await indexedDB.databases?.()) ?? [];
  const names = new Set([...KNOWN, ...listed.map((d) => d.name).filter((name) => name?.includes("konsil"))]);
  await Promise.all([...names].map(remove));
  for (const name of (await globalThis.caches?.keys()) ?? []) if (name.startsWith("konsil")) await caches.delete(name);
  for (const storage of [localStorage, sessionStorage]) {
    for (const key of Object.keys(storage)) if (/^(konsil|mx|loglevel)/.test(key)) storage.removeItem(key);
  }
}

function remove(name) {
  return new Promise((resolve) => {
    const request = indexedDB.deleteDatabase(name);
    request.onsuccess = request.onerror = resolve;
    // another tab still holds it open: it goes as soon as that one closes
    request.onblocked = () => setTimeout(resolve, 1500);
  });
}
