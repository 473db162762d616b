import { writeWaking } from "./wake-page";

const SCRIPT = /<script src="\/_next\/static\/chunks\/([\w~.-]+)\.js" async=""><\/script>/g;
const PRELOAD = /<link rel="preload" as="script"[^>]*>/g;
const END = "</body>";

/**
 * A document of Next whose scripts come when somebody needs them: it is complete without, and who only looks need not
 * wait for them. What is no such document stays as it is.
 */
export function putScriptsToSleep(html: string): string {
  const end = html.lastIndexOf(END);
  const names = new Set([...html.matchAll(SCRIPT)].map(([, name = ""]) => name));
  if (end === -1 || names.size === 0) return html;
  const waking = `<script>${writeWaking([...names])}</script>`;
  return (html.slice(0, end) + waking + html.slice(end)).replace(PRELOAD, "").replace(SCRIPT, "");
}
