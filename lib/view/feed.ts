import { Feed } from "feed";
import { type EpochMs, HOUR_MS } from "@/lib/domain/time";
import type { IncidentView } from "./page-view";
import { STATUS_WORDS } from "./state-words";

export interface FeedInput {
  title: string;
  description: string;
  /** Address of the status page, without a slash at its end. */
  link: string;
  /** What guids begin with; stays when the address changes. */
  guidBase: string;
  /** The feed's own path, `/feed/rss.xml`. */
  path: string;
  /** Newest first. */
  incidents: readonly IncidentView[];
  maxItems: number;
  /** Used as the date of a feed without items. */
  at: EpochMs;
}

/** Minutes after which a reader may ask again. */
const TTL_MINUTES = 5;

/** An RSS 2.0 feed of incidents. An item's guid never changes: another one would announce it again. */
export function renderRss(input: FeedInput): string {
  const incidents = input.incidents.slice(0, input.maxItems);
  const feed = new Feed({
    title: clean(input.title),
    description: clean(input.description),
    link: input.link,
    language: "en",
    ttl: TTL_MINUTES,
    generator: "Vitrine",
    updated: new Date(Math.max(...incidents.map(changedAt), 0) || floorHour(input.at)),
    feedLinks: { rss: `${input.link}${input.path}` },
  });
  for (const incident of incidents) {
    const path = `/incidents/${incident.id}`;
    const description = clean(describe(incident));
    feed.addItem({
      title: clean(incident.title),
      link: `${input.link}${path}`,
      guid: `${input.guidBase}${path}`,
      date: new Date(incident.startedAt),
      description,
    });
  }
  return feed.rss2();
}

function changedAt(incident: IncidentView): EpochMs {
  return Math.max(incident.startedAt, ...incident.updates.map((update) => update.at));
}

function floorHour(at: EpochMs): EpochMs {
  return at - (at % HOUR_MS);
}

function describe(incident: IncidentView): string {
  const updates = incident.updates.map((update) => {
    const by = update.automatic ? "automatic" : (update.author ?? "");
    return `<p><strong>${STATUS_WORDS[update.status]}</strong> (${escapeHtml(by)}): ${escapeHtml(update.text)}</p>`;
  });
  const review = incident.reviewUrl === null ? [] : [`<p>Review: ${escapeHtml(incident.reviewUrl)}</p>`];
  return [...updates, ...review].join("");
}

function escapeHtml(text: string): string {
  return text.replace(/[&<>"']/g, (character) => `&#${character.charCodeAt(0)};`);
}

/** Drops what XML 1.0 forbids (section 2.2): control characters, lone surrogates, U+FFFE and U+FFFF. */
function clean(text: string): string {
  return text
    .replace(/[^\t\n\r\u0020-\uFFFD]/g, "")
    .replace(/[\uD800-\uDBFF](?![\uDC00-\uDFFF])|(?<![\uD800-\uDBFF])[\uDC00-\uDFFF]/g, "");
}
