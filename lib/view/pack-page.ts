import { PUBLIC_STATES, type PublicState } from "@/lib/domain/public-state";
import type { EpochMs } from "@/lib/domain/time";
import { addDays } from "@/lib/domain/zone-days";
import { foldLedger, listDrawn, tellsSince } from "./fold-ledger";
import { isDisturbed, MARK_LETTERS, readMark } from "./history-view";
import { type Freshness, judgeFreshness, judgeGroup } from "./judge";
import type {
  AffectedView,
  BarsView,
  ComponentView,
  DayView,
  DisturbedDay,
  GroupView,
  HistoryFrame,
  IncidentView,
  PageView,
} from "./page-view";

/**
 * Days and shares of a bar in one text: "9o3x80o 99.57 100 99.5 99.9 100|9:99.31:1:x60". A number is how often a calm day
 * comes, or how tall one is that stands out; then the share of the quarter; and, of a page that is told as a whole, how much
 * of it is known, the shares of month, week and day, and days by their place, uptime, disruptions and minutes.
 */
type PackedBars = string;

/** Name; letter of the state with the bars, if there are any; what else there is to tell, of which most have nothing. */
type PackedComponent = [string, string] | [string, string, Partial<ComponentRest>];

/** `slug`: where it is not the plain one. `since`: where it is told. */
type ComponentRest = Pick<ComponentView, "slug" | "description" | "since" | "maintenanceId">;

interface PackedGroup extends Omit<GroupView, "components" | "bars"> {
  components: PackedComponent[];
  bars: PackedBars | null;
}

/** What most incidents say is left out. */
const USUAL = {
  status: "resolved",
  severity: "critical",
  impact: "major_outage",
  updateCount: 3,
  count: 1,
  updates: [],
  still: null,
  seen: null,
  isBackdated: false,
  followsId: null,
  reviewUrl: null,
  reviewHtml: null,
} satisfies Partial<IncidentView>;

/** A name alone where it is a major outage under its plain address; else with the letter of the state, and the address. */
type PackedAffected = string | [name: string, letter: string, slug?: string];

/** Its begin (epoch milliseconds), and how long after it the outage was over and the incident resolved; null: not yet. */
type PackedTimes = [startedAt: EpochMs, endedAfterMs: number | null, resolvedAfterMs: number | null];

type IncidentRest = Omit<IncidentView, "id" | "title" | "startedAt" | "endedAt" | "resolvedAt" | "components">;

type PackedIncident = [id: number, title: string, PackedTimes, PackedAffected[], rest?: Partial<IncidentRest>];

/** What was on a day, where something was. `date`: where it is not the day before the one before it. */
interface PackedDay extends Pick<DayView, "moreIncidents">, Partial<Pick<DayView, "date" | "maintenances">> {
  incidents?: PackedIncident[];
}

/** A page as it goes into its own document, where all that it says stands already. */
export interface PackedPage extends Omit<PageView, "groups" | "history" | "activeIncidents" | "pastDays"> {
  activeIncidents: PackedIncident[];
  pastDays: PackedDay[];
  groups: PackedGroup[];
  history: (Omit<HistoryFrame, "dates"> & { first: string; count: number }) | null;
}

/**
 * How much of a bar is told: all of it; what is drawn of it; or, of one that is folded away, its share, which stands beside
 * its place. What is not told stands in no other place of the page before its first refresh.
 */
type Told = "whole" | "drawn" | "folded";

/** Writes a page shortly, with what of it is drawn at first at `at`: the rest comes with its first refresh. */
export function packPage({ groups, history, activeIncidents, pastDays, ...page }: PageView, at: EpochMs): PackedPage {
  const told = decideTold(groups, judgeFreshness(page.freshUntil, at));
  return {
    ...page,
    activeIncidents: activeIncidents.map(packIncident),
    pastDays: pastDays.map((day, index) => packDay(day, pastDays[index - 1]?.date)),
    groups: groups.map((group) => ({
      name: group.name,
      components: group.components.map((component) => packComponent(component, told.ofComponent(component), at)),
      bars: packBars(group.bars, told.ofGroup(group)),
    })),
    history: history && packFrame(history),
  };
}

/** The page that was packed, as far as it was told. */
export function unpackPage({ groups, history, activeIncidents, pastDays, ...page }: PackedPage): PageView {
  return {
    ...page,
    activeIncidents: activeIncidents.map(unpackIncident),
    pastDays: unpackDays(pastDays),
    groups: groups.map((group) => ({
      name: group.name,
      components: group.components.map(unpackComponent),
      bars: unpackBars(group.bars),
    })),
    history: history && unpackFrame(history),
  };
}

interface ToldParts {
  ofComponent: (component: ComponentView) => Told;
  /** Of a group that is open its rows tell the days. */
  ofGroup: (group: GroupView) => Told;
}

function decideTold(groups: readonly GroupView[], freshness: Freshness): ToldParts {
  const judged = groups.map((group) => judgeGroup(group, freshness));
  const isFresh = freshness === "fresh";
  const { isWhole, isOpen } = foldLedger(judged, isFresh);
  if (isWhole) return { ofComponent: () => "whole", ofGroup: () => "drawn" };
  const drawn = listDrawn(judged, isFresh);
  const open = new Set(judged.filter(isOpen).map(({ name }) => name));
  return {
    ofComponent: ({ slug }) => (drawn.has(slug) ? "drawn" : "folded"),
    ofGroup: ({ name }) => (open.has(name) ? "folded" : "drawn"),
  };
}

