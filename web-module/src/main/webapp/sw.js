// The service worker: keeps what is the same for everybody (scripts, styles, texts, the page for no network), never a
// page of a user and nothing of a chat. Shows and answers notices on devices where a page may not.
const CACHE = "konsil-assets";
const OFFLINE = ["/offline.html", "/offline.css", "/icon.svg"];
const VERSIONS_KEPT = 2;
const NAME = new URL(self.location).searchParams.get("name");

self.addEventListener("install", (event) => {
  event.waitUntil(caches.open(CACHE).then((cache) => cache.addAll(OFFLINE)).then(() => self.skipWaiting()));
});

self.addEventListener("activate", (event) => event.waitUntil(self.clients.claim()));

self.addEventListener("fetch", (event) => {
  const { request } = event;
  const url = new URL(request.url);
  if (request.method !== "GET" || url.origin !== self.location.origin) return;
  if (/^\/assets\/[0-9a-f]+\//.test(url.pathname) || url.pathname.startsWith("/ui/api/strings/")) event.respondWith(kept(request, url));
  else if (request.mode === "navigate") event.respondWith(fetch(request).catch(async () => (await caches.match("/offline.html")) ?? Response.error()));
});

/** What carries its version in its address never changes. */
async function kept(request, url) {
  const cache = await caches.open(CACHE);
  const known = await cache.match(request);
  if (known) return known;
  const response = await fetch(request);
  if (response.ok) {
    await cache.put(request, response.clone());
    await trim(cache, url);
  }
  return response;
}

/** Only the newest versions are kept: the cache's keys stand in the order in which they came. */
async function trim(cache, url) {
  if (!url.pathname.startsWith("/assets/")) return;
  const version = (address) => /^\/assets\/([0-9a-f]+)\//.exec(new URL(address).pathname)?.[1];
  const requests = await cache.keys();
  const versions = [...new Set(requests.map(({ url: address }) => version(address)).filter(Boolean))];
  const old = new Set(versions.slice(0, -VERSIONS_KEPT));
  await Promise.all(requests.filter(({ url: address }) => old.has(version(address))).map((one) => cache.delete(one)));
}

// What has come is not said, nor from whom: the message names a chat and no more, and no page of a user may be open.
self.addEventListener("push", (event) => event.waitUntil(notify(event.data)));

async function notify(data) {
  let told = {};
  try {
    told = data?.json() ?? {};
  } catch {
    // the browser asks that every push be shown
  }
  await self.registration.showNotification(NAME, { body: await newMessage(), tag: "konsil", icon: "/icon.svg", data: { roomId: told.room_id } });
}

/** In the language of the texts that came last; they are kept with the scripts. */
async function newMessage() {
  const cache = await caches.open(CACHE);
  const texts = (await cache.keys()).findLast(({ url }) => new URL(url).pathname.startsWith("/ui/api/strings/"));
  const known = texts && (await cache.match(texts));
  return known ? (await known.json())["notify.body"] : "";
}

self.addEventListener("notificationclick", (event) => {
  event.notification.close();
  event.waitUntil(
    self.clients.matchAll({ type: "window" }).then((windows) => {
      const [page] = windows;
      if (!page) return self.clients.openWindow("/");
      page.postMessage({ openRoom: event.notification.data?.roomId });
      return page.focus();
    }),
  );
});
