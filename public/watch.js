// What a page does until its own scripts listen, which is when <html> says that it is awake. It is drawn whole by then.
{
  const LOOK_EVERY_MS = 10_000;
  const PATIENCE_MS = 8_000;
  /** So many looks without a script, and the page is asked for anew. */
  const MOST_LOOKS = 6;
  /** How long a page that nobody touches is left to itself after it was loaded. */
  const SLEEP_MS = 5_000;
  const SIGNS = ["pointermove", "pointerdown", "keydown", "focus", "visibilitychange"];

  const main = document.querySelector("main");
  const isAwake = () => "awake" in document.documentElement.dataset;
  let looks = 0;
  let isLost = false;

  /** Whether the server is there. When it is not, nothing may be called current, until it is back. */
  async function look() {
    if (isAwake()) return clearInterval(timer);
    const asked = fetch("/api/livez", { cache: "no-store", signal: AbortSignal.timeout(PATIENCE_MS) });
    const isThere = await asked.then(
      ({ ok }) => ok,
      () => false,
    );
    looks += 1;
    if (isAwake()) return;
    if (!isThere) lose();
    else if (isLost || looks >= MOST_LOOKS) location.reload();
  }
  const timer = setInterval(look, LOOK_EVERY_MS);

  /** Takes away what stands there, and says why. */
  function lose() {
    const { lost, why } = main?.dataset ?? {};
    if (isLost || lost === undefined) return;
    isLost = true;
    main.innerHTML =
      '<div class="band-unknown"><div class="wrap py-6 sm:py-11"><h1 class="font-serif text-display"></h1><p class="mt-3 text-ink-2"></p></div></div>';
    document.title = decodeURIComponent(lost);
    main.querySelector("h1").textContent = document.title;
    main.querySelector("p").textContent = decodeURIComponent(why);
    document.querySelector("[data-health]")?.remove();
    document.querySelector("link[rel=icon]")?.setAttribute("href", "data:,");
  }

  /** Fetches the scripts that the server has put to sleep (lib/server/answers/sleeping-scripts.ts). */
  function wake() {
    for (const name of names.splice(0)) {
      const script = document.createElement("script");
      script.src = `/_next/static/chunks/${name}.js`;
      script.async = true;
      document.head.append(script);
    }
  }
  const names = JSON.parse(document.getElementById("asleep")?.textContent ?? "[]");
  for (const sign of SIGNS) addEventListener(sign, wake, true);
  // What a browser took from its own store may be old; times of another zone than the visitor's change when scripts come.
  addEventListener("pageshow", ({ persisted }) => persisted && wake());
  const { timeZone } = new Intl.DateTimeFormat().resolvedOptions();
  const isNew = performance.getEntriesByType("navigation")[0]?.type === "navigate";
  if (isNew && timeZone === main?.dataset.zone) addEventListener("load", () => setTimeout(wake, SLEEP_MS));
  else wake();
  // Last: were anything above to fail, the page would ask for itself anew.
  globalThis.watched = true;
}
