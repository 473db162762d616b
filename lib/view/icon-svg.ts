import type { PublicState } from "@/lib/domain/public-state";

/** Colour on light and on dark, and the shape in the case: at 16 pixels there is room for little more than an outline. */
const EXHIBITS = {
  operational: ["#1a7f4b", "#3fb950", '<circle cx="16" cy="13" r="6.5"/>'],
  under_maintenance: ["#0b5bc7", "#58a6ff", '<path d="M16 5.5l6.5 3.75v7.5L16 20.5l-6.5-3.75v-7.5z"/>'],
  unknown: [
    "#57606a",
    "#9aa4af",
    '<circle cx="16" cy="13" r="5.5" fill="none" stroke="var(--gem)" stroke-width="2.6" stroke-dasharray="4 2.9"/>',
  ],
  degraded_performance: ["#8f5f00", "#d29922", '<path d="M16 5l8 14.5H8z"/>'],
  partial_outage: ["#b54800", "#f0883e", '<path d="M16 4.5l8.5 8.5-8.5 8.5L7.5 13z"/>'],
  major_outage: ["#c1121f", "#ff7b72", '<rect x="9.5" y="6.5" width="13" height="13" rx="1"/>'],
} satisfies Record<PublicState, readonly [light: string, dark: string, shape: string]>;

const PLAIN = ["#573a8e", "#bfa9f5", '<circle cx="16" cy="14" r="5"/>'] as const;

/** The case with a state in it, for a tab; null for the mark of this program. */
export function drawIcon(state: PublicState | null): string {
  const [light, dark, shape] = state === null ? PLAIN : EXHIBITS[state];
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 32 32" fill="none">
<style>:root{--glass:#fffefc;--ink:#17191d;--gem:${light}}@media (prefers-color-scheme:dark){:root{--glass:#131921;--ink:#eceef1;--gem:${dark}}}</style>
<rect x="4" y="1.5" width="24" height="22" fill="var(--glass)" stroke="var(--ink)" stroke-width="2"/>
<path d="M2 23h28v3.5H2zM5 26h2v5H5zM25 26h2v5h-2z" fill="var(--ink)"/>
<g fill="var(--gem)">${shape}</g>
</svg>
`;
}

/** What an address cannot hold as it is. Its spaces and signs it can: encoded they would be a third of it. */
const ESCAPED = /[^\w ,:;=/.'()-]/g;

/** The icon of a state as an address. Grey holds its picture: who cannot reach the server has to turn grey all the same. */
export function iconHref(state: PublicState | null): string {
  if (state !== "unknown") return `/favicon.svg?state=${state ?? "none"}`;
  return `data:image/svg+xml,${drawIcon(state).replaceAll('"', "'").replace(ESCAPED, encodeURIComponent)}`;
}
