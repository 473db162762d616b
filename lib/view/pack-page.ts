import { PUBLIC_STATES } from "@/lib/domain/public-state";
import { MARK_LETTERS, readMark } from "./history-view";
import type { BarsView, ComponentView, DisturbedDay, GroupView, PageView } from "./page-view";

/** Bars with their days in one text: "88:99.31:1:x12m60" is the day 88, its uptime, its disruptions, and its minutes. */
interface PackedBars extends Omit<BarsView, "days"> {
  days: string;
}

interface PackedComponent extends Omit<ComponentView, "bars"> {
  bars: PackedBars | null;
}

interface PackedGroup extends Omit<GroupView, "components" | "bars"> {
  components: PackedComponent[];
  bars: PackedBars | null;
}

/** A page as it goes into its own document, where each sign of it stands a second time beside what is drawn of it. */
export interface PackedPage extends Omit<PageView, "groups"> {
  groups: PackedGroup[];
}

/** Writes the days of a page shortly. */
export function packPage({ groups, ...page }: PageView): PackedPage {
  const packed = groups.map(({ components, bars, ...group }) => ({
    ...group,
    components: components.map((component) => ({ ...component, bars: packBars(component.bars) })),
    bars: packBars(bars),
  }));
  return { ...page, groups: packed };
}

/** The page that was packed. */
export function unpackPage({ groups, ...page }: PackedPage): PageView {
  const unpacked = groups.map(({ components, bars, ...group }) => ({
    ...group,
    components: components.map((component) => ({ ...component, bars: unpackBars(component.bars) })),
    bars: unpackBars(bars),
  }));
  return { ...page, groups: unpacked };
}

function packBars(bars: BarsView | null): PackedBars | null {
  return bars && { ...bars, days: bars.days.map(packDay).join(" ") };
}

function unpackBars(bars: PackedBars | null): BarsView | null {
  return bars && { ...bars, days: bars.days === "" ? [] : bars.days.split(" ").map(unpackDay) };
}

function packDay({ index, uptime, disruptions, minutes }: DisturbedDay): string {
  const lasting = PUBLIC_STATES.map((state) =>
    minutes[state] === undefined ? "" : MARK_LETTERS[state] + minutes[state],
  );
  return [index, uptime ?? "", disruptions, lasting.join("")].join(":");
}

function unpackDay(text: string): DisturbedDay {
  const [index = "", uptime = "", disruptions = "", lasting = ""] = text.split(":");
  const minutes: DisturbedDay["minutes"] = {};
  for (const [, letter = "", count] of lasting.matchAll(/([a-z])(\d+)/g)) {
    const state = readMark(letter);
    if (state !== null) minutes[state] = Number(count);
  }
  return {
    index: Number(index),
    minutes,
    uptime: uptime === "" ? null : Number(uptime),
    disruptions: Number(disruptions),
  };
}
