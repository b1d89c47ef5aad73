// The page's side of the service worker: registration, and notices on devices where a page itself may show none.

let registration;
let registering;
let product;

export async function startServiceWorker(ctx) {
  if (!navigator.serviceWorker) return;
  navigator.serviceWorker.addEventListener("message", ({ data }) => data?.openRoom && ctx.router.openRoom(data.openRoom));
  product = ctx.page.product;
  // the worker says the name when no page is open
  registering = navigator.serviceWorker.register(`/sw.js?name=${encodeURIComponent(product)}`, { scope: "/" }).catch(() => undefined);
  registration = await registering;
}

/** Once the worker runs; undefined where there is none. */
export async function workerRegistration() {
  return (await registering) && navigator.serviceWorker.ready;
}

/** True when the worker shows the notice. @param words never anything of a message */
export function noticeByWorker(roomId, words) {
  if (!registration?.active) return false;
  registration.showNotification(product, { body: words, tag: "konsil", icon: "/icon.svg", data: { roomId } });
  return true;
}
