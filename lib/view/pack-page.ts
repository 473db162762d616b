import { PUBLIC_STATES, type PublicState } from "@/lib/domain/public-state";
import type { EpochMs } from "@/lib/domain/time";
import { addDays } from "@/lib/domain/zone-days";
import { foldLedger, listDrawn } from "./fold-ledger";
import { isDisturbed, MARK_LETTERS, readMark } from "./history-view";
import { type Freshness, judgeFreshness, judgeGroup } from "./judge";
import type {
  BarsView,
  ComponentView,
  DisturbedDay,
  GroupView,
  HistoryFrame,
  IncidentView,
  PageView,
} from "./page-view";

/**
 * Days and shares of a bar in one text: "9o3x80o 99.57 100 99.5 99.9 100|9:99.31:1:x60". A number is how often a calm day
 * comes, or how tall one is that stands out; then the share of the quarter, how much of it is known, and the shares of
 * month, week and day; then days by their place, uptime, disruptions and minutes.
 */
type PackedBars = string;

/** Slug, name, description, letter of the state, since when it is in it, maintenance, bars. */
type PackedComponent = [string, string, string | null, string, number | null, number | null, PackedBars | null];

interface PackedGroup extends Omit<GroupView, "components" | "bars"> {
  components: PackedComponent[];
  bars: PackedBars | null;
}

/** A page as it goes into its own document, where all that it says stands already. */
export interface PackedPage extends Omit<PageView, "groups" | "history"> {
  groups: PackedGroup[];
  history: (Omit<HistoryFrame, "dates"> & { first: string; count: number }) | null;
}

/**
 * How much of a bar is told: all of it; what is drawn of it; or, of one that is folded away, its share, which stands beside
 * its place.
 */
type Told = "whole" | "drawn" | "folded";

/** Writes a page shortly, with what of it is drawn at first at `at`: the rest comes with its first refresh. */
export function packPage({ groups, history, pastDays, ...page }: PageView, at: EpochMs): PackedPage {
  const toldOf = decideTold(groups, judgeFreshness(page.freshUntil, at));
  return {
    ...page,
    pastDays: pastDays.map((day) => ({ ...day, incidents: day.incidents.map(shortenPast) })),
    groups: groups.map((group) => ({
      name: group.name,
      components: group.components.map((component) => packComponent(component, toldOf(component))),
      bars: packBars(group.bars, "drawn"),
    })),
    history: history && packFrame(history),
  };
}

/** The page that was packed, as far as it was told. */
export function unpackPage({ groups, history, ...page }: PackedPage): PageView {
  return {
    ...page,
    groups: groups.map((group) => ({
      name: group.name,
      components: group.components.map(unpackComponent),
      bars: unpackBars(group.bars),
    })),
    history: history && unpackFrame(history),
  };
}

function decideTold(groups: readonly GroupView[], freshness: Freshness): (component: ComponentView) => Told {
  const judged = groups.map((group) => judgeGroup(group, freshness));
  const isFresh = freshness === "fresh";
  if (foldLedger(judged, isFresh).isWhole) return () => "whole";
  const drawn = listDrawn(judged, isFresh);
  return ({ slug }) => (drawn.has(slug) ? "drawn" : "folded");
}

/** Of what is over only the last word of a person is told. */
function shortenPast({ updates, ...incident }: IncidentView): IncidentView {
  return { ...incident, updates: updates.filter(({ by }) => by !== "automatic").slice(0, 1) };
}

function packFrame({ dates, ...frame }: HistoryFrame): PackedPage["history"] {
  return { ...frame, first: dates[0] ?? "", count: dates.length };
}

function unpackFrame({ first, count, ...frame }: NonNullable<PackedPage["history"]>): HistoryFrame {
  return { ...frame, dates: Array.from({ length: count }, (_, day) => addDays(first, day)) };
}

function packComponent(component: ComponentView, told: Told): PackedComponent {
  const { slug, name, description, state, since, maintenanceId, bars } = component;
  return [slug, name, description, MARK_LETTERS[state], since, maintenanceId ?? null, packBars(bars, told)];
}

function unpackComponent(packed: PackedComponent): ComponentView {
  const [slug, name, description, letter, since, maintenanceId, bars] = packed;
  const state: PublicState = readMark(letter) ?? "unknown";
  const underWay = maintenanceId === null ? {} : { maintenanceId };
  return { slug, name, description, state, since, ...underWay, bars: unpackBars(bars) };
}

function packBars(bars: BarsView | null, told: Told): PackedBars | null {
  if (bars === null) return null;
  const { quarter, month, week, day } = bars.uptime;
  const isDrawn = told !== "folded";
  const shares = [quarter, bars.known, ...(isDrawn ? [month, week, day] : [])].map((share) => share ?? "-");
  const drawing = [isDrawn ? packMarks(bars) : "", ...shares].join(" ");
  return told === "whole" && bars.days.length > 0 ? `${drawing}|${bars.days.map(packDay).join(" ")}` : drawing;
}

function unpackBars(packed: PackedBars | null): BarsView | null {
  if (packed === null) return null;
  const [drawing = "", days] = packed.split("|");
  const [marks = "", ...shares] = drawing.split(" ");
  const [quarter = null, known, month = null, week = null, day = null] = shares.map((share) =>
    share === "-" ? null : Number(share),
  );
  return {
    ...unpackMarks(marks),
    days: days === undefined ? [] : days.split(" ").map(unpackDay),
    uptime: { day, week, month, quarter },
    known: known ?? 0,
  };
}

function packMarks({ marks, heights }: Pick<BarsView, "marks" | "heights">): string {
  const parts = marks.match(/(.)\1*/g) ?? [];
  let from = 0;
  return parts
    .map((run) => {
      const letter = run.charAt(0);
      const days = heights.slice(from, from + run.length);
      from += run.length;
      return isDisturbed(letter) ? [...days].map((height) => height + letter).join("") : run.length + letter;
    })
    .join("");
}

function unpackMarks(packed: string): Pick<BarsView, "marks" | "heights"> {
  let marks = "";
  let heights = "";
  for (const [, number = "", letter = ""] of packed.matchAll(/(\d+)(\D)/g)) {
    const count = isDisturbed(letter) ? 1 : Number(number);
    marks += letter.repeat(count);
    heights += isDisturbed(letter) ? number : "0".repeat(count);
  }
  return { marks, heights };
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
