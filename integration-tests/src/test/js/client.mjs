/**
 * matrix-js-sdk under Node as a client that a test drives: one JSON command a line on standard
 * input, one JSON answer a line on standard output. Commands are the functions of `commands`.
 */
import { createHash, randomBytes, webcrypto } from "node:crypto";
import { createInterface } from "node:readline";

// Newer versions of Node have these, the Node of Debian 12 has not.
globalThis.crypto ??= webcrypto;
Promise.withResolvers ??= () => {
  let resolve, reject;
  const promise = new Promise((yes, no) => ([resolve, reject] = [yes, no]));
  return { promise, resolve, reject };
};

const { createClient, ClientEvent, MatrixEventEvent, OAuth2, RoomEvent, SyncState } = await import("matrix-js-sdk");
const { logger } = await import("matrix-js-sdk/lib/logger.js");
const { Attachment, EncryptedAttachment } = await import("@matrix-org/matrix-sdk-crypto-wasm");
logger.setLevel("silent");
// what libraries print must not come between the answers
console.log = console.info = console.debug = (...texts) => console.error(...texts);

let client;
let oauth;

function begin(baseUrl, session) {
  client = createClient({
    baseUrl,
    userId: session.user_id,
    deviceId: session.device_id,
    accessToken: session.access_token,
    timelineSupport: true,
  });
}

/** Looks at once and after every event until there is something; the test sets the time limit. */
function until(find) {
  return new Promise((resolve, reject) => {
    const names = [ClientEvent.Sync, MatrixEventEvent.Decrypted, RoomEvent.Timeline, RoomEvent.MyMembership];
    const look = async () => {
      try {
        const found = await find();
        if (found === undefined) return;
        names.forEach((name) => client.off(name, look));
        resolve(found);
      } catch (failure) {
        reject(failure);
      }
    };
    names.forEach((name) => client.on(name, look));
    look();
  });
}

function received(roomId, wanted) {
  const events = client.getRoom(roomId)?.getLiveTimeline().getEvents() ?? [];
  const event = events.find((e) => e.getType() === "m.room.message" && wanted(e.getContent()));
  return event && { sender: event.getSender(), event_id: event.getId(), encrypted: event.isEncrypted() };
}

const sha256 = (bytes) => createHash("sha256").update(bytes).digest("hex");

async function oauth_session(baseUrl, tokens) {
  const who = await createClient({ baseUrl, accessToken: tokens.access_token }).whoami();
  return { ...tokens, ...who, wanted_device: oauth.context.deviceId };
}

