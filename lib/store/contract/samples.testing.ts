import type { NewIncident } from "@/lib/domain/incident";
import type { OperationRecord, PollBucket } from "@/lib/domain/operation";
import { objectKey } from "@/lib/domain/snapshot";
import { DAY_MS, type EpochMs, MINUTE_MS } from "@/lib/domain/time";
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
  return { at: NOON, opened: [], updated: [], closed: [], past: [], comments: [], purgeEndedBefore: null, ...changes };
}

/** An addition to the history that changes nothing but what is given. */
export function makeHistory(changes: Partial<HistoryBatch> = {}): HistoryBatch {
  return { marks: [], removed: [], log: null, search: null, searched: [], ...changes };
}

/** Where a log is read on, and a search of its archives. */
export const POSITION: LogPosition = { file: "2049:131", offset: 70_312, head: "1f6b:512", lineAt: NOON - MINUTE_MS };
export const SEARCH: LogSearch = { since: NOON - 90 * DAY_MS, through: NOON - 30 * DAY_MS, choice: "9a3c" };

/** An outage of a service on `web1` that was over before a round saw it. */
export function makePast(id: number, service: string, startedAt: EpochMs, endedAt: EpochMs): PastIncident {
  return { id, incident: makeIncident(service, { startedAt }), endedAt };
}

/** A service's incident on host `web1`; the key is always that of its names. */
export function makeIncident(serviceDescription: string, changes: Partial<NewIncident> = {}): NewIncident {
  return {
    key: objectKey("web1", serviceDescription),
    kind: "service",
    hostName: "web1",
    serviceDescription,
    components: [{ slug: "shop", name: "Shop", group: "Sales" }],
    problemId: 17,
    state: "critical",
    startedAt: NOON - 10 * MINUTE_MS,
    lastCheckAt: NOON - MINUTE_MS,
    output: "CRITICAL - no answer",
    acknowledged: false,
    ...changes,
  };
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

/** Five minutes of polls. */
export function makeBucket(at: EpochMs, changes: Partial<PollBucket> = {}): PollBucket {
  const spans = { totalDurationMs: 31.5, maxDurationMs: 4.25, maxBytes: 9000, maxDataAgeMs: 12_000 };
  return { at, polls: 10, failed: 0, ...spans, ...changes };
}
