import { objectKey } from "@/lib/domain/snapshot";
import { SECOND_MS } from "@/lib/domain/time";
import type { ObjectTable } from "@/lib/nagios/object-table";
import type { DowntimeEntry, ObjectStatus, StatusFile } from "@/lib/nagios/status-file";

/** What was so with an object, second by second: `[from, to, state, type]`. */
export type Segment = [from: number, to: number, state: number, type: "SOFT" | "HARD"];

/** Ninety days as the generator of the logs knows them. Times are seconds since the epoch. */
export interface Truth {
  begin: number;
  now: number;
  gaps: [from: number, to: number, kind: "restart" | "stop" | "over-midnight" | "crash"][];
  flapping: [key: string, from: number, to: number][];
  check_interval: number;
  retry_interval: number;
  objects: { host: string; service: string | null; segments: Segment[]; downtime: [number, number][] }[];
}

/** The Nagios that wrote the logs, asked for its status file at any second. */
export interface TruthNagios {
  /** The file as it stands at an instant (seconds); null while Nagios is stopped. */
  fileAt(second: number): StatusFile | null;
  /** Every outage that Nagios confirmed while it ran, outside of downtimes. */
  listOutages(): Outage[];
}

export interface Outage {
  key: string;
  /** The first bad state of the problem, in seconds. */
  startedAt: number;
  /** So many seconds of it are confirmed, an outage, and outside of any downtime of the object or its host. */
  seconds: number;
}

/** One run of bad states of an object. */
interface Run {
  key: string;
  startedAt: number;
  /** Null while it lasts at the end. */
  endedAt: number | null;
  problemId: number;
}

interface Course {
  host: string;
  service: string | null;
  key: string;
  segments: readonly Segment[];
  runs: readonly Run[];
  downtime: readonly (readonly [number, number])[];
  flapping: readonly (readonly [number, number])[];
}

const WRITE_EVERY = 10;
const CRITICAL = 2;
const OK: Segment = [0, 0, 0, "HARD"];

export function createTruthNagios(truth: Truth): TruthNagios {
  const courses = listCourses(truth);

  function fileAt(second: number): StatusFile | null {
    const gap = truth.gaps.find(([from, to]) => from <= second && second < to);
    // A stop removes the file; a crash leaves the last one.
    if (gap !== undefined && gap[2] !== "crash") return null;
    const at = Math.floor((gap === undefined ? second : gap[0]) / WRITE_EVERY) * WRITE_EVERY;
    const statuses = courses.map((course) => describe(course, at, truth));
    const start = Math.max(truth.begin, ...truth.gaps.filter(([, to]) => to <= at).map(([, to]) => to));
    return {
      createdAt: at * SECOND_MS,
      version: "4.4.6",
      program: {
        programStartAt: start * SECOND_MS,
        activeHostChecksEnabled: true,
        passiveHostChecksEnabled: true,
        activeServiceChecksEnabled: true,
        passiveServiceChecksEnabled: true,
      },
      objects: tableOf(statuses),
      hosts: statuses.filter(({ kind }) => kind === "host"),
      services: statuses.filter(({ kind }) => kind === "service"),
      names: statuses,
      measured: new Map(),
      comments: [],
      downtimes: courses.flatMap((course, row) => describeDowntimes(course, row, at)),
      inside: new Map(),
      problems: [],
      problemCount: 0,
    };
  }

  return { fileAt, listOutages: () => listOutages(courses, truth) };
}

/** Nagios counts its problems in the order in which they begin. */
function listCourses({ objects, flapping }: Truth): Course[] {
  const courses = objects.map(({ host, service, segments, downtime }) => {
    const key = objectKey(host, service);
    const flaps = flapping.filter(([name]) => name === key).map(([, from, to]) => [from, to] as const);
    return { host, service, key, segments, runs: listRuns(key, segments), downtime, flapping: flaps };
  });
  const all = courses.flatMap(({ runs }) => runs).sort((a, b) => a.startedAt - b.startedAt || (a.key < b.key ? -1 : 1));
  all.forEach((run, index) => {
    run.problemId = index + 1;
  });
  return courses;
}

function listRuns(key: string, segments: readonly Segment[]): Run[] {
  const runs: Run[] = [];
  let current: Run | null = null;
  for (const [from, , state] of segments) {
    if (state === 0) {
      if (current !== null) current.endedAt = from;
      current = null;
      continue;
    }
    if (current === null) {
      current = { key, startedAt: from, endedAt: null, problemId: 0 };
      runs.push(current);
    }
  }
  return runs;
}

