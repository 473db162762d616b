import type { EditPlan } from "@/lib/domain/incident-edit";
import type { OperationRecord } from "@/lib/domain/operation";
import { cleanTexts } from "./clean-texts";
import {
  AUTOMATIC_FIELDS,
  COMMENT_FIELDS,
  MAINTENANCE_FIELDS,
  NEW_UPDATE_FIELDS,
  PERSONAL_FIELDS,
  PROBLEM_FIELDS,
  pick,
  UPDATE_FIELDS,
} from "./fields";
import type { HistoryBatch, LogSearch, PointBatch, RoundBatch } from "./store";

/** A copy of a batch as every store keeps it: the named fields and no others (types let more through), texts cleaned. */
export function takeBatch(batch: RoundBatch): RoundBatch {
  return cleanTexts({
    at: batch.at,
    ...takeIncidents(batch),
    comments: batch.comments.map(({ incidentId, comment }) => ({ incidentId, comment: pick(comment, COMMENT_FIELDS) })),
    past: batch.past.map(({ incident, problems, updates }) => {
      const { incidents, ...rest } = takeIncidents({ incidents: [incident], problems, updates });
      return { incident: incidents[0] ?? incident, ...rest };
    }),
    maintenances: batch.maintenances.map((maintenance) => pick(maintenance, MAINTENANCE_FIELDS)),
    purgeEndedBefore: batch.purgeEndedBefore,
  });
}

function takeIncidents({ incidents, problems, updates }: Pick<RoundBatch, "incidents" | "problems" | "updates">) {
  return {
    incidents: incidents.map((incident) => pick(incident, AUTOMATIC_FIELDS)),
    problems: problems.map((problem) => pick(problem, PROBLEM_FIELDS)),
    updates: updates.map((update) => pick(update, NEW_UPDATE_FIELDS)),
  };
}

/** A copy of what an edit does, as every store keeps it. */
export function takePlan({ id, incidents, problems, updates, traces }: EditPlan): EditPlan {
  return cleanTexts({
    id,
    incidents: incidents.map((incident) => ({
      ...pick(incident, AUTOMATIC_FIELDS),
      person: pick(incident.person, PERSONAL_FIELDS),
    })),
    problems: problems.map((problem) => pick(problem, PROBLEM_FIELDS)),
    updates: updates.map((update) => pick(update, UPDATE_FIELDS)),
    traces: traces.map(({ incidentId, at, author, kind, before, after }) => {
      return { incidentId, at, author, kind, before: before ?? null, after: after ?? null };
    }),
  });
}

/** A copy of what the service wrote down about itself, as every store keeps it. */
export function takeRecord({ events, polls }: OperationRecord): OperationRecord {
  return cleanTexts({
    events: events.map(({ at, kind, part, code, message }) => ({ at, kind, part, code, message })),
    polls: polls.map(({ at, polls, failed, totalDurationMs, maxDurationMs, maxBytes, maxDataAgeMs }) => ({
      at,
      polls,
      failed,
      totalDurationMs,
      maxDurationMs,
      maxBytes,
      maxDataAgeMs,
    })),
  });
}

/** A copy of what is added to the points of metrics, as every store keeps it. */
export function takePoints({ points, dropBefore }: PointBatch): PointBatch {
  const taken = points.map(({ metric, at, sum, checks, lastCheckAt, uom }) => {
    return { metric, at, sum, checks, lastCheckAt, uom };
  });
  return cleanTexts({ points: taken, dropBefore });
}

/** A copy of what is added to the history, as every store keeps it. */
export function takeHistory({ marks, removed, log, search, searched }: HistoryBatch): HistoryBatch {
  return cleanTexts({
    marks: marks.map(({ key, track, at, value }) => ({ key, track, at, value })),
    removed: removed.map(({ key, track, at }) => ({ key, track, at })),
    log: log === null ? null : { file: log.file, offset: log.offset, head: log.head, lineAt: log.lineAt },
    search: typeof search === "object" && search !== null ? takeSearch(search) : search,
    searched: searched.map(({ key, since }) => ({ key, since })),
  });
}

function takeSearch({ since, through, choice }: LogSearch): LogSearch {
  return { since, through, choice };
}

/** Whether a round says anything of incidents or maintenances: whether it must be known when it is committed again. */
export function saysAnything({ incidents, problems, updates, comments, past, maintenances }: RoundBatch): boolean {
  return [incidents, problems, updates, comments, past, maintenances].some(({ length }) => length > 0);
}

/** Problems as they have to be written: those that are over first, so that the next one of their object can begin. */
export function inOrderOfWriting<T extends { endedAt: number | null }>(problems: readonly T[]): T[] {
  return [...problems].sort((a, b) => Number(a.endedAt === null) - Number(b.endedAt === null));
}
