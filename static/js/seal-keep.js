// Keeps this page, what it is made of and the list of withdrawn documents, so that it opens without a connection.
// Only as nobody in particular: what is kept was fetched without cookies.
(() => {
  const { told, SHELF } = window.Seal;
  if (!window.isSecureContext || !navigator.serviceWorker || !window.caches || !navigator.onLine) return;

  const isStatic = (address) => new URL(address, location.href).pathname.startsWith(new URL(told.static, location.href).pathname);

  async function keep() {
    const asked = { credentials: "omit", cache: "no-cache", headers: { "Accept-Language": document.documentElement.lang } };
    const shelf = await caches.open(SHELF);
    const made = performance.getEntriesByType("resource").map((entry) => entry.name);
    const parts = [...new Set([...made, new URL(told.reader, location.href).href])].filter(isStatic);
    for (const address of [told.page, told.revoked]) {
      const answer = await fetch(address, asked);
      if (answer.ok) await shelf.put(address, answer);
    }
    await shelf.addAll(parts);
    // Parts of a former release go once this one is complete.
    for (const request of await shelf.keys()) {
      if (isStatic(request.url) && !parts.includes(request.url)) await shelf.delete(request, { ignoreVary: true });
    }
    document.documentElement.dataset.kept = "";
  }

  window.addEventListener("load", async () => {
    try {
      await Promise.all(told.scopes.map((scope) => navigator.serviceWorker.register(told.worker, { scope })));
      await keep();
    } catch {
      // A browser that keeps nothing still verifies on line.
    }
  });
})();
