// The signed-in page: opens the device, starts the client, ties the parts together.
import { ClientEvent, CryptoEvent, EventStatus, HttpApiEvent, MatrixEventEvent, RoomEvent, RoomMemberEvent, RoomStateEvent, UserEvent } from "./sdk.mjs";
import { byId, h, icon, button, replace } from "./lib/dom.mjs";
import { toast } from "./lib/dialog.mjs";
import { loadTexts, t } from "./lib/i18n.mjs";
import { hue, initials } from "./lib/people.mjs";
import { Cases } from "./cases/cases.mjs";
import { Calls } from "./calls/calls.mjs";
import { Alarm } from "./clinical/alarm.mjs";
import { watchStatusRequests } from "./clinical/status.mjs";
import { SecretStorageKey } from "./crypto/callbacks.mjs";
import { Trust } from "./crypto/trust.mjs";
import { Directory } from "./directory/directory.mjs";
import { Drafts } from "./local/drafts.mjs";
import { Vault } from "./local/vault.mjs";
import { Downloads } from "./media/downloads.mjs";
import { dropMedia, sendMedia } from "./media/send-media.mjs";
import { Uploads } from "./media/uploads.mjs";
import { MediaWorker } from "./media/worker-client.mjs";
import { watchNotifications } from "./notifications.mjs";
import { RecoveryPages } from "./recovery/pages.mjs";
import { snoozed } from "./recovery/reminder.mjs";
import { fillIndex, watchForSearch } from "./search/watch.mjs";
import { SearchIndex } from "./search/index.mjs";
import { watchMutes } from "./rooms/mute.mjs";
import { Scheduled } from "./scheduling/scheduled.mjs";
import { Conversation, showNoConversation } from "./rooms/conversation.mjs";
import { ListView } from "./rooms/list-view.mjs";
import { isLeft } from "./rooms/model.mjs";
import { Router } from "./router.mjs";
import { buildClient, startClient } from "./session/client.mjs";
import { pageActions } from "./session/leave.mjs";
import { keepSession } from "./session/keep-session.mjs";
import { accountFor } from "./session/sign-in.mjs";
import { takeDevice } from "./session/single-tab.mjs";
import { watchIdle } from "./session/idle-lock.mjs";
import { Absences } from "./settings/absence.mjs";
import { Preferences } from "./settings/preferences.mjs";
import { Settings, showOwnName } from "./settings/settings.mjs";
import { startServiceWorker } from "./service-worker.mjs";
import { watchShortcuts } from "./shortcuts.mjs";
import { Status } from "./status.mjs";
import { Delivered } from "./timeline/delivered.mjs";
import { deliveryState } from "./timeline/delivery.mjs";
import { Verification } from "./verification/flow.mjs";
import { followWebPush } from "./web-push.mjs";

const page = byId("app").dataset;

async function main({ steal = false } = {}) {
  await loadTexts(page.strings, document.documentElement.lang);
  if (!(await takeDevice({ steal, onLost: elsewhere }))) return otherTab();
  const opened = await accountFor(page.user, page.csrf);
  if (!opened) return location.replace("/login");
  const ctx = await assemble(opened);
  document.documentElement.dataset.ready = "starting";
  await startClient(ctx.client, { showPresence: ctx.preferences.get("presence") });
  ctx.channel.start();
  navigator.storage?.persist?.();
  return undefined;
}

