import type { IncidentRecord } from "@/lib/domain/incident";
import { byStart } from "./apply-batch";

/**
 * The same incidents with what people wrote and decided meanwhile: their words are never taken back. `from` is what was
 * read later; what people opened or moved since is taken over whole.
 */
export function takeWords(
  records: readonly IncidentRecord[] | null,
  from: readonly IncidentRecord[] | null,
): readonly IncidentRecord[] | null {
  if (records === null || from === null || from === records) return records;
  const newer = new Map(from.map((record) => [record.incident.id, record]));
  const known = new Set(records.map(({ incident }) => incident.id));
  const taken = records.map((record): IncidentRecord => {
    const other = newer.get(record.incident.id);
    if (other === undefined || countWords(other) < countWords(record)) return record;
    if (other.incident.origin === "person" || countMoves(other) > countMoves(record)) return other;
    const { person } = other.incident;
    return {
      ...record,
      updates: joinUpdates(record, other),
      edits: other.edits,
      incident: { ...record.incident, person },
    };
  });
  const opened = from.filter(({ incident, edits }) => !known.has(incident.id) && edits.length > 0);
  return [...opened, ...taken].sort(byStart);
}

function countWords({ updates, edits }: IncidentRecord): number {
  return edits.length + updates.filter(({ kind }) => kind === "person").length;
}

/** How often a person put problems into it, or took them out. */
function countMoves({ edits }: IncidentRecord): number {
  return edits.filter(({ kind }) => kind === "merge" || kind === "split").length;
}

/** People's words of the one, the rest of the other. */
function joinUpdates(record: IncidentRecord, other: IncidentRecord): IncidentRecord["updates"] {
  const said = other.updates.filter(({ kind }) => kind === "person");
  return [...record.updates.filter(({ kind }) => kind !== "person"), ...said].sort((a, b) => a.at - b.at);
}