function listOutages(courses: readonly Course[], { gaps }: Truth): Outage[] {
  const downtimes = new Map(courses.map(({ key, downtime }) => [key, downtime]));
  return courses.flatMap(({ key, host, service, segments, runs, downtime }) => {
    const away = [...downtime, ...(downtimes.get(host) ?? []), ...gaps];
    const isOut = ([, , state, type]: Segment) =>
      type === "HARD" && (service === null ? state > 0 : state === CRITICAL);
    return runs.flatMap(({ startedAt, endedAt }) => {
      const own = segments.filter((each) => isOut(each) && each[0] >= startedAt && each[0] < (endedAt ?? Infinity));
      const seconds = own.reduce((sum, [from, to]) => sum + countOutside(from, to, away), 0);
      return seconds > 0 ? [{ key, startedAt, seconds }] : [];
    });
  });
}

/** The seconds of a span that lie in none of some others. */
function countOutside(from: number, to: number, spans: readonly (readonly [number, number, ...unknown[]])[]): number {
  const left = spans.reduce<[number, number][]>(
    (parts, [begin, end]) =>
      parts
        .flatMap(([first, last]): [number, number][] => [
          [first, Math.min(last, begin)],
          [Math.max(first, end), last],
        ])
        .filter(([first, last]) => first < last),
    [[from, to]],
  );
  return left.reduce((sum, [first, last]) => sum + last - first, 0);
}

function describe(course: Course, at: number, truth: Truth): ObjectStatus {
  const { host, service, key, segments } = course;
  const index = segments.findLastIndex(([from]) => from <= at);
  const segment = segments[index];
  const [from, , state, type] = segment ?? OK;
  const run = course.runs.findLast(({ startedAt, endedAt }) => startedAt <= at && (endedAt === null || at < endedAt));
  const every = type === "SOFT" ? truth.retry_interval : truth.check_interval;
  const lastCheck = from + Math.floor((at - from) / every) * every;
  const hard = segments.findLastIndex((each, place) => place <= index && each[3] === "HARD");
  const isIn = (spans: readonly (readonly [number, number])[]) => spans.some(([begin, end]) => begin <= at && at < end);
  return {
    key,
    hostName: host,
    serviceDescription: service,
    kind: service === null ? "host" : "service",
    hasBeenChecked: segment !== undefined,
    currentState: state,
    lastHardState: (segments[hard] ?? OK)[2],
    stateType: type === "SOFT" ? "soft" : "hard",
    currentProblemId: run?.problemId ?? 0,
    currentAttempt: 1,
    maxAttempts: 3,
    lastStateChangeAt: segment === undefined ? null : beginOf(segments, index, (each) => each[2] === state),
    lastHardStateChangeAt:
      hard < 0 ? null : beginOf(segments, hard, (each) => each[3] === "HARD" && each[2] === (segments[hard] ?? OK)[2]),
    lastTimeOkAt: run === undefined ? lastCheck * SECOND_MS : run.startedAt * SECOND_MS,
    lastCheckAt: segment === undefined ? null : lastCheck * SECOND_MS,
    nextCheckAt: (lastCheck + every) * SECOND_MS,
    retryInterval: truth.retry_interval / 60,
    pluginOutput: "as the plugin says",
    problemHasBeenAcknowledged: false,
    scheduledDowntimeDepth: isIn(course.downtime) ? 1 : 0,
    isFlapping: isIn(course.flapping),
    activeChecksEnabled: true,
    passiveChecksEnabled: true,
  };
}

/** Since when the segments up to a place have been alike. */
function beginOf(segments: readonly Segment[], place: number, isAlike: (segment: Segment) => boolean): number {
  let first = place;
  while (first > 0 && isAlike(segments[first - 1] ?? OK)) first -= 1;
  return (segments[first] ?? OK)[0] * SECOND_MS;
}

/** They are entered an hour before they begin. */
function describeDowntimes({ host, service, key, downtime }: Course, row: number, at: number): DowntimeEntry[] {
  return downtime.flatMap(([from, to], index) => {
    if (at < from - 3600 || at >= to) return [];
    return [
      {
        key,
        hostName: host,
        serviceDescription: service,
        downtimeId: 1 + row * 100 + index,
        entryAt: (from - 3600) * SECOND_MS,
        startAt: from * SECOND_MS,
        endAt: to * SECOND_MS,
        flexStartAt: null,
        fixed: true,
        durationMs: (to - from) * SECOND_MS,
        isInEffect: at >= from,
        triggeredBy: 0,
        author: "operations",
        comment: "Planned work",
      },
    ];
  });
}

function tableOf(statuses: readonly ObjectStatus[]): ObjectTable {
  const byKey = new Map(statuses.map((status) => [status.key, status]));
  return {
    size: byKey.size,
    has: (key) => byKey.has(key),
    get: (key) => byKey.get(key),
    keys: () => byKey.keys(),
    list: (kind) => statuses.filter((status) => status.kind === kind),
  };
}
