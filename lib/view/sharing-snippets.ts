import { escapeMarkup } from "./markup";
import type { Words } from "./words/speak";

/** What a badge or an embedded state is about: a component, or the whole page where `slug` is null. */
export interface Shared {
  slug: string | null;
  name: string;
}

/** A badge that leads to the page, for a README and the like. `address` is the page's, without a slash at its end. */
export function writeMarkdownBadge(address: string, shared: Shared, words: Words): string {
  const label = sayStatusOf(shared, words).replaceAll(/[\\[\]]/g, "\\$&");
  return `[![${label}](${address}${badgePath(shared)})](${address}${pagePath(shared)})`;
}

/** The same for a page of HTML. */
export function writeHtmlBadge(address: string, shared: Shared, words: Words): string {
  const image = `<img src="${address}${badgePath(shared)}" alt="${escapeMarkup(sayStatusOf(shared, words))}">`;
  return `<a href="${address}${pagePath(shared)}">${image}</a>`;
}

/** The script that shows a state on another site, and the place where it does. */
export function writeEmbedScript(address: string, { slug }: Shared): string {
  const place = slug === null ? "<div data-vitrine></div>" : `<div data-vitrine data-component="${slug}"></div>`;
  return `<script src="${address}/embed.js" async></script>\n${place}`;
}

/** A frame with the same, for sites without scripts. */
export function writeEmbedFrame(address: string, shared: Shared, words: Words): string {
  const { slug } = shared;
  const query = slug === null ? "" : `?component=${encodeURIComponent(slug)}`;
  return `<iframe src="${address}/embed${query}" title="${escapeMarkup(sayStatusOf(shared, words))}" height="44"></iframe>`;
}

/** An address that calendar programs subscribe to instead of reading it once. */
export function toWebcal(address: string): string {
  return address.replace(/^https?:/, "webcal:");
}

/** What an image or a frame with the state is called. */
export function sayStatusOf({ name }: Shared, words: Words): string {
  return words.say("subscribe.statusOf", { name });
}

export function badgePath({ slug }: Shared): string {
  return `/badge/${encodeURIComponent(slug ?? "status")}.svg`;
}

function pagePath({ slug }: Shared): string {
  return slug === null ? "/" : `/components/${encodeURIComponent(slug)}`;
}
