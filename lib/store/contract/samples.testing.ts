import type { AutomaticSide, NewUpdate, Problem } from "@/lib/domain/incident";
import type { AddUpdateEdit, OpenEdit } from "@/lib/domain/incident-edit";
import type { AutomaticMaintenance } from "@/lib/domain/maintenance";
import type { KeptPoint } from "@/lib/domain/metric-series";
import type { OperationRecord, PollBucket } from "@/lib/domain/operation";
import { objectKey } from "@/lib/domain/snapshot";
import { DAY_MS, type EpochMs, HOUR_MS, MINUTE_MS } from "@/lib/domain/time";
import type {
  HistoryBatch,
  LogPosition,
  LogSearch,
  NewNagiosComment,
  PastIncident,
  RoundBatch,
} from "@/lib/store/store";

/** An instant of the samples; nothing in the stores looks at a clock. */
export const NOON: EpochMs = Date.UTC(2026, 2, 14, 12);

/** A round that changes nothing but what is given. */
export function makeBatch(changes: Partial<RoundBatch> = {}): RoundBatch {
  const nothing = { incidents: [], problems: [], updates: [], comments: [], past: [], maintenances: [] };
  return { at: NOON, ...nothing, purgeEndedBefore: null, ...changes };
}

/** An addition to the history that changes nothing but what is given. */
export function makeHistory(changes: Partial<HistoryBatch> = {}): HistoryBatch {
  return { marks: [], removed: [], log: null, search: null, searched: [], ...changes };
}

/** Where a log is read on, and a search of its archives. */
export const POSITION: LogPosition = { file: "2049:131", offset: 70_312, head: "1f6b:512", lineAt: NOON - MINUTE_MS };
export const SEARCH: LogSearch = { since: NOON - 90 * DAY_MS, through: NOON - 30 * DAY_MS, choice: "9a3c" };

/** An incident as a round opens it, with what belongs to it. */
export interface Sample {
  incident: AutomaticSide;
  problems: Problem[];
  updates: NewUpdate[];
}

export type SampleChanges = Partial<
  Pick<Problem, "key" | "startedAt" | "endedAt" | "endReason" | "problemId" | "output">
>;

/** An incident with one problem, of a service on host `web1`; over where an end is given. */
export function makeSample(id: number, service: string, changes: SampleChanges = {}): Sample {
  const problem = makeProblem(id, service, changes);
  const incident = makeSide(id, problem);
  return { incident, problems: [problem], updates: [makeUpdate(id, { at: problem.startedAt })] };
}

/** What a round writes that opens some incidents. */
export function joinSamples(...samples: readonly Sample[]): Pick<RoundBatch, "incidents" | "problems" | "updates"> {
  return {
    incidents: samples.map(({ incident }) => incident),
    problems: samples.flatMap(({ problems }) => problems),
    updates: samples.flatMap(({ updates }) => updates),
  };
}

/** The automatic side of the incident of a problem. */
export function makeSide(id: number, problem: Problem, changes: Partial<AutomaticSide> = {}): AutomaticSide {
  const { key, startedAt, endedAt, endReason } = problem;
  return {
    id,
    origin: "nagios",
    rootKey: key,
    anchorKey: key,
    anchorAt: startedAt,
    startedAt,
    endedAt,
    endReason,
    resolvedAt: null,
    acknowledged: false,
    unstable: false,
    components: [{ slug: "shop", name: "Shop", group: "Sales", state: "major_outage" }],
    impact: "major_outage",
    publicAt: startedAt + MINUTE_MS,
    isDraft: false,
    followsId: null,
    mergedInto: null,
    ...changes,
  };
}

/** A problem of a service on host `web1`; the key is that of its names. */
export function makeProblem(incidentId: number, service: string, changes: Partial<Problem> = {}): Problem {
  const startedAt = changes.startedAt ?? NOON - 10 * MINUTE_MS;
  return {
    incidentId,
    key: objectKey("web1", service),
    confirmedAt: startedAt + MINUTE_MS,
    problemId: 0,
    role: "root",
    state: "critical",
    endedAt: null,
    endReason: (changes.endedAt ?? null) === null ? null : "recovered",
    goneAt: null,
    lastCheckAt: NOON - MINUTE_MS,
    output: "CRITICAL - no answer",
    acknowledged: false,
    reason: "HARD CRITICAL of a component of its own",
    isPinned: false,
    ...changes,
    startedAt,
  };
}

