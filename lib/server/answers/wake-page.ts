/** How long a page that nobody touches is left to itself after it was loaded. */
const SLEEP_MS = 5_000;

/**
 * Runs in the browser, in a document whose scripts sleep: fetches them, by their names, when somebody touches the page or
 * after a while. A page that a browser took from its own store may be old: it wakes at once.
 */
function wakePage(names: string[], sleepMs: number): void {
  const wake = () => {
    for (const name of names.splice(0)) {
      const script = document.createElement("script");
      script.src = `/_next/static/chunks/${name}.js`;
      script.async = true;
      document.head.append(script);
    }
  };
  for (const sign of ["pointermove", "pointerdown", "keydown", "focusin"]) addEventListener(sign, wake, true);
  addEventListener("pageshow", (event) => event.persisted && wake());
  const [arrival] = performance.getEntriesByType("navigation") as PerformanceNavigationTiming[];
  if (arrival?.type === "navigate") addEventListener("load", () => setTimeout(wake, sleepMs));
  else wake();
}

/** `wakePage` on one line, as what a document brings along: a call with the names of its scripts. */
export function writeWaking(names: readonly string[]): string {
  return `(${String(wakePage).replace(/\n\s*/g, "")})(${JSON.stringify(names)},${SLEEP_MS})`;
}
