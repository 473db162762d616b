import type { IncidentRecord } from "@/lib/domain/incident";
import type { ObjectKey } from "@/lib/domain/snapshot";
import type { FaultyStore } from "./faulty-store";

/** What somebody was told is kept and is not kept. Null when all is. */
export function findLostWrite(
  records: readonly IncidentRecord[],
  { opened, closed, words }: FaultyStore["acknowledged"],
) {
  const kept = new Map(records.map((record) => [record.incident.id, record]));
  for (const [id, { key, startedAt }] of opened) {
    const incident = kept.get(id)?.incident;
    if (incident?.key !== key || incident.startedAt !== startedAt) return `the opening of incident ${id} is lost`;
  }
  for (const [id, endedAt] of closed) {
    if (kept.get(id)?.incident.endedAt !== endedAt) return `the end of incident ${id} is lost or was changed`;
  }
  for (const [id, { incidentId, text }] of words) {
    const isThere = kept.get(incidentId)?.updates.some((update) => update.id === id && update.text === text) ?? false;
    if (!isThere) return `a person's words about incident ${incidentId} are lost`;
  }
  return null;
}

/** One problem that became two incidents. Null when there is none. */
export function findDuplicate(records: readonly IncidentRecord[], isExempt: (key: ObjectKey) => boolean) {
  const seen = new Map<string, number>();
  for (const { incident } of records) {
    if (isExempt(incident.key)) continue;
    const problem = `${incident.key} ${incident.problemId}`;
    const other = seen.get(problem);
    if (other !== undefined) return `problem ${problem} is told by the incidents ${other} and ${incident.id}`;
    seen.set(problem, incident.id);
  }
  return null;
}

/** Where what is open differs from what Nagios says. Null when it does not. */
export function findUntoldProblem(records: readonly IncidentRecord[], problems: ReadonlyMap<ObjectKey, number>) {
  const open = new Map(
    records
      .filter(({ incident }) => incident.endedAt === null)
      .map(({ incident }) => [incident.key, incident.problemId]),
  );
  for (const [key, problemId] of problems) {
    if (open.get(key) !== problemId) return `problem ${problemId} of ${key} has no open incident`;
  }
  for (const [key, problemId] of open) {
    if (!problems.has(key)) return `the incident of problem ${problemId} of ${key} is open although all is well`;
  }
  return null;
}

/** What is kept, or was promised to somebody, and does not stand on the page. Null when all does. */
export function findUnpublished(
  records: readonly IncidentRecord[],
  published: readonly IncidentRecord[],
  { words }: FaultyStore["acknowledged"],
) {
  const shown = new Map(published.map((record) => [record.incident.id, record]));
  for (const { incident } of records) {
    const other = shown.get(incident.id);
    if (other?.incident.endedAt !== incident.endedAt) return `incident ${incident.id} is published otherwise than kept`;
  }
  for (const [id, { incidentId }] of words) {
    const isThere = shown.get(incidentId)?.updates.some((update) => update.id === id) ?? false;
    if (!isThere) return `a person's words about incident ${incidentId} are kept and not published`;
  }
  return null;
}
