const SCRIPT = /<script src="\/_next\/static\/chunks\/([\w~.-]+)\.js" async=""><\/script>/g;
const PRELOAD = /<link rel="preload" as="script"[^>]*>/g;
/** Of `public/watch.js`, which wakes them. */
const WATCH = 'src="/watch.js"';
const END = "</body>";

/**
 * A document of Next whose scripts come when somebody needs them: it is complete without, and who only looks need not
 * wait for them. What is no such document stays as it is.
 */
export function putScriptsToSleep(html: string): string {
  const end = html.lastIndexOf(END);
  const names = new Set([...html.matchAll(SCRIPT)].map(([, name]) => name));
  if (end === -1 || names.size === 0 || !html.includes(WATCH)) return html;
  const asleep = `<script type="application/json" id="asleep">${JSON.stringify([...names])}</script>`;
  return (html.slice(0, end) + asleep + html.slice(end)).replace(PRELOAD, "").replace(SCRIPT, "");
}
