// Shows what was known last when the status page cannot be reached. That copy is made by the server so that nothing in it is
// called current (lib/view/stand-in.ts); no page and no answer is ever kept as it was.
const CACHE = "vitrine-offline-1";
const COPY = "/offline";
const AGE = "<!--age-->";
const RENEW_AFTER_MS = 60_000;
/** What a proxy answers in the place of a server that it does not reach. */
const UNREACHED = [502, 504];
const NOT_PAGES = /^\/(?:admin|api|feed|badge|embed|calendar|metrics|offline|_next)(?:[/.]|$)/;

let renewedAt = 0;

self.addEventListener("install", (event) => {
  self.skipWaiting();
  event.waitUntil(renewCopy());
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
  if (request.mode === "navigate" && !NOT_PAGES.test(pathname)) event.respondWith(visit(event));
  // A page that is open asks for its data: as long as it gets some, the copy stays young too.
  else if (/^\/(?:[a-z]{2}\/)?api\/page$/.test(pathname)) event.waitUntil(renewCopy());
});

async function visit(event) {
  const response = await fetch(event.request).catch(() => null);
  if (response !== null && !UNREACHED.includes(response.status)) {
    event.waitUntil(renewCopy());
    return response;
  }
  return (await showCopy()) ?? response ?? Response.error();
}

async function renewCopy() {
  if (Date.now() - renewedAt < RENEW_AFTER_MS) return;
  renewedAt = Date.now();
  try {
    const response = await fetch(COPY, { cache: "no-store" });
    if (response.ok && response.headers.has("X-As-Of")) await (await caches.open(CACHE)).put(COPY, response);
  } catch {
    // It stays as it is, and says how old that is.
    renewedAt = 0;
  }
}

async function showCopy() {
  const kept = await (await caches.open(CACHE)).match(COPY);
  if (kept === undefined) return null;
  const asOf = Number(kept.headers.get("X-As-Of") || Number.NaN);
  const age = Number.isNaN(asOf) ? "" : `, ${sayAge(Date.now() - asOf)} ago`;
  const headers = new Headers(kept.headers);
  headers.delete("Content-Length");
  headers.delete("Content-Encoding");
  return new Response((await kept.text()).replace(AGE, age), { status: 503, headers });
}

function sayAge(ms) {
  const minutes = Math.floor(ms / 60_000);
  if (minutes < 1) return "less than a minute";
  if (minutes < 60) return count(minutes, "minute");
  if (minutes < 48 * 60) return count(Math.floor(minutes / 60), "hour");
  return count(Math.floor(minutes / 1440), "day");
}

function count(value, unit) {
  return `${value} ${unit}${value === 1 ? "" : "s"}`;
}
