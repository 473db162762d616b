import type { Window } from "@/lib/domain/availability";
import { DAY_MS, type EpochMs, SECOND_MS } from "@/lib/domain/time";
import { type Parameter, readFlag, readInstant } from "@/lib/http/parameters";
import { answerDetail, answerRefusal, type Refusal, refuse } from "@/lib/http/problem";
import { systemClock } from "@/lib/platform/clock";
import { runInSlices } from "@/lib/poller/slices";
import { writeAvailabilityCsv, writeAvailabilityJson } from "@/lib/view/availability-answer";
import { answerBusy, answerNoPast, answerTable, readFormat, type TableFormat } from "./answer-table";
import { type PastReading, readPast } from "./publication";
import { readShowInstant } from "./show-instant";
import { createTurns } from "./take-turns";

const DEFAULT_DAYS = 30;
const MAX_DAYS = 3660;
const MAX_DAYS_SPLIT = 400;
/** Days of components in one answer: a dozen megabytes. */
const MAX_ROWS = 50_000;
const TOO_MANY_ROWS = refuse(
  400,
  `days=1 answers ${MAX_ROWS} days of components at most: ask for fewer components or a shorter window.`,
);
const MOST_WAITING = 20;

const takeTurn = createTurns(MOST_WAITING);

/** `/api/availability`: the seconds of components in each state, in a window. */
export async function answerAvailability(request: Request): Promise<Response> {
  const query = readQuery(request, readShowInstant());
  if (query.kind === "refused") return answerRefusal(query);
  const past = readPast();
  if (past === null) return answerNoPast();
  return (await takeTurn(() => answerQuery(request, past, query))) ?? answerBusy();
}

async function answerQuery(
  request: Request,
  { history, components: all, at }: PastReading,
  { slugs, window, byDay, format }: Query,
): Promise<Response> {
  const days = ((slugs ?? all).length * (window.to - window.from)) / DAY_MS;
  if (byDay && days > MAX_ROWS) return answerRefusal(TOO_MANY_ROWS);
  const components = await history.availability(slugs, window, { byDay, at });
  if (components === null) return answerDetail(404, "There is no such component.");
  const { timeZone, weights } = history;
  const write = format === "csv" ? writeAvailabilityCsv : writeAvailabilityJson;
  const work = write({ window, timeZone, weights, components });
  return answerTable(request, format, "availability", await runInSlices(work, systemClock.monotonic));
}

interface Query {
  kind: "ok";
  /** Null for all. */
  slugs: string[] | null;
  window: Window;
  byDay: boolean;
  format: TableFormat;
}

function readQuery(request: Request, at: EpochMs): Query | Refusal {
  const url = new URL(request.url);
  const days = readFlag(url, "days");
  if (days.kind === "refused") return days;
  const format = readFormat(request, url);
  if (format.kind === "refused") return format;
  const window = readWindow(url, at, days.value ? MAX_DAYS_SPLIT : MAX_DAYS);
  if (window.kind === "refused") return window;
  const slugs = url.searchParams.has("component") ? url.searchParams.getAll("component") : null;
  return { kind: "ok", slugs, window: window.value, byDay: days.value, format: format.value };
}

function readWindow(url: URL, at: EpochMs, maxDays: number): Parameter<Window> {
  const asked = { from: readInstant(url, "from"), to: readInstant(url, "to") };
  if (asked.from.kind === "refused") return asked.from;
  if (asked.to.kind === "refused") return asked.to;
  const to = asked.to.value ?? Math.floor(at / SECOND_MS) * SECOND_MS;
  const from = asked.from.value ?? to - DEFAULT_DAYS * DAY_MS;
  if (from < 0 || from >= to) return refuse(400, "from must be before to.");
  if (to - from > maxDays * DAY_MS) return refuse(400, `From from to to, ${maxDays} days are allowed at most.`);
  return { kind: "ok", value: { from, to } };
}
