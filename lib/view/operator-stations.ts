import type { HealthReason } from "@/lib/domain/health";
import type { PublicState } from "@/lib/domain/public-state";
import { type Part, REASON_PARTS, type ReasonCode } from "@/lib/domain/reason";
import { DAY_MS, type EpochMs } from "@/lib/domain/time";
import { judgeFreshness } from "./judge";
import { REASON_BRIEFS } from "./operator-briefs";
import type { FactRow } from "./operator-details";
import type { OperatorFacts } from "./operator-facts";
import { formatSecond, groupDigits, hideSecrets, sayAge, sayBytes, saySpan } from "./operator-words";
import { linkRunbook } from "./runbook";

/** One of the six stations that Nagios' data passes on its way to the page and to people. */
export interface StationView {
  id: StationId;
  name: string;
  /** Which sign stands for its state; the words stand beside it. */
  sign: PublicState;
  words: string;
  /** Last, lag or size, errors. */
  rows: FactRow[];
  /** Why it is not well. */
  messages: { code: ReasonCode; text: string; href: string }[];
}

export const STATIONS = ["nagios", "file", "poll", "store", "page", "alerts"] as const;
export type StationId = (typeof STATIONS)[number];

type State = Pick<StationView, "sign" | "words">;

/** While one of these holds, a good reading of before says nothing of the file now. */
const NOT_READING: readonly ReasonCode[] = [
  "boot_pending",
  "boot_failed",
  "poll_timeout",
  "poll_failed",
  "scheduler_silent",
  "scheduler_stopped",
];

const NAGIOS_CODES: readonly ReasonCode[] = ["source_stale", "clock_skew"];

const STATION_OF_PART = {
  boot: "poll",
  source: "file",
  poll: "poll",
  store: "store",
  page: "page",
  alerts: "alerts",
  // They are no station of the flow; the lists below it tell them.
  process: null,
  config: null,
} satisfies Record<Part, StationId | null>;

/** The station that a reason is shown at; null for what is beside the flow. */
export function findStation(code: ReasonCode): StationId | null {
  return NAGIOS_CODES.includes(code) ? "nagios" : STATION_OF_PART[REASON_PARTS[code]];
}

const STATION_NAMES = {
  nagios: "Nagios",
  file: "File",
  poll: "Poll",
  store: "Store",
  page: "Page",
  alerts: "Alerts",
} satisfies Record<StationId, string>;

/** The flow from Nagios to the page, in its order. A station is green on positive evidence alone. */
export function describeStations(facts: OperatorFacts): StationView[] {
  return STATIONS.map((id) => {
    const reasons = facts.health.reasons.filter(({ code }) => findStation(code) === id);
    return {
      id,
      name: STATION_NAMES[id],
      ...judgeStation(id, reasons, facts),
      rows: [...ROWS[id](facts), { label: "Errors", value: groupDigits(countErrors(id, facts)) }],
      messages: reasons.map(({ code, message }) => ({ code, text: hideSecrets(message), href: linkRunbook(code) })),
    };
  });
}

function judgeStation(id: StationId, [worst]: readonly HealthReason[], facts: OperatorFacts): State {
  if (id === "page") return judgePageStation(facts);
  if (worst === undefined) return CALM[id](facts);
  const sign = worst.severity === "critical" ? "major_outage" : "degraded_performance";
  return { sign, words: REASON_BRIEFS[worst.code] };
}

function judgePageStation({ at, facts: { data } }: OperatorFacts): State {
  const freshness = judgeFreshness(data.freshUntil, at);
  if (freshness === "fresh") return { sign: "operational", words: "Current" };
  return { sign: "unknown", words: freshness === "never" ? "Nothing to show" : "Grey" };
}

/** What is said of a station that nothing is said against. */
const CALM = {
  nagios: ({ at, facts: { data } }) =>
    judgeFreshness(data.freshUntil, at) === "fresh"
      ? { sign: "operational", words: "Writing" }
      : { sign: "unknown", words: "Not heard of" },
  file: ({ health, recentPolls }) =>
    recentPolls.at(-1)?.bytes == null || health.reasons.some(({ code }) => NOT_READING.includes(code))
      ? { sign: "unknown", words: "Not read" }
      : { sign: "operational", words: "Read whole" },
  poll: ({ facts: { poller } }) =>
    poller?.isRunning
      ? { sign: "operational", words: `Every ${saySpan(poller.intervalMs)}` }
      : { sign: "unknown", words: "Not started" },
  store: ({ facts: { store } }) =>
    store === null ? { sign: "unknown", words: "Not open" } : { sign: "operational", words: "Writable" },
  alerts: ({ alerts: { channels, waiting } }) => {
    if (channels.length === 0) return { sign: "unknown", words: "None set up" };
    const ways = channels.map((channel) => CHANNEL_WORDS[channel]).join(" and ");
    return { sign: "operational", words: waiting > 0 ? "Sending" : ways.charAt(0).toUpperCase() + ways.slice(1) };
  },
} satisfies Record<Exclude<StationId, "page">, (facts: OperatorFacts) => State>;

const CHANNEL_WORDS = { email: "e-mail", webhook: "webhook" } as const;

const ROWS = {
  nagios: (facts) => [last(facts.facts.data.asOf, facts), { label: "Age", value: ageOf(facts) }],
  file: (facts) => [
    last(facts.recentPolls.findLast(({ bytes }) => bytes !== null)?.at ?? null, facts),
    { label: "Size", value: sizeOf(facts.source?.bytes ?? null) },
  ],
  poll: (facts) => {
    const took = facts.recentPolls.at(-1)?.durationMs;
    return [
      last(facts.facts.poller?.lastFinishedAt ?? null, facts),
      { label: "Took", value: took === undefined ? NONE : saySpan(took) },
    ];
  },
  store: (facts) => [
    { ...last(facts.facts.store?.backups.lastAt ?? null, facts), label: "Backup" },
    { label: "Size", value: sizeOf(facts.facts.store?.databaseBytes ?? null) },
  ],
  page: (facts) => [last(facts.page.checkedAt, facts), describeGrey(facts)],
  alerts: (facts) => [
    last(facts.alerts.lastSentAt, facts),
    { label: "Queue", value: groupDigits(facts.alerts.waiting) },
  ],
} satisfies Record<StationId, (facts: OperatorFacts) => FactRow[]>;

const NONE = "–";

function last(then: EpochMs | null, { at, page }: OperatorFacts): FactRow {
  return { label: "Last", value: then === null ? NONE : formatSecond(then, at, page.timeZone) };
}

function ageOf({ at, facts: { data } }: OperatorFacts): string {
  return data.asOf === null ? NONE : sayAge(at - data.asOf);
}

function sizeOf(bytes: number | null): string {
  return bytes === null ? NONE : sayBytes(bytes);
}

/** How far the page is from turning grey, or since when it is. */
function describeGrey({ at, facts: { data } }: OperatorFacts): FactRow {
  if (data.freshUntil === null) return { label: "Grey", value: "yes" };
  const left = data.freshUntil - at;
  return left >= 0 ? { label: "Grey in", value: sayAge(left) } : { label: "Grey for", value: sayAge(-left) };
}

/** Failures of the last 24 hours. The poll's own are counted by the polls themselves. */
function countErrors(id: StationId, { at, record }: OperatorFacts): number {
  const since = at - DAY_MS;
  if (id === "poll") return record.polls.reduce((sum, { at, failed }) => sum + (at > since ? failed : 0), 0);
  return record.events.filter(
    ({ at, kind, code }) => at > since && kind === "failure" && code !== null && findStation(code) === id,
  ).length;
}
