import type { PublicState } from "@/lib/domain/public-state";
import type { EpochMs } from "@/lib/domain/time";
import { judgePage } from "./judge";
import { dropForbidden, escapeMarkup } from "./markup";
import type { PageView } from "./page-view";
import { STATE_WORDS } from "./state-words";
import { ENGLISH } from "./words/words-of";

/** One state for a page of another site. */
export interface EmbedStatus {
  /** Of the page, or of the component. */
  name: string;
  state: PublicState;
  /** One sentence, or the word for the state of a component. */
  message: string;
  /** Where more stands. */
  path: string;
}

/** The state of a component, or of the page where `slug` is null, at `at`. Null when nothing on show has that slug. */
export function describeEmbed(view: PageView, at: EpochMs, slug: string | null): EmbedStatus | null {
  const { groups, state, sentence, freshness } = judgePage(view, at, ENGLISH);
  if (slug === null) return { name: view.name, state: state ?? "unknown", message: sentence, path: "/" };
  const component = groups.flatMap(({ components }) => components).find((each) => each.slug === slug);
  if (component === undefined) return null;
  const message = freshness === "fresh" ? STATE_WORDS[component.state] : ENGLISH.say("judge.unconfirmed");
  return { name: component.name, state: component.state, message, path: `/components/${encodeURIComponent(slug)}` };
}

/** The colours of the page. */
export const EMBED_STYLE = `
:root { color-scheme: light dark; }
* { box-sizing: border-box; margin: 0; }
body { font: 14px/1.4 system-ui, -apple-system, "Segoe UI", Roboto, sans-serif; background: #fffefc; color: #17191d; }
a { display: flex; align-items: center; gap: 0.6em; min-height: 44px; padding: 0.5em 0.75em; color: inherit; text-decoration: none; overflow-wrap: anywhere; }
a:hover b, a:focus-visible b { text-decoration: underline; }
a:focus-visible { outline: 2px solid #573a8e; outline-offset: -2px; }
i { flex: none; width: 0.75em; height: 0.75em; border-radius: 50%; background: #57606a; }
.operational { background: #1a7f4b; }
.under_maintenance { background: #0b5bc7; }
.degraded_performance { background: #8f5f00; }
.partial_outage { background: #b54800; }
.major_outage { background: #c1121f; }
@media (prefers-color-scheme: dark) {
  body { background: #131921; color: #eceef1; }
  a:focus-visible { outline-color: #bfa9f5; }
  i { background: #9aa4af; }
  .operational { background: #3fb950; }
  .under_maintenance { background: #58a6ff; }
  .degraded_performance { background: #d29922; }
  .partial_outage { background: #f0883e; }
  .major_outage { background: #ff7b72; }
}
`;

/** How often a frame asks again: what it shows must not grow old. */
const REFRESH_SECONDS = 60;

/** A page for a frame: the state and a link, without a script. */
export function renderEmbed({ name, state, message, path }: EmbedStatus): string {
  const text = (raw: string) => escapeMarkup(dropForbidden(raw));
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width">
<meta name="robots" content="noindex">
<meta http-equiv="refresh" content="${REFRESH_SECONDS}">
<title>${text(name)}: ${text(message)}</title>
<style>${EMBED_STYLE}</style>
</head>
<body><a href="${escapeMarkup(path)}" target="_top" rel="noopener"><i class="${state}"></i><span><b>${text(name)}</b> ${text(message)}</span></a></body>
</html>
`;
}

/** `frame-ancestors` of a Content-Security-Policy. What is no plain origin would end it, and is left out. */
export function listAncestors(origins: readonly string[]): string {
  if (origins.includes("*")) return "*";
  return ["'self'", ...origins.filter((origin) => /^https?:\/\/[a-z0-9.:[\]_-]+$/i.test(origin))].join(" ");
}
