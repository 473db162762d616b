import type { PublicState } from "@/lib/domain/public-state";
import type { EpochMs } from "@/lib/domain/time";
import type { PageView } from "./page-view";
import { countSigns, padTo, wrapLine } from "./plain-text";
import { type ToldComponent, type ToldEvent, type ToldPage, tellPage } from "./tell-page";

/** The shapes of the page's signs, as letters. The words beside them carry the meaning. */
const SIGNS = {
  operational: "●",
  under_maintenance: "⬢",
  unknown: "◌",
  degraded_performance: "▲",
  partial_outage: "◆",
  major_outage: "■",
} satisfies Record<PublicState, string>;

/** Longer names push only their own row out. */
const WIDEST_NAME = 36;

/** The page for a terminal, as it may be shown at `at`. `address` is the page's own; empty where none is configured. */
export function writePlainPage(view: PageView, at: EpochMs, address: string): string {
  const told = tellPage(view, at);
  const blocks = [
    told.name,
    writeHeadline(told),
    writeEvents("Incidents", told.incidents, address),
    writeEvents("Maintenance", told.maintenances, address),
    ...writeGroups(told.groups),
    writeMeasurements(told.measurements),
    writeEvents("Past incidents", told.past, address),
    ...told.notes,
    writeWays(address),
  ];
  return `${blocks.filter((block) => block !== null).join("\n\n")}\n`;
}

function writeHeadline({ state, sentence, lede, asOf }: ToldPage): string {
  const sign = SIGNS[state ?? "unknown"];
  const lines = [`${sign} ${sentence}`, lede && wrapLine(lede, "  "), asOf && wrapLine(asOf, "  ")];
  return lines.filter(Boolean).join("\n");
}

function writeEvents(title: string, events: readonly ToldEvent[], address: string): string | null {
  if (events.length === 0) return null;
  const written = events.map((event) =>
    [
      `  ${event.title}`,
      wrapLine(event.course, "    "),
      event.said && wrapLine(event.said, "    "),
      `    ${address}${event.path}`,
    ]
      .filter(Boolean)
      .join("\n"),
  );
  return [underline(title), ...written].join("\n");
}

function writeGroups(groups: ToldPage["groups"]): string[] {
  const names = groups.flatMap(({ components }) => components.map(({ name }) => countSigns(name)));
  const width = Math.min(WIDEST_NAME, Math.max(0, ...names));
  return groups.map(({ name, components }) =>
    [underline(name), ...components.map((component) => writeComponent(component, width))].join("\n"),
  );
}

function writeMeasurements(measurements: ToldPage["measurements"]): string | null {
  if (measurements.length === 0) return null;
  return [
    underline("Measurements"),
    ...measurements.map(({ name, value }) => wrapLine(`${name}: ${value}`, "  ")),
  ].join("\n");
}

function writeComponent({ name, state, word, note }: ToldComponent, width: number): string {
  return `  ${SIGNS[state]} ${padTo(name, width)}  ${word}${note === null ? "" : `, ${note}`}`;
}

function writeWays(address: string): string {
  return [
    `History: ${address}/history`,
    `Feeds and calendars: ${address}/subscribe`,
    `For programs: ${address}/api/docs`,
  ].join("\n");
}

function underline(title: string): string {
  return `${title}\n${"-".repeat(countSigns(title))}`;
}
