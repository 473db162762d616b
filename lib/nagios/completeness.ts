import type { EpochMs } from "@/lib/domain/time";
import type { ObjectModel } from "./object-model";
import type { ObjectName } from "./object-name";
import type { StatusFile } from "./status-file";

export type Completeness = { kind: "complete" } | { kind: "incomplete"; reason: string };

const MAX_EXAMPLES = 3;

/**
 * Whether a status file holds every object: a file cut off between two blocks looks whole. Every object that
 * objects.cache defines must be there. Where there is no model, or it was written before Nagios' last start
 * (`modelWrittenAt`, the file's mtime), the names of the reading before are asked for instead: those of the last
 * reading, complete or not, so that a removal is believed when the next file confirms it.
 * An object that is gone from both files was removed. Around a reload the two may differ for a moment.
 */
export function checkCompleteness(
  model: ObjectModel | null,
  status: StatusFile,
  previousNames: readonly ObjectName[] | null,
  modelWrittenAt: EpochMs | null = null,
): Completeness {
  if (model !== null && !isOutdated(modelWrittenAt, status)) {
    return judgeByModel(model, status);
  }
  if (previousNames === null || previousNames === status.names) return { kind: "complete" };
  return judge(status, previousNames, "objects of the reading before are missing");
}

/** Nagios writes objects.cache after it takes the time of its start (base/nagios.c, main). */
function isOutdated(modelWrittenAt: EpochMs | null, { program }: StatusFile): boolean {
  const startAt = program?.programStartAt ?? null;
  return modelWrittenAt !== null && startAt !== null && modelWrittenAt < startAt;
}

/** The last judgement on each model: it holds as long as the names are the same array. */
const judged = new WeakMap<ObjectModel, { names: readonly ObjectName[]; result: Completeness }>();

function judgeByModel(model: ObjectModel, status: StatusFile): Completeness {
  const last = judged.get(model);
  if (last?.names === status.names) return last.result;
  const result = judge(status, listModel(model), "objects of objects.cache are missing");
  judged.set(model, { names: status.names, result });
  return result;
}

function judge(status: StatusFile, expected: Iterable<ObjectName>, what: string): Completeness {
  const examples: string[] = [];
  let missing = 0;
  let count = 0;
  for (const { key } of expected) {
    count += 1;
    if (status.objects.has(key)) continue;
    missing += 1;
    if (examples.length < MAX_EXAMPLES) examples.push(key);
  }
  if (missing === 0) return { kind: "complete" };
  const more = missing > examples.length ? ", …" : "";
  return { kind: "incomplete", reason: `${missing} of ${count} ${what} (${examples.join(", ")}${more})` };
}

function* listModel(model: ObjectModel): Generator<ObjectName> {
  for (const hostName of model.hosts.keys()) yield { key: hostName, hostName, serviceDescription: null };
  for (const services of model.services.values()) {
    for (const { key, hostName, description } of services.values()) {
      yield { key, hostName, serviceDescription: description };
    }
  }
}
