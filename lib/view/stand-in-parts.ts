import type { PublicState } from "@/lib/domain/public-state";

/** The signs of the states, as the page draws them: the shape carries the meaning, the colour comes after the word. */
const SHAPES = {
  operational:
    '<circle cx="8" cy="8" r="7.2" fill="currentColor" stroke="none"/><path d="M4.7 8.3l2.3 2.3 4.4-5" stroke-width="1.8"/>',
  degraded_performance:
    '<path d="M8 1.6 15 14H1Z" fill="currentColor" stroke="currentColor" stroke-width="1.4"/><path d="M8 6v4M8 12.2v.1" stroke-width="1.7"/>',
  partial_outage:
    '<path d="M8 .9 15.1 8 8 15.1.9 8Z" stroke="currentColor" stroke-width="1.5"/><path d="M8 1v14L1 8Z" fill="currentColor" stroke="none"/>',
  major_outage:
    '<rect x="1" y="1" width="14" height="14" rx="2" fill="currentColor" stroke="none"/><path d="M5.1 5.1l5.8 5.8M10.9 5.1l-5.8 5.8" stroke-width="1.9"/>',
  under_maintenance:
    '<path d="M8 .6 14.5 4.3v7.4L8 15.4 1.5 11.7V4.3Z" fill="currentColor" stroke="none"/><path d="M4.9 11.1 11 5" stroke-width="1.9"/>',
  unknown: '<circle cx="8" cy="8" r="6.4" stroke="currentColor" stroke-width="1.7" stroke-dasharray="2.9 2.13"/>',
} satisfies Record<PublicState, string>;

/** All signs, drawn once a page. */
export function renderSignSprite(): string {
  const symbols = Object.entries(SHAPES).map(
    ([state, shape]) => `<symbol id="sign-${state}" viewBox="0 0 16 16">${shape}</symbol>`,
  );
  return `<svg class="sprite" aria-hidden="true">${symbols.join("")}</svg>`;
}

/** The sign of a state. It is decoration: the word must stand beside it. */
export function renderSign(state: PublicState): string {
  return `<svg class="sign ${state}" aria-hidden="true"><use href="#sign-${state}"/></svg>`;
}

/** Makes a text safe between tags and within quoted attributes. */
export function escapeHtml(text: string): string {
  return text
    .replaceAll("&", "&amp;")
    .replaceAll("<", "&lt;")
    .replaceAll(">", "&gt;")
    .replaceAll('"', "&quot;")
    .replaceAll("'", "&#39;");
}
