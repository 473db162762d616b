import type { IncidentPatch, IncidentUpdate, NewIncident } from "@/lib/domain/incident";
import type { OperationRecord } from "@/lib/domain/operation";
import { cleanTexts } from "./clean-texts";
import type { HistoryBatch, LogSearch, NewNagiosComment, RoundBatch } from "./store";

/** A copy of a batch as every store keeps it: the named fields and no others (types let more through), texts cleaned. */
export function takeBatch(batch: RoundBatch): RoundBatch {
  return cleanTexts({
    at: batch.at,
    opened: batch.opened.map(({ id, incident, comments }) => ({
      id,
      incident: takeIncident(incident),
      comments: comments.map(takeComment),
    })),
    updated: batch.updated.map(({ id, patch }) => ({ id, patch: takePatch(patch) })),
    closed: batch.closed.map(({ id, endedAt, endReason }) => ({ id, endedAt, endReason })),
    past: batch.past.map(({ id, incident, endedAt }) => ({ id, incident: takeIncident(incident), endedAt })),
    comments: batch.comments.map(({ incidentId, comment }) => ({ incidentId, comment: takeComment(comment) })),
    purgeEndedBefore: batch.purgeEndedBefore,
  });
}

/** A copy of a person's words as every store keeps them. */
export function takeUpdate(update: Omit<IncidentUpdate, "id" | "incidentId">): typeof update {
  return cleanTexts({ author: update.author, text: update.text, createdAt: update.createdAt });
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

/** Whether a round is about incidents at all: whether committing it twice must be told from committing two alike. */
export function namesIncidents({ opened, updated, closed, past, comments }: RoundBatch): boolean {
  return opened.length + updated.length + closed.length + past.length + comments.length > 0;
}

function takeIncident(incident: NewIncident): NewIncident {
  return {
    key: incident.key,
    kind: incident.kind,
    hostName: incident.hostName,
    serviceDescription: incident.serviceDescription,
    components: incident.components,
    problemId: incident.problemId,
    state: incident.state,
    startedAt: incident.startedAt,
    lastCheckAt: incident.lastCheckAt,
    output: incident.output,
    acknowledged: incident.acknowledged,
  };
}

function takeSearch({ since, through, choice }: LogSearch): LogSearch {
  return { since, through, choice };
}

function takeComment(comment: NewNagiosComment): NewNagiosComment {
  return {
    commentId: comment.commentId,
    enteredAt: comment.enteredAt,
    author: comment.author,
    text: comment.text,
    hostName: comment.hostName,
    serviceDescription: comment.serviceDescription,
  };
}

const CHANGEABLE = {
  state: true,
  acknowledged: true,
  components: true,
  problemId: true,
  output: true,
  lastCheckAt: true,
} satisfies Record<keyof IncidentPatch, true>;

function takePatch(patch: IncidentPatch): IncidentPatch {
  return Object.fromEntries(Object.entries(patch).filter(([name]) => Object.hasOwn(CHANGEABLE, name)));
}
