import type { AutomaticMaintenance, Maintenance } from "@/lib/domain/maintenance";
import type { Snapshot } from "@/lib/domain/snapshot";
import { followDowntimes } from "./follow-downtimes";
import { followWindow } from "./follow-window";
import { groupDowntimes } from "./group-downtimes";
import { type Match, matchGroups } from "./match-groups";

export interface MaintenanceInput {
  /** Those that are not over, and those that ended in the last days. */
  known: readonly Maintenance[];
  /** The highest id that a maintenance has yet. */
  lastId: number;
  snapshot: Snapshot;
  publicPrefix: string | null;
}

export interface MaintenanceChanges {
  /** Those that are new or changed, whole. */
  maintenances: AutomaticMaintenance[];
  /** One line per change with its reason, for the operator's log. */
  lines: string[];
}

/** Makes maintenances of the downtimes of a snapshot. Running it twice changes nothing. */
export function reconcileMaintenances(input: MaintenanceInput): MaintenanceChanges {
  const { known, snapshot, publicPrefix } = input;
  const changes: MaintenanceChanges = { maintenances: [], lines: [] };
  let { lastId } = input;
  for (const match of matchGroups(groupDowntimes(snapshot), known, snapshot)) {
    if (match.known !== null && match.known.endedAt !== null && match.downtimes.length === 0) continue;
    const before = match.known === null ? announce(match, lastId + 1) : withoutWords(match.known);
    const after =
      match.downtimes.length > 0
        ? followDowntimes(before, match.downtimes, snapshot, publicPrefix)
        : followWindow(before, snapshot);
    if (after.components.length === 0 || isSame(before, after)) continue;
    lastId = Math.max(lastId, after.id);
    changes.maintenances.push(after);
    for (const { code, reason } of after.updates.slice(before.updates.length)) {
      changes.lines.push(
        `Maintenance ${after.id} ${code.replaceAll("_", " ")}: ${reason} (${after.comment || "no comment"})`,
      );
    }
  }
  return changes;
}

/** A maintenance of which nothing has happened yet. */
function announce({ downtimes }: Match, id: number): AutomaticMaintenance {
  const { author = "", text = "" } = downtimes[0] ?? {};
  return {
    id,
    origin: "nagios",
    status: "scheduled",
    startsAt: 0,
    endsAt: 0,
    durationMs: null,
    beganAt: null,
    endedAt: null,
    components: [],
    publicText: null,
    author,
    comment: text,
    downtimes: [],
    seenUnder: null,
    forgottenAt: null,
    updates: [],
  };
}

function withoutWords({ person: _, ...automatic }: Maintenance): AutomaticMaintenance {
  return automatic;
}

function isSame(before: AutomaticMaintenance, after: AutomaticMaintenance): boolean {
  const names = Object.keys(after) as (keyof AutomaticMaintenance)[];
  return names.every(
    (name) => before[name] === after[name] || JSON.stringify(before[name]) === JSON.stringify(after[name]),
  );
}