function packDay({ date, incidents, maintenances, ...day }: DayView, dateBefore: string | undefined): PackedDay {
  return {
    ...day,
    ...((dateBefore === undefined || date !== addDays(dateBefore, -1)) && { date }),
    ...(incidents.length > 0 && { incidents: incidents.map(shortenPast).map(packIncident) }),
    ...(maintenances.length > 0 && { maintenances }),
  };
}

function unpackDays(packed: readonly PackedDay[]): DayView[] {
  let before = "";
  return packed.map(({ date = addDays(before, -1), incidents = [], maintenances = [], ...day }) => {
    before = date;
    return { ...day, date, incidents: incidents.map(unpackIncident), maintenances };
  });
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

function packIncident(incident: IncidentView): PackedIncident {
  const { id, title, startedAt, endedAt, resolvedAt, components, ...all } = incident;
  const isUsual = ([key, value]: [string, unknown]) =>
    key in USUAL && JSON.stringify(value) === JSON.stringify(USUAL[key as keyof typeof USUAL]);
  const rest = Object.entries(all).filter((entry) => !isUsual(entry));
  const after = (at: EpochMs | null) => (at === null ? null : at - startedAt);
  const times: PackedTimes = [startedAt, after(endedAt), after(resolvedAt)];
  const affected = components.map(packAffected);
  return rest.length === 0 ? [id, title, times, affected] : [id, title, times, affected, Object.fromEntries(rest)];
}

function unpackIncident([id, title, times, components, rest]: PackedIncident): IncidentView {
  const [startedAt, endedAfterMs, resolvedAfterMs] = times;
  const at = (afterMs: number | null) => (afterMs === null ? null : startedAt + afterMs);
  const told = { id, title, startedAt, endedAt: at(endedAfterMs), resolvedAt: at(resolvedAfterMs) };
  return { ...USUAL, ...rest, ...told, components: components.map(unpackAffected) };
}

function packAffected({ slug, name, state }: AffectedView): PackedAffected {
  if (slug !== plainSlug(name)) return [name, MARK_LETTERS[state], slug];
  return state === "major_outage" ? name : [name, MARK_LETTERS[state]];
}

function unpackAffected(packed: PackedAffected): AffectedView {
  if (typeof packed === "string") return { slug: plainSlug(packed), name: packed, state: "major_outage" };
  const [name, letter, slug = plainSlug(name)] = packed;
  return { slug, name, state: readMark(letter) ?? "unknown" };
}

function packComponent(component: ComponentView, told: Told, at: EpochMs): PackedComponent {
  const { slug, name, description, state, since, maintenanceId, bars } = component;
  const rest: Partial<ComponentRest> = {
    ...(slug !== plainSlug(name) && { slug }),
    ...(description !== null && { description }),
    ...(since !== null && tellsSince(component, at) && { since }),
    ...(maintenanceId !== undefined && { maintenanceId }),
  };
  const packed: PackedComponent = [name, MARK_LETTERS[state] + (packBars(bars, told) ?? "")];
  return Object.keys(rest).length === 0 ? packed : [...packed, rest];
}

function unpackComponent([name, said, rest]: PackedComponent): ComponentView {
  const state: PublicState = readMark(said.charAt(0)) ?? "unknown";
  const bars = unpackBars(said.slice(1) || null);
  return { slug: plainSlug(name), name, description: null, state, since: null, bars, ...rest };
}

/** The address that most names have. */
function plainSlug(name: string): string {
  return name.toLowerCase().replaceAll(" ", "-");
}

function packBars(bars: BarsView | null, told: Told): PackedBars | null {
  if (bars === null) return null;
  const { quarter, month, week, day } = bars.uptime;
  const shares = [quarter, ...(told === "whole" ? [bars.known, month, week, day] : [])].map((share) => share ?? "-");
  const drawing = [told === "folded" ? "" : packMarks(bars), ...shares].join(" ");
  return told === "whole" && bars.days.length > 0 ? `${drawing}|${bars.days.map(packDisturbed).join(" ")}` : drawing;
}

function unpackBars(packed: PackedBars | null): BarsView | null {
  if (packed === null) return null;
  const [drawing = "", days] = packed.split("|");
  const [marks = "", ...shares] = drawing.split(" ");
  const [quarter = null, known = null, month = null, week = null, day = null] = shares.map((share) =>
    share === "-" ? null : Number(share),
  );
  return {
    ...unpackMarks(marks),
    days: days === undefined ? [] : days.split(" ").map(unpackDisturbed),
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

function packDisturbed({ index, uptime, disruptions, minutes }: DisturbedDay): string {
  const lasting = PUBLIC_STATES.map((state) =>
    minutes[state] === undefined ? "" : MARK_LETTERS[state] + minutes[state],
  );
  return [index, uptime ?? "", disruptions, lasting.join("")].join(":");
}

function unpackDisturbed(text: string): DisturbedDay {
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
