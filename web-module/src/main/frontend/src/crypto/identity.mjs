// Device check and key backup: set up, restored with the recovery key, or begun anew.
import { decodeRecoveryKey } from "../sdk.mjs";
import { askPassword } from "../lib/dialog.mjs";
import { t } from "../lib/i18n.mjs";

/**
 * What this device knows:
 * - "none":       the account has no cross-signing identity yet
 * - "ready":      this device is checked and the keys are backed up
 * - "unbacked":   the identity exists, but there is no key backup
 * - "unverified": another device must check this one, or the recovery key must be entered
 */
export async function identityState(client) {
  const crypto = client.getCrypto();
  const hasIdentity = await crypto.userHasCrossSigningKeys(client.getUserId(), true);
  if (!hasIdentity) return "none";
  const own = await crypto.getDeviceVerificationStatus(client.getUserId(), client.getDeviceId());
  if (!own?.crossSigningVerified) return "unverified";
  return (await hasSecretStorage(client)) && (await backsUp(crypto)) ? "ready" : "unbacked";
}

/** Just after the start the engine has not looked for the backup yet. */
async function backsUp(crypto) {
  if (await crypto.getActiveSessionBackupVersion()) return true;
  await crypto.checkKeyBackupAndEnable();
  return Boolean(await crypto.getActiveSessionBackupVersion());
}

export async function hasSecretStorage(client) {
  return (await client.secretStorage.getDefaultKeyId()) !== null;
}

/** A new recovery key: {encoded, privateKey, …}; nothing is stored until `setUp`. */
export function newRecoveryKey(client) {
  return client.getCrypto().createRecoveryKeyFromPassphrase();
}

/** Creates identity, secret storage and key backup, all under the recovery key. */
export async function setUp(client, storageKey, recoveryKey) {
  const crypto = client.getCrypto();
  await storageKey.during(Uint8Array.from(recoveryKey.privateKey), async () => {
    await crypto.bootstrapCrossSigning({ authUploadDeviceSigningKeys: (request) => withPassword(client, request) });
    await crypto.bootstrapSecretStorage({ createSecretStorageKey: async () => recoveryKey, setupNewSecretStorage: true, setupNewKeyBackup: true });
  });
  await crypto.checkKeyBackupAndEnable();
}

/** Throws `wrongKey` when the text is no recovery key, or not this account's. */
export async function restore(client, storageKey, text, onProgress) {
  const key = await checkedKey(client, text);
  const crypto = client.getCrypto();
  await storageKey.during(key, async () => {
    await crypto.bootstrapCrossSigning({});
    await crypto.loadSessionBackupPrivateKeyFromSecretStorage();
  });
  await crypto.checkKeyBackupAndEnable();
  return crypto.restoreKeyBackup({ progressCallback: onProgress });
}

async function checkedKey(client, text) {
  let key;
  try {
    key = decodeRecoveryKey(text);
  } catch {
    throw new Error("wrongKey");
  }
  const [, info] = (await client.secretStorage.getKey()) ?? [];
  if (!info || !(await client.secretStorage.checkKey(key, info))) throw new Error("wrongKey");
  return key;
}

/** Gives the account a new identity: earlier messages stay unreadable on new devices, everybody must check again. */
export async function beginAnew(client) {
  await client.getCrypto().resetEncryption((request) => withPassword(client, request));
}

/**
 * Sends a request that may want the password once more (user-interactive authentication). The password goes from the
 * dialog straight into the Matrix request. Throws `cancelled` when the user leaves the dialog.
 */
export async function withPassword(client, request, text = t("uia.text")) {
  let session;
  let error;
  try {
    return await request(null);
  } catch (e) {
    if (e.httpStatus !== 401 || !e.data?.flows) throw e;
    session = e.data.session;
  }
  for (;;) {
    const password = await askPassword({ title: t("uia.title"), text, error });
    if (password === undefined) throw new Error("cancelled");
    try {
      return await request({ type: "m.login.password", identifier: { type: "m.id.user", user: client.getUserId() }, password, session });
    } catch (e) {
      if (e.httpStatus !== 401 && e.httpStatus !== 403) throw e;
      session = e.data?.session ?? session;
      error = t("uia.wrong");
    }
  }
}
