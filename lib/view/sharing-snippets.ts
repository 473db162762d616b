import { escapeMarkup } from "./markup";

/** What a badge or an embedded state is about: a component, or the whole page where `slug` is null. */
export interface Shared {
  slug: string | null;
  name: string;
}

/** A badge that leads to the page, for a README and the like. `address` is the page's, without a slash at its end. */
export function writeMarkdownBadge(address: string, shared: Shared): string {
  const name = shared.name.replaceAll(/[\\[\]]/g, "\\$&");
  return `[![Status of ${name}](${address}${badgePath(shared)})](${address}${pagePath(shared)})`;
}

/** The same for a page of HTML. */
export function writeHtmlBadge(address: string, shared: Shared): string {
  const image = `<img src="${address}${badgePath(shared)}" alt="Status of ${escapeMarkup(shared.name)}">`;
  return `<a href="${address}${pagePath(shared)}">${image}</a>`;
}

/** The script that shows a state on another site, and the place where it does. */
export function writeEmbedScript(address: string, { slug }: Shared): string {
  const place = slug === null ? "<div data-vitrine></div>" : `<div data-vitrine data-component="${slug}"></div>`;
  return `<script src="${address}/embed.js" async></script>\n${place}`;
}

/** A frame with the same, for sites without scripts. */
export function writeEmbedFrame(address: string, { slug, name }: Shared): string {
  const query = slug === null ? "" : `?component=${encodeURIComponent(slug)}`;
  return `<iframe src="${address}/embed${query}" title="Status of ${escapeMarkup(name)}" height="44"></iframe>`;
}

/** An address that calendar programs subscribe to instead of reading it once. */
export function toWebcal(address: string): string {
  return address.replace(/^https?:/, "webcal:");
}

export function badgePath({ slug }: Shared): string {
  return `/badge/${encodeURIComponent(slug ?? "status")}.svg`;
}

function pagePath({ slug }: Shared): string {
  return slug === null ? "/" : `/components/${encodeURIComponent(slug)}`;
}
