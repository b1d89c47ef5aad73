// The ways out: lock, sign out, signed out by somebody else. Also the page's buttons, by data-action.
import { byId } from "../lib/dom.mjs";
import { newChat } from "../rooms/new-chat.mjs";
import { backedUp } from "../crypto/backup-pace.mjs";
import { identityState } from "../crypto/identity.mjs";
import { showQr } from "../contacts/contact-card.mjs";
import { endSubscription } from "../web-push.mjs";
import { endSession, lockSession, resumeSession } from "./server-api.mjs";
import { wipeDevice } from "./wipe.mjs";

/** Named actions of the page; each button with data-action=NAME runs one. */
export function pageActions(ctx) {
  const actions = {
    "new-chat": () => newChat(ctx),
    lock: () => lock(ctx),
    "own-qr": () => showOwnQr(ctx),
    "sign-out": () => askToSignOut(ctx),
    "sign-out-confirmed": () => signOut(ctx),
    "close-dialogs": () => window.PF("signOutDialog").hide(),
    signedOutElsewhere: () => signedOutElsewhere(ctx),
  };
  document.addEventListener("click", (event) => {
    const name = event.target.closest("[data-action]")?.dataset.action;
    if (name && actions[name]) {
      event.preventDefault();
      actions[name]();
    }
  });
  document.addEventListener("konsil:idle", () => {
    if (ctx.uploads.busy || ctx.calls?.current) return;
    if (ctx.page.sharedDevice === "true") signOut(ctx);
    else lock(ctx);
  });
  addEventListener("beforeunload", (event) => {
    if (!ctx.leaving && ctx.uploads.busy) event.preventDefault();
  });
  return actions;
}

/** Leaving the document takes keys and plaintext out of memory; blurring them would not. */
async function lock(ctx) {
  ctx.leaving = true;
  await ctx.calls?.hangUp();
  const sealed = await ctx.credentials.hasPin();
  await ctx.drafts.flush().catch(() => {});
  // a token refreshed after the seal could not be kept
  await ctx.tokens.settled();
  await ctx.credentials.setLocked(true);
  let status = await lockSession(ctx.page.csrf, sealed).catch(() => 0);
  if (status === 401) {
    const { session } = await resumeSession(ctx.tokens.peek());
    if (session) status = await lockSession(session.csrf, sealed);
  }
  stop(ctx);
  location.replace("/lock");
}

async function showOwnQr({ client }) {
  const userId = client.getUserId();
  const profile = await client.getProfileInfo(userId).catch(() => undefined);
  await showQr({ userId, name: profile?.displayname || userId, organisation: client.getDomain() });
}

async function askToSignOut(ctx) {
  const state = await identityState(ctx.client).catch(() => "ready");
  byId("out-warning").hidden = state === "ready" || state === "unverified";
  window.PF("signOutDialog").show();
}

async function signOut(ctx) {
  ctx.leaving = true;
  await ctx.calls?.hangUp();
  await backedUp(ctx.client).catch(() => {});
  stop(ctx);
  await ctx.client.logout(true).catch(() => {});
  await erase(ctx);
}

async function signedOutElsewhere(ctx) {
  if (ctx.leaving) return;
  ctx.leaving = true;
  stop(ctx);
  await erase(ctx, "?out=elsewhere");
}

function stop(ctx) {
  ctx.channel.stop();
  ctx.client.stopClient();
}

async function erase(ctx, query = "") {
  ctx.credentials.close();
  ctx.vault.close();
  await ctx.client.clearStores().catch(() => {});
  await endSubscription().catch(() => {});
  await wipeDevice();
  await endSession(ctx.page.csrf).catch(() => {});
  location.replace(`/login${query}`);
}