/** Everything that lives as long as the page, in one object that the parts share. */
async function assemble({ credentials, account }) {
  const ctx = { credentials, page, storageKey: new SecretStorageKey(), synced: false };
  ctx.vault = await Vault.open(account.secrets.storageKey);
  ctx.drafts = await Drafts.load(ctx.vault);
  addEventListener("pagehide", () => (ctx.drafts.flush(), ctx.search?.save()));
  ctx.phone = () => byId("app").getBoundingClientRect().width < 44 * rem();
  ctx.wide = () => byId("app").getBoundingClientRect().width >= 76 * rem();
  ctx.status = new Status();
  ctx.router = new Router();
  Object.assign(ctx, await buildClient({ credentials, account, cryptoCallbacks: ctx.storageKey.callbacks(), onChannel: (open) => (document.documentElement.dataset.channel = open ? "socket" : "http"), calls: page.calls === "true" }));
  ctx.cases = await Cases.load(ctx.client, ctx.vault);
  ctx.whenJoined = (roomId) => whenJoined(ctx.client, roomId);
  ctx.preferences = new Preferences(ctx.client);
  ctx.delivered = await Delivered.load(ctx);
  ctx.trust = new Trust(ctx.client);
  const worker = new MediaWorker(`${page.assets}/media-worker.js`);
  ctx.worker = worker;
  ctx.upload = (blob) => sendMedia(ctx.tokens, blob, { onProgress: () => {}, signal: new AbortController().signal });
  ctx.media = new Downloads(ctx.tokens, worker);
  ctx.uploads = new Uploads({ client: ctx.client, worker, status: ctx.status, send: (blob, options) => sendMedia(ctx.tokens, blob, options), drop: (kept) => dropMedia(ctx.tokens, kept) });
  ctx.search = new SearchIndex(ctx.vault);
  watchForSearch(ctx, ctx.search);
  ctx.openMessage = (roomId, eventId) => {
    ctx.router.openRoom(roomId);
    ctx.conversation?.timeline.jump(eventId);
  };
  ctx.scheduled = new Scheduled(ctx);
  ctx.absences = new Absences(ctx.client);
  ctx.actions = pageActions(ctx);
  watchIdle(() => ctx.preferences.get("lockAfter"), () => !ctx.uploads.busy && !ctx.calls?.current && ctx.actions.lock());
  ctx.list = new ListView(ctx);
  ctx.verification = new Verification(ctx);
  ctx.directory = new Directory(ctx);
  ctx.settings = new Settings(ctx);
  ctx.recovery = new RecoveryPages(ctx);
  ctx.list.skeleton();
  watch(ctx);
  watchShortcuts(ctx);
  watchNotifications(ctx);
  startServiceWorker(ctx);
  followWebPush(ctx);
  keepSession(ctx);
  watchMutes(ctx);
  watchStatusRequests(ctx);
  ctx.alarm = new Alarm(ctx);
  if (page.calls === "true") ctx.calls = new Calls(ctx);
  ctx.router.addEventListener("change", () => navigate(ctx));
  showSelf(ctx, account.userId);
  navigate(ctx);
  return ctx;
}

function rem() {
  return parseFloat(getComputedStyle(document.documentElement).fontSize);
}

function watch(ctx) {
  const { client, list, trust } = ctx;
  client.on(ClientEvent.Sync, (state, _before, data) => {
    ctx.status.follow(state, data);
    if ((state === "PREPARED" || state === "SYNCING") && !ctx.synced) synced(ctx);
    // what the browser kept of the last sync may be older than the account's keys
    if ((state === "PREPARED" && !data?.fromCache) || state === "SYNCING") checkIdentity(ctx);
  });
  for (const event of [ClientEvent.Room, ClientEvent.DeleteRoom, ClientEvent.AccountData, RoomEvent.Timeline, RoomEvent.Name, RoomEvent.MyMembership, RoomEvent.Receipt, RoomEvent.UnreadNotifications, RoomEvent.LocalEchoUpdated, RoomEvent.Redaction, RoomEvent.Tags, RoomStateEvent.Members, RoomMemberEvent.Name, MatrixEventEvent.Decrypted, UserEvent.Presence, CryptoEvent.KeyBackupDecryptionKeyCached]) {
    client.on(event, list.update);
  }
  client.on(ClientEvent.Room, () => ctx.router.roomId && !ctx.conversation && navigate(ctx));
  client.on(RoomEvent.MyMembership, (room) => room.roomId === ctx.router.roomId && navigate(ctx));
  client.on(HttpApiEvent.SessionLoggedOut, () => ctx.actions.signedOutElsewhere());
  trust.addEventListener("change", list.update);
  ctx.cases.addEventListener("change", list.update);
  ctx.status.addEventListener("change", () => ctx.status.online && resendQueued(client));
}

