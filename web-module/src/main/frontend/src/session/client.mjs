// Builds the Matrix client of this device: crypto store sealed with the device's own key, sync store, routed fetch.
import { createClient, IndexedDBStore, SetPresence, logger } from "../sdk.mjs";
import { quickBackup } from "../crypto/backup-pace.mjs";
import { RealtimeChannel } from "../net/realtime-channel.mjs";
import { routedFetch } from "../net/fetch-router.mjs";
import { Tokens } from "./tokens.mjs";

const SYNC_LIMIT = 20;
const POLL_MS = 30_000;
/** What the SDK gets in place of the access token: the fetch function puts the true one in. */
const NO_TOKEN = "kept-by-the-page";

/** {client, tokens, channel}; the client is not started yet. @param calls whether the organisation has calls */
export async function buildClient({ credentials, account, cryptoCallbacks, onChannel, calls }) {
  logger.setLevel?.("error", false);
  const tokens = new Tokens(account.secrets, (secrets) => {
    account.secrets = { ...account.secrets, ...secrets };
    return credentials.save(account);
  });
  const channel = new RealtimeChannel({ url: `${location.origin.replace(/^http/, "ws")}/ws`, token: () => tokens.current(), onState: onChannel });
  tokens.onChange(() => channel.retryNow());
  const store = new IndexedDBStore({ indexedDB, dbName: "konsil-sync" });
  const client = createClient({
    baseUrl: location.origin,
    userId: account.userId,
    deviceId: account.deviceId,
    accessToken: NO_TOKEN,
    fetchFn: routedFetch({ tokens, channel }),
    store,
    cryptoCallbacks,
    timelineSupport: true,
    verificationMethods: ["m.sas.v1"],
    useAuthorizationHeader: true,
    disableVoip: !calls,
  });
  // the store builds its users with the client's help, so it starts only now
  await store.startup();
  quickBackup();
  await client.initRustCrypto({ cryptoDatabasePrefix: "konsil-crypto", storageKey: account.secrets.storageKey });
  return { client, tokens, channel };
}

export async function startClient(client, { showPresence }) {
  client.setSyncPresence(showPresence ? SetPresence.Online : SetPresence.Offline);
  await client.startClient({ initialSyncLimit: SYNC_LIMIT, lazyLoadMembers: true, threadSupport: false, pollTimeout: POLL_MS });
}
