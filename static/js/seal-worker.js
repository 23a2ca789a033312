// Opens the page of verification without a connection. With one, it changes nothing: every answer comes from the server.
const SHELF = "verification";
const PAGE = "/verify/";
const how = { ignoreVary: true };

self.addEventListener("install", () => self.skipWaiting());
self.addEventListener("activate", (event) => event.waitUntil(self.clients.claim()));

async function kept(address) {
  const shelf = await caches.open(SHELF);
  return (await shelf.match(address, how)) ?? Response.error();
}

self.addEventListener("fetch", (event) => {
  const { request } = event;
  if (request.method !== "GET" || new URL(request.url).origin !== self.location.origin) return;
  const address = request.mode === "navigate" ? PAGE : request.url;
  event.respondWith(fetch(request).catch(() => kept(address)));
});