/** The room, once the sync has told of it. */
function whenJoined(client, roomId) {
  const known = client.getRoom(roomId);
  if (known?.getMyMembership() === "join") return known;
  return new Promise((resolve) => {
    const look = (room) => {
      if (room.roomId !== roomId || room.getMyMembership() !== "join") return;
      client.off(ClientEvent.Room, look);
      client.off(RoomEvent.MyMembership, look);
      resolve(room);
    };
    client.on(ClientEvent.Room, look);
    client.on(RoomEvent.MyMembership, look);
  });
}

/** What waited for the network goes out when it is back; what the server refused waits for the user. */
function resendQueued(client) {
  for (const room of client.getRooms()) {
    for (const event of room.getLiveTimeline().getEvents()) {
      if (event.status === EventStatus.NOT_SENT && deliveryState(event, true) === "queued") client.resendEvent(event, room).catch(() => {});
    }
  }
}

function synced(ctx) {
  ctx.synced = true;
  document.documentElement.dataset.ready = "true";
  ctx.list.update();
  navigate(ctx);
  showSelf(ctx, ctx.client.getUserId());
  ctx.scheduled.load();
  fillIndex(ctx, ctx.search).then(ctx.list.update, () => {});
}

/** Once, when the server has answered: a device that is not checked, or keys that are not backed up, come first. */
async function checkIdentity(ctx) {
  if (ctx.identityChecked) return;
  ctx.identityChecked = true;
  await ctx.settings.security.show();
  const state = ctx.settings.security.state ?? "ready";
  if (state !== "ready" && !snoozed() && ctx.router.view === "chats" && !ctx.router.roomId) ctx.router.go("/recovery");
}

async function showSelf(ctx, userId) {
  const profile = await ctx.client.getProfileInfo(userId).catch(() => undefined);
  const name = profile?.displayname || userId;
  showOwnName(name);
  for (const place of document.querySelectorAll("[data-own-avatar]")) {
    place.textContent = initials(name);
    place.dataset.hue = hue(userId);
  }
}

function navigate(ctx) {
  const { router, client } = ctx;
  ctx.router.apply();
  ctx.status.setPage(`${t(`page.${router.view}`)} – ${page.product}`);
  if (router.view === "recovery") return ctx.recovery.show();
  ctx.recovery.hide();
  const room = router.roomId && client.getRoom(router.roomId);
  const open = room && (room.getMyMembership() === "join" || isLeft(room)) ? room : undefined;
  if (ctx.conversation && (ctx.conversation.room !== open || ctx.conversation.left !== (open.getMyMembership() !== "join"))) {
    ctx.conversation.close();
    ctx.conversation = undefined;
  }
  if (open && !ctx.conversation) {
    ctx.conversation = new Conversation(ctx, open);
    ctx.conversation.composer.focus();
  } else if (!open) showNoConversation();
  ctx.list.update();
  if (router.view === "directory") {
    ctx.directory.show();
    ctx.directory.field.focus();
  }
  if (router.view === "settings") ctx.settings.show();
  return undefined;
}

/** Another tab of this browser uses the device's keys. */
function otherTab() {
  const door = byId("door");
  byId("app").hidden = true;
  door.hidden = false;
  replace(
    door,
    h("main", { class: "k-door__card" }, h("h1", { class: "k-door__title" }, t("tab.title")), h("p", { class: "k-muted" }, t("tab.text")), button("k-button k-button--primary k-button--lg k-button--block", null, t("tab.here"), () => {
      door.hidden = true;
      door.replaceChildren();
      byId("app").hidden = false;
      main({ steal: true }).catch(failed);
    }, { data: { testid: "tab-here" } })),
    h("span"),
  );
}

/** The other tab took over: a page load frees all that this one holds. */
function elsewhere() {
  location.reload();
}

function failed(error) {
  console.error("Konsil could not start:", error?.message ?? error);
  const rooms = byId("rooms");
  rooms.removeAttribute("aria-busy");
  replace(rooms, h("li", { class: "k-empty", role: "alert", data: { testid: "start-failed" } }, icon("cloud"), h("h2", null, t("start.failed.title")), h("p", null, t("start.failed.text")), button("k-button k-button--primary", null, t("start.failed.button"), () => location.reload())));
  toast(t("start.failed.title"), "urgent");
}

main().catch(failed);
