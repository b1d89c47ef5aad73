// The SDK waits up to ten seconds before it backs up a new key, so that large installations do not all upload at once.
// Somebody who signs out after the last message must not lose its key: we wait less, and signing out waits for us.
import { CryptoEvent, RustBackupManager } from "../sdk.mjs";

const START_MS = 1_500;
const LONGEST_MS = 5_000;

export function quickBackup() {
  RustBackupManager.maxBackupLoopStartDelayMillis = START_MS;
}

/** Resolves when nothing is left to back up, as far as can be told in a few seconds. */
export async function backedUp(client) {
  if (!(await client.getCrypto()?.getActiveSessionBackupVersion())) return;
  await new Promise((resolve) => {
    const quiet = setTimeout(resolve, START_MS + 500);
    client.on(CryptoEvent.KeyBackupSessionsRemaining, (left) => {
      clearTimeout(quiet);
      if (left === 0) resolve();
    });
    setTimeout(resolve, LONGEST_MS);
  });
}
