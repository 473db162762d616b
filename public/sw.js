// Shows what was known last when the status page cannot be reached. That copy is made by the server so that nothing in it is
// called current (lib/view/stand-in.ts); no page and no answer is ever kept as it was.
const CACHE = "vitrine-offline-2";
const AGE = "<!--age-->";
const RENEW_AFTER_MS = 60_000;
/** What a proxy answers in the place of a server that it does not reach. */
const UNREACHED = [502, 504];
const NOT_PAGES = /^\/(?:admin|api|feed|badge|embed|calendar|metrics|offline|_next)(?:[/.]|$)/;

/** When the copy in a language was made, by its address. */
const renewedAt = new Map();

self.addEventListener("install", (event) => {
  self.skipWaiting();
  event.waitUntil(renewCopy("/"));
});

self.addEventListener("activate", (event) => event.waitUntil(takeOver()));

async function takeOver() {
  const names = await caches.keys();
  await Promise.all(names.filter((name) => name !== CACHE).map((name) => caches.delete(name)));
  await self.clients.claim();
}

self.addEventListener("fetch", (event) => {
  const { request } = event;
  const { origin, pathname } = new URL(request.url);
  if (request.method !== "GET" || origin !== self.location.origin) return;
  if (request.mode === "navigate" && !NOT_PAGES.test(pathname)) event.respondWith(visit(event, pathname));
  // A page that is open asks for its data: as long as it gets some, the copy stays young too.
  else if (/^\/(?:[a-z]{2}\/)?api\/page$/.test(pathname)) event.waitUntil(renewCopyOf(event.clientId));
});

async function visit(event, pathname) {
  const response = await fetch(event.request).catch(() => null);
  if (response !== null && !UNREACHED.includes(response.status)) {
    event.waitUntil(renewCopy(pathname));
    return response;
  }
  return (await showCopy(pathname)) ?? response ?? Response.error();
}

/** The copy in the language of an address; without one it is the browser's. */
function copyOf(pathname) {
  return `${/^\/[a-z]{2}(?=\/|$)/.exec(pathname) ?? ""}/offline`;
}

/** The copy for a page that is open. */
async function renewCopyOf(clientId) {
  const client = await self.clients.get(clientId);
  if (client !== undefined) await renewCopy(new URL(client.url).pathname);
}

async function renewCopy(pathname) {
  const address = copyOf(pathname);
  if (Date.now() - (renewedAt.get(address) ?? 0) < RENEW_AFTER_MS) return;
  renewedAt.set(address, Date.now());
  try {
    const response = await fetch(address, { cache: "no-store" });
    if (response.ok && response.headers.has("X-As-Of")) await (await caches.open(CACHE)).put(address, response);
  } catch {
    // It stays as it is, and says how old that is.
    renewedAt.delete(address);
  }
}

async function showCopy(pathname) {
  const cache = await caches.open(CACHE);
  const kept = (await cache.match(copyOf(pathname))) ?? (await cache.match("/offline"));
  if (kept === undefined) return null;
  const asOf = Number(kept.headers.get("X-As-Of") || Number.NaN);
  const age = Number.isNaN(asOf) ? "" : ` · ${sayAge(Date.now() - asOf, kept.headers.get("Content-Language") ?? "en")}`;
  const headers = new Headers(kept.headers);
  headers.delete("Content-Length");
  headers.delete("Content-Encoding");
  return new Response((await kept.text()).replace(AGE, age), { status: 503, headers });
}

/** "9 minutes ago", in a language. */
function sayAge(ms, language) {
  const format = new Intl.RelativeTimeFormat(language, { numeric: "always" });
  const minutes = Math.floor(ms / 60_000);
  if (minutes < 1) return format.format(-Math.max(1, Math.floor(ms / 1000)), "second");
  if (minutes < 60) return format.format(-minutes, "minute");
  if (minutes < 48 * 60) return format.format(-Math.floor(minutes / 60), "hour");
  return format.format(-Math.floor(minutes / 1440), "day");
}
