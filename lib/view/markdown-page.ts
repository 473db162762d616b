import type { EpochMs } from "@/lib/domain/time";
import type { PageView } from "./page-view";
import { escapeMarkdown } from "./plain-text";
import { type ToldEvent, type ToldPage, tellPage } from "./tell-page";

/** The page as Markdown, as it may be shown at `at`. `address` is the page's own; empty where none is configured. */
export function writeMarkdownPage(view: PageView, at: EpochMs, address: string): string {
  const told = tellPage(view, at);
  const blocks = [
    `# ${escapeMarkdown(told.name)}`,
    `**${escapeMarkdown(told.sentence)}**`,
    told.lede && escapeMarkdown(told.lede),
    told.asOf && `${escapeMarkdown(told.asOf)}.`,
    ...told.notes.map(escapeMarkdown),
    ...writeEvents("Incidents", told.incidents, address),
    ...writeEvents("Maintenance", told.maintenances, address),
    ...told.groups.flatMap(writeGroup),
    ...writeMeasurements(told.measurements),
    ...writeEvents("Past incidents", told.past, address),
    "## More",
    [
      `- [History](${address}/history)`,
      `- [Feeds and calendars](${address}/subscribe)`,
      `- [Description of the API](${address}/api/docs)`,
    ].join("\n"),
  ];
  return `${blocks.filter(Boolean).join("\n\n")}\n`;
}

function writeEvents(title: string, events: readonly ToldEvent[], address: string): string[] {
  if (events.length === 0) return [];
  const items = events.map(({ title: name, path, course, said }) => {
    const head = `- [${escapeMarkdown(name)}](${address}${path}): ${escapeMarkdown(course)}`;
    return said === null ? head : `${head}\n  ${escapeMarkdown(said)}`;
  });
  return [`## ${title}`, items.join("\n")];
}

function writeMeasurements(measurements: ToldPage["measurements"]): string[] {
  if (measurements.length === 0) return [];
  const items = measurements.map(({ name, value }) => `- ${escapeMarkdown(name)}: ${escapeMarkdown(value)}`);
  return ["## Measurements", items.join("\n")];
}

function writeGroup({ name, components }: ToldPage["groups"][number]): string[] {
  const rows = components.map(({ name: each, word, note }) => {
    const told = note === null ? word : `${word}, ${note}`;
    return `- ${escapeMarkdown(each)}: ${escapeMarkdown(told)}`;
  });
  return [`## ${escapeMarkdown(name)}`, rows.join("\n")];
}
