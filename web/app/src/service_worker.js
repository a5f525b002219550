// Keeps the app itself, so that it opens without a network; what it shows then is kept by the app. Answers of the
// interface never go through here.

const version = "VERSION";
const files = ["FILES"];
const name = `attendsense-${version}`;

self.addEventListener("install", (event) => {
  event.waitUntil(
    caches
      .open(name)
      .then((cache) => cache.addAll(files))
      .then(() => self.skipWaiting()),
  );
});

self.addEventListener("activate", (event) => {
  const old = (names) => names.filter((other) => other.startsWith("attendsense-") && other !== name);
  event.waitUntil(
    caches
      .keys()
      .then((names) => Promise.all(old(names).map((other) => caches.delete(other))))
      .then(() => self.clients.claim()),
  );
});

// The page: from the network, so that a new version is there at once; without one, as it was.
async function page(request) {
  try {
    const response = await fetch(request);
    if (response.ok) return response;
  } catch {
    // no network
  }
  return (await caches.match("/")) ?? Response.error();
}

self.addEventListener("fetch", (event) => {
  const { request } = event;
  const { origin, pathname } = new URL(request.url);
  if (request.method !== "GET" || origin !== location.origin || pathname.startsWith("/api/")) return;
  if (request.mode === "navigate") return event.respondWith(page(request));
  event.respondWith(caches.match(request).then((kept) => kept ?? fetch(request)));
});
