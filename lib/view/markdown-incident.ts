import type { EpochMs } from "@/lib/domain/time";
import { sayDuration } from "./duration-words";
import { formatMoment } from "./format-time";
import { endOf, isWatched } from "./incident-course";
import { judgeFreshness } from "./judge";
import type { IncidentView, PageView, UpdateView } from "./page-view";
import { escapeMarkdown, toLine, toLines } from "./plain-text";
import { STATE_WORDS, STATUS_WORDS } from "./state-words";

const AUTHORS = { automatic: "automatic", monitoring: "from the monitoring team" } as const;

/** One incident as Markdown, as far as it is known at `at`. */
export function writeMarkdownIncident(incident: IncidentView, view: PageView, at: EpochMs, address: string): string {
  const { title, updates, reviewUrl } = incident;
  const blocks = [
    `# ${escapeMarkdown(toLine(title))}`,
    ...writeCourse(incident, view, at),
    writeComponents(incident, view, at),
    "## Updates",
    ...updates.map((update) => writeUpdate(update, view.timeZone)),
    reviewUrl !== null && `Review: <${reviewUrl.replace(/[<>\s]/g, encodeURIComponent)}>`,
    `[All services](${address}/)`,
  ];
  return `${blocks.filter(Boolean).join("\n\n")}\n`;
}

function writeCourse(incident: IncidentView, { timeZone: zone, asOf, freshUntil }: PageView, at: EpochMs): string[] {
  const { impact, status, startedAt } = incident;
  const begin = `Began ${formatMoment(startedAt, zone)}.`;
  const end = endOf(incident);
  if (end !== null) {
    const over = isWatched(incident) ? STATUS_WORDS[status] : STATUS_WORDS.resolved;
    const lasted = `Over at ${formatMoment(end, zone)}, after ${sayDuration(end - startedAt)}.`;
    return [`**${over}**, at its worst: ${STATE_WORDS[impact].toLowerCase()}`, `${begin} ${lasted}`];
  }
  if (judgeFreshness(freshUntil, at) === "fresh") {
    const lasts = `It has lasted ${sayDuration(at - startedAt)} so far.`;
    return [`**${STATE_WORDS[impact]}**, ${STATUS_WORDS[status].toLowerCase()}`, `${begin} ${lasts}`];
  }
  const seen = asOf === null ? "" : ` It was last confirmed at ${formatMoment(asOf, zone)}.`;
  return [
    `**Unknown**, last known: ${STATE_WORDS[impact].toLowerCase()}`,
    `${begin}${seen} We cannot confirm right now whether it still lasts.`,
  ];
}

/** Of one that lasts, states are told only while they are confirmed. */
function writeComponents(incident: IncidentView, { freshUntil }: PageView, at: EpochMs): string {
  const isSaid = endOf(incident) !== null || judgeFreshness(freshUntil, at) === "fresh";
  const rows = incident.components.map(({ name, state }) => {
    const told = isSaid ? STATE_WORDS[state] : `Unknown, last known: ${STATE_WORDS[state].toLowerCase()}`;
    return `- ${escapeMarkdown(toLine(name))}: ${told}`;
  });
  const more = incident.count - incident.components.length;
  if (more > 0) rows.push(`- and ${more} more`);
  return rows.length === 0 ? "" : `## Affected\n\n${rows.join("\n")}`;
}

function writeUpdate({ at, status, text, by, author }: UpdateView, zone: string): string {
  const who = by === "person" ? author : AUTHORS[by];
  const head = `### ${STATUS_WORDS[status]}, ${formatMoment(at, zone)}${who ? ` (${escapeMarkdown(toLine(who))})` : ""}`;
  return [head, ...toLines(text).map(escapeMarkdown)].join("\n\n");
}