/** What a round says of an incident. */
export function makeUpdate(incidentId: number, changes: Partial<NewUpdate> = {}): NewUpdate {
  return {
    incidentId,
    kind: "automatic",
    code: "opened",
    status: "investigating",
    at: NOON - 10 * MINUTE_MS,
    author: null,
    text: null,
    components: [{ slug: "shop", name: "Shop", group: "Sales", state: "major_outage" }],
    reason: "opened",
    reference: 0,
    ...changes,
  };
}

/** What somebody wrote in Nagios for the public. */
export function makePublicWord(incidentId: number, changes: Partial<NewUpdate> = {}): NewUpdate {
  return makeUpdate(incidentId, {
    kind: "nagios",
    code: null,
    text: "we know it",
    reason: null,
    reference: 7,
    ...changes,
  });
}

/** An outage of a service on `web1` that was over before a round saw it. */
export function makePast(id: number, service: string, startedAt: EpochMs, endedAt: EpochMs): PastIncident {
  return makeSample(id, service, { startedAt, endedAt });
}

/** A comment of Nagios on `web1`. */
export function makeComment(commentId: number, changes: Partial<NewNagiosComment> = {}): NewNagiosComment {
  return {
    commentId,
    enteredAt: NOON,
    author: "nagiosadmin",
    text: "looking into it",
    hostName: "web1",
    serviceDescription: null,
    ...changes,
  };
}

/** What a person says about an incident. */
export function makeWords(
  incidentId: number,
  text = "We are on it",
  changes: Partial<AddUpdateEdit> = {},
): AddUpdateEdit {
  return { kind: "add_update", incidentId, author: "Ops", at: NOON, text, status: null, shownAt: null, ...changes };
}

/** What a person opens by hand. */
export function makeOpening(changes: Partial<OpenEdit> = {}): OpenEdit {
  return {
    kind: "open",
    author: "Ops",
    at: NOON,
    title: "The shop is slow",
    text: "We are looking into it.",
    components: [{ slug: "shop", name: "Shop", group: null }],
    status: "identified",
    impact: "degraded_performance",
    startedAt: NOON - MINUTE_MS,
    endedAt: null,
    ...changes,
  };
}

/** A maintenance of one service on `web1` that was announced. */
export function makeMaintenance(id: number, changes: Partial<AutomaticMaintenance> = {}): AutomaticMaintenance {
  const [startsAt, endsAt] = [NOON + HOUR_MS, NOON + 2 * HOUR_MS];
  return {
    id,
    origin: "nagios",
    status: "scheduled",
    startsAt,
    endsAt,
    durationMs: null,
    beganAt: null,
    endedAt: null,
    components: [{ slug: "shop", name: "Shop", group: null }],
    publicText: null,
    author: "nagiosadmin",
    comment: "new disks",
    downtimes: [{ key: "web1;HTTP", downtimeId: 4, enteredAt: startsAt, startsAt, endsAt }],
    seenUnder: null,
    forgottenAt: null,
    updates: [{ at: NOON, code: "scheduled", status: "scheduled", reason: "downtime 4" }],
    ...changes,
  };
}

/** A failure of the service and its end, and the polls of ten minutes. */
export const RECORD: OperationRecord = {
  events: [
    {
      at: NOON,
      kind: "failure",
      part: "source",
      code: "source_missing",
      message: "/var/nagios/status.dat is not there",
    },
    { at: NOON + MINUTE_MS, kind: "over", part: "source", code: null, message: "it is back" },
  ],
  polls: [makeBucket(NOON), makeBucket(NOON + 5 * MINUTE_MS, { failed: 1 })],
};

/** A quarter of an hour of a metric. */
export function makePoint(at: EpochMs, changes: Partial<KeptPoint> = {}): KeptPoint {
  return { metric: "a", at, sum: 0.75, checks: 2, lastCheckAt: at + MINUTE_MS, uom: "s", ...changes };
}

/** Five minutes of polls. */
export function makeBucket(at: EpochMs, changes: Partial<PollBucket> = {}): PollBucket {
  const spans = { totalDurationMs: 31.5, maxDurationMs: 4.25, maxBytes: 9000, maxDataAgeMs: 12_000 };
  return { at, polls: 10, failed: 0, ...spans, ...changes };
}