const commands = {
  async register({ base_url, user, password }) {
    const anonymous = createClient({ baseUrl: base_url });
    const session = await anonymous.registerRequest({
      username: user,
      password,
      auth: { type: "m.login.dummy" },
      initial_device_display_name: "js",
    });
    begin(base_url, session);
    return { user_id: session.user_id, device_id: session.device_id };
  },

  async login({ base_url, user, password }) {
    const session = await createClient({ baseUrl: base_url }).loginRequest({
      type: "m.login.password",
      identifier: { type: "m.id.user", user },
      password,
    });
    begin(base_url, session);
    return { user_id: session.user_id, device_id: session.device_id };
  },

  /** Discovers and registers; answers where the user has to go with a browser. */
  async oauth_begin({ base_url, redirect_uri, response_mode }) {
    const metadata = await createClient({ baseUrl: base_url }).getAuthMetadata();
    const clientId = await OAuth2.registerClient(metadata, {
      client_uri: "https://client.example/",
      client_name: "js",
      application_type: "native",
      redirect_uris: [redirect_uri.replace(/:\d+/, "")],
    });
    oauth = new OAuth2(metadata, { clientId });
    const state = randomBytes(8).toString("hex");
    return { state, url: await oauth.generateAuthorizationCodeGrantUrl(state, redirect_uri, response_mode) };
  },

  async oauth_complete({ base_url, redirect_uri, code }) {
    return { ...(await oauth_session(base_url, await oauth.completeAuthorizationCodeGrant(code, redirect_uri))) };
  },

  async oauth_refresh({ base_url, refresh_token }) {
    return { ...(await oauth_session(base_url, await oauth.performRefreshTokenGrant(refresh_token))) };
  },

  /** Begins for a device without a browser; answers the page's address with the code. */
  async oauth_device() {
    oauth.waiting = await oauth.startDeviceAuthorizationGrant(
      `urn:matrix:client:api:* urn:matrix:client:device:${randomBytes(8).toString("hex")}`,
    );
    return { url: oauth.waiting.verification_uri_complete };
  },

  async oauth_device_wait({ base_url }) {
    return { ...(await oauth_session(base_url, await oauth.waitForDeviceAuthorizationGrant(oauth.waiting))) };
  },

  /** Revokes, and answers what the token is worth afterwards. */
  async oauth_revoke({ base_url, access_token }) {
    await oauth.revokeToken(access_token, "access_token");
    const after = await createClient({ baseUrl: base_url, accessToken: access_token }).whoami().catch((e) => e.errcode);
    return { after };
  },

  async start() {
    await client.initRustCrypto({ useIndexedDB: false });
    await client.startClient({ initialSyncLimit: 20, lazyLoadMembers: true, threadSupport: true });
    await until(() => (client.getSyncState() === SyncState.Syncing ? true : undefined));
    return {};
  },

  async create_room({ invite }) {
    const { room_id } = await client.createRoom({
      preset: "private_chat",
      invite: [invite],
      initial_state: [
        { type: "m.room.encryption", state_key: "", content: { algorithm: "m.megolm.v1.aes-sha2" } },
      ],
    });
    await until(() => (client.getRoom(room_id)?.hasEncryptionStateEvent() ? true : undefined));
    return { room_id };
  },

  async await_invite() {
    return until(() => {
      const room = client.getRooms().find((r) => r.getMyMembership() === "invite");
      return room && { room_id: room.roomId };
    });
  },

  async join({ room_id }) {
    await client.joinRoom(room_id);
    await until(() => (client.getRoom(room_id)?.hasEncryptionStateEvent() ? true : undefined));
    return {};
  },

  async await_member({ room_id, user }) {
    return until(() =>
      client.getRoom(room_id)?.getMember(user)?.membership === "join" ? {} : undefined,
    );
  },

  async await_device({ user, device_id }) {
    return until(async () => {
      const devices = await client.getCrypto().getUserDeviceInfo([user], true);
      return devices.get(user)?.has(device_id) ? {} : undefined;
    });
  },

  async send({ room_id, body }) {
    const { event_id } = await client.sendTextMessage(room_id, body);
    return { event_id };
  },

  async await_message({ room_id, body }) {
    return until(() => received(room_id, (content) => content.body === body));
  },

  async send_file({ room_id, name, size }) {
    const plain = randomBytes(size);
    const encrypted = Attachment.encrypt(new Uint8Array(plain));
    const file = JSON.parse(encrypted.mediaEncryptionInfo);
    const { content_uri } = await client.uploadContent(new Blob([encrypted.encryptedData]), {
      type: "application/octet-stream",
      includeFilename: false,
    });
    const content = { msgtype: "m.file", body: name, file: { ...file, url: content_uri }, info: { size } };
    const { event_id } = await client.sendMessage(room_id, content);
    return { event_id, sha256: sha256(plain) };
  },

  async await_file({ room_id, name }) {
    let file;
    const found = await until(() =>
      received(room_id, (content) => content.body === name && (file = content.file)),
    );
    const url = client.mxcUrlToHttp(file.url, undefined, undefined, undefined, false, true, true);
    const answer = await fetch(url, { headers: { Authorization: `Bearer ${client.getAccessToken()}` } });
    if (!answer.ok) throw new Error(`download answered ${answer.status}`);
    const bytes = new Uint8Array(await answer.arrayBuffer());
    const plain = Attachment.decrypt(new EncryptedAttachment(bytes, JSON.stringify(file)));
    return { ...found, sha256: sha256(plain) };
  },

  async stop() {
    client?.stopClient();
    return {};
  },
};

for await (const line of createInterface({ input: process.stdin })) {
  const { do: name, ...given } = JSON.parse(line);
  let answer;
  try {
    answer = { ok: true, ...(await commands[name](given)) };
  } catch (failure) {
    answer = { ok: false, error: failure.errcode ?? failure.name, message: String(failure.message ?? failure) };
  }
  process.stdout.write(JSON.stringify(answer) + "\n");
  if (name === "stop") process.exit(0);
}
