// Notices while no page is open: the browser's push service wakes the service worker, which says that something has come and
// nothing else. Follows the switch "notifications" of this device.
import { lang } from "./lib/i18n.mjs";
import { workerRegistration } from "./service-worker.mjs";

const KIND = "org.konsil.webpush";
const APP = "org.konsil.web";

/** Subscribes, or ends the subscription, now and whenever the switch is turned. */
export function followWebPush(ctx) {
  let wanted;
  const follow = () => {
    const on = ctx.preferences.get("notifications") && window.Notification?.permission === "granted";
    if (on === wanted) return;
    wanted = on;
    // a browser without a push service gives notices while a page is open
    (on ? subscribe(ctx.client) : unsubscribe(ctx.client)).catch(() => {});
  };
  ctx.preferences.addEventListener("change", follow);
  follow();
}

async function subscribe(client) {
  const push = (await workerRegistration())?.pushManager;
  const offer = push && (await client.getCapabilities())[KIND];
  if (!offer?.enabled) return;
  const subscription = await push.subscribe({ userVisibleOnly: true, applicationServerKey: offer.vapid });
  const { endpoint, keys } = subscription.toJSON();
  await client.setPusher({ kind: KIND, app_id: APP, pushkey: keys.p256dh, app_display_name: "Konsil", device_display_name: "Web", lang: lang(), data: { endpoint, auth: keys.auth }, append: false });
}

async function unsubscribe(client) {
  const key = await endSubscription();
  if (key) await client.removePusher(key, APP);
}

/** The key of the subscription that was ended, or undefined; the server forgets a pusher with its device. */
export async function endSubscription() {
  const subscription = await (await navigator.serviceWorker?.getRegistration())?.pushManager?.getSubscription();
  if (!subscription) return undefined;
  await subscription.unsubscribe();
  return subscription.toJSON().keys.p256dh;
}
