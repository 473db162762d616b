import type { Incident, IncidentRecord, Problem } from "@/lib/domain/incident";

type Parts = Omit<IncidentRecord, "incident">;

/** Gives each incident what belongs to it. The parts are in their order; the problem it was opened for comes first. */
export function groupRecords(incidents: readonly Incident[], parts: Parts): IncidentRecord[] {
  const problems = groupByIncident(parts.problems);
  const updates = groupByIncident(parts.updates);
  const nagiosComments = groupByIncident(parts.nagiosComments);
  const edits = groupByIncident(parts.edits);
  return incidents.map((incident) => ({
    incident,
    problems: putAnchorFirst(problems.get(incident.id) ?? [], incident),
    updates: updates.get(incident.id) ?? [],
    nagiosComments: nagiosComments.get(incident.id) ?? [],
    edits: edits.get(incident.id) ?? [],
  }));
}

function putAnchorFirst(problems: readonly Problem[], { anchorKey, anchorAt }: Incident): readonly Problem[] {
  const at = problems.findIndex(({ key, startedAt }) => key === anchorKey && startedAt === anchorAt);
  if (at <= 0) return problems;
  return [problems[at] as Problem, ...problems.slice(0, at), ...problems.slice(at + 1)];
}

function groupByIncident<T extends { incidentId: number }>(parts: readonly T[]): Map<number, T[]> {
  const groups = new Map<number, T[]>();
  for (const part of parts) {
    const group = groups.get(part.incidentId);
    if (group === undefined) groups.set(part.incidentId, [part]);
    else group.push(part);
  }
  return groups;
}
