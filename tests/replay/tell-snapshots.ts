import type { IncidentRecord, IncidentUpdate, Problem } from "@/lib/domain/incident";
import { statusOf } from "@/lib/domain/incident";
import type { Maintenance } from "@/lib/domain/maintenance";
import type { EpochMs } from "@/lib/domain/time";
import type { SnapshotReplay } from "./replay-snapshots";

/** One thing that the service told, as a piece of Markdown under a heading that names it. */
export interface Entry {
  heading: string;
  body: string;
}

/** All that a replay told, incidents first, each in the order of its begin. What was merged is told with the other. */
export function tellReplay({ incidents, maintenances }: SnapshotReplay): Entry[] {
  return [...inOrder(incidents).map(tellIncident), ...inOrderOfWindow(maintenances).map(tellMaintenance)];
}

/** All that a replay told as one entry, a row for each. */
export function tellShortly(heading: string, { incidents, maintenances }: SnapshotReplay): Entry {
  const rows = [
    ...inOrder(incidents).map(({ incident, problems, updates }) => {
      const what = `${statusOf(incident)}: ${incident.rootKey}`;
      const objects = problems.length === 1 ? "1 object" : `${problems.length} objects`;
      return [what, sayTime(incident.startedAt), listNames(incident.components), objects, updates[0]?.reason ?? ""];
    }),
    ...inOrderOfWindow(maintenances).map(({ status, comment, startsAt, endsAt, components, downtimes, updates }) => {
      const until = `${sayTime(startsAt)} to ${sayTime(endsAt)}`;
      const objects = downtimes.length === 1 ? "1 object" : `${downtimes.length} objects`;
      return [`${sayWords(status)}: ${comment}`, until, listNames(components), objects, updates.at(-1)?.reason ?? ""];
    }),
  ];
  return { heading, body: table(["what is told", "since", "components", "made of", "reason"], rows) };
}

function inOrder(incidents: readonly IncidentRecord[]): IncidentRecord[] {
  return incidents
    .filter(({ incident }) => incident.mergedInto === null)
    .sort((a, b) => a.incident.startedAt - b.incident.startedAt || a.incident.id - b.incident.id);
}

function inOrderOfWindow(maintenances: readonly Maintenance[]): Maintenance[] {
  return maintenances.toSorted((a, b) => a.startsAt - b.startsAt || a.id - b.id);
}

function listNames(components: readonly { name: string }[]): string {
  return components.map(({ name }) => name).join(", ");
}

function tellIncident({ incident, problems, updates }: IncidentRecord): Entry {
  const { startedAt, endedAt, rootKey, impact } = incident;
  const end = endedAt === null ? "it lasts" : sayTime(endedAt);
  const facts = [
    `${statusOf(incident)}, from ${sayTime(startedAt)}, ${endedAt === null ? end : `to ${end}`}`,
    `worst: ${sayWords(impact)}`,
    `components: ${listNames(incident.components)}`,
  ];
  return {
    heading: `Incident: ${rootKey}, ${sayTime(startedAt)}`,
    body: [facts.join("; "), tellProblems(problems), tellUpdates(updates)].join("\n\n"),
  };
}

function tellProblems(problems: readonly Problem[]): string {
  const rows = problems.map(({ key, role, state, startedAt, confirmedAt, endedAt, reason }) => {
    const times = [startedAt, confirmedAt, endedAt].map((at) => (at === null ? "" : sayTime(at)));
    return [key, role, state.toUpperCase(), ...times, reason];
  });
  return table(["object", "role", "state", "from", "confirmed", "to", "why it is here"], rows);
}

function tellUpdates(updates: readonly IncidentUpdate[]): string {
  const rows = updates.map(({ at, code, status, components, reason }) => {
    const states = components.map(({ name, state }) => `${name} ${sayWords(state)}`).join(", ");
    return [sayTime(at), code ?? "", status, states, reason ?? ""];
  });
  return table(["at", "update", "status", "components", "reason"], rows);
}

function tellMaintenance(maintenance: Maintenance): Entry {
  const { status, startsAt, endsAt, beganAt, endedAt, components, comment, downtimes, updates } = maintenance;
  const facts = [
    `${sayWords(status)}; announced from ${sayTime(startsAt)} to ${sayTime(endsAt)}`,
    beganAt === null ? "never began" : `began ${sayTime(beganAt)}`,
    endedAt === null ? "not over" : `over ${sayTime(endedAt)}`,
    `components: ${listNames(components)}`,
    downtimes.length === 1 ? "1 downtime" : `${downtimes.length} downtimes`,
  ];
  const rows = updates.map(({ at, code, status: then, reason }) => [
    sayTime(at),
    sayWords(code),
    sayWords(then),
    reason,
  ]);
  return {
    heading: `Maintenance: ${comment}, ${sayTime(startsAt)}`,
    body: `${facts.join("; ")}\n\n${table(["at", "update", "status", "reason"], rows)}`,
  };
}

/** All that happened, happened on one day, in UTC. */
function sayTime(at: EpochMs): string {
  return new Date(at).toISOString().slice(11, 19);
}

function sayWords(code: string): string {
  return code.replaceAll("_", " ");
}

function table(head: readonly string[], rows: readonly (readonly string[])[]): string {
  const line = (cells: readonly string[]) => `| ${cells.map((cell) => cell.replaceAll("|", "\\|")).join(" | ")} |`;
  return [line(head), line(head.map(() => "---")), ...rows.map(line)].join("\n");
}
