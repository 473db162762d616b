import type { MetricSpec } from "@/lib/domain/metric";
import type { Selection } from "@/lib/domain/policy";
import type { ReasonCode } from "@/lib/domain/reason";
import type { ObjectKey, Snapshot } from "@/lib/domain/snapshot";
import { SECOND_MS } from "@/lib/domain/time";
import { type CompiledSelection, compileInSlices } from "@/lib/nagios/compile-selection";
import { checkCompleteness } from "@/lib/nagios/completeness";
import { findUnmatchedMetrics } from "@/lib/nagios/measure";
import { createNameCache } from "@/lib/nagios/name-cache";
import { createObjectCacheScanner } from "@/lib/nagios/object-cache";
import type { ObjectModel } from "@/lib/nagios/object-model";
import type { ObjectName } from "@/lib/nagios/object-name";
import type { Problem } from "@/lib/nagios/problem";
import { selectInSlices } from "@/lib/nagios/select";
import type { StatusFile } from "@/lib/nagios/status-file";
import { createStatusScanner } from "@/lib/nagios/status-scanner";
import type { Clock } from "@/lib/platform/clock";
import type { Log } from "@/lib/platform/log";
import type { FileIdentity } from "./careful-files";
import type { Failure } from "./failure";
import type { SourceReader } from "./read-source";
import { runInSlices, yieldToLoop } from "./slices";

/** What Nagios' files said in one round. */
export type SiteReading =
  | { kind: "fresh"; snapshot: Snapshot }
  /** The status file is the one that was read before. */
  | { kind: "unchanged" }
  | { kind: "unavailable"; code: ReasonCode; message: string };

export interface SiteReader {
  /** Reads what has changed. A reading that is no longer wanted when it is done leaves nothing behind. */
  read(previous: Snapshot | null, isCurrent: () => boolean): Promise<SiteReading>;
  /** Forgets which files were read, so that the next reading is a fresh one. */
  forget(): void;
  /** Whether the last reading held an object, chosen or not. */
  isKnown(key: ObjectKey): boolean;
  /** What is not well although the status file could be read. */
  warnings(): readonly Failure[];
  /** Size of the status file when it was read last. */
  bytes(): number | null;
  /** Reads that were given up and have not come back. */
  hanging(): number;
}

export interface SiteReaderDeps {
  reader: SourceReader;
  files: { statusPath: string; objectCachePath: string | null; intervalLengthMs: number };
  selection: Selection;
  /** Values of performance data that are read as well. */
  metrics?: readonly MetricSpec[];
  clock: Clock;
  log: Log;
}

interface ReadModel {
  model: ObjectModel | null;
  identity: FileIdentity | null;
}

/** Nagios writes its status file every ten seconds by default: what still lacks then is no torn file. */
const SHORT_FOR_MS = 10 * SECOND_MS;
const SHORT_READINGS = 3;

/** Makes the reader of a site: status.dat each time it changes, objects.cache when it does, the selection on both. */
export function createSiteReader(deps: SiteReaderDeps): SiteReader {
  const { reader, files, selection, metrics = [], clock, log } = deps;
  const measuredKeys = new Set(metrics.map(({ key }) => key));
  const cache = createNameCache();
  const sayOnce = createOnce(log);
  let statusIdentity: FileIdentity | null = null;
  let cached: ReadModel = { model: null, identity: null };
  let names: readonly ObjectName[] | null = null;
  let compiled: { for: ObjectModel | null; names: readonly ObjectName[]; selection: CompiledSelection } | null = null;
  let objectsFault: string | null = null;
  let short: { reason: string; readings: number; sinceMs: number } | null = null;

  async function readModel(): Promise<ReadModel> {
    const path = files.objectCachePath;
    if (path === null) return cached;
    const scanner = createObjectCacheScanner();
    const reading = await reader.read(path, cached.identity, scanner.push);
    if (reading.kind === "unchanged") {
      objectsFault = null;
      return cached;
    }
    if (reading.kind === "unavailable") {
      const told = `${path} ${reading.message}: names and groups are as last known`;
      // Whoever chose no group may do without the file for ever.
      if (cached.model === null && reading.code === "source_missing") sayOnce("objects", told);
      else objectsFault = told;
      return cached;
    }
    const { kind, model, ...rest } = scanner.end();
    if (kind === "complete") {
      objectsFault = null;
      sayOnce("objects", null);
      sayProblems(sayOnce, path, model.problems, model.problemCount);
      return { model, identity: reading.identity };
    }
    objectsFault = `${path} is incomplete (${"reason" in rest ? rest.reason : ""}): names and groups are as last known`;
    return cached;
  }

  /** A file that lacks objects is believed when it goes on lacking them; they are unknown then, not well. */
  function refuseShort(status: StatusFile, { model, identity }: ReadModel): string | null {
    if (short === null && status.names === names && model === cached.model) return null;
    const writtenAt = identity === null ? null : Number(identity.mtimeNs / 1_000_000n);
    const completeness = checkCompleteness(model, status, names, writtenAt);
    if (completeness.kind === "complete") {
      short = null;
      return null;
    }
    const now = clock.monotonic();
    const { reason } = completeness;
    short =
      short?.reason === reason ? { ...short, readings: short.readings + 1 } : { reason, readings: 1, sinceMs: now };
    return short.readings >= SHORT_READINGS && now - short.sinceMs >= SHORT_FOR_MS ? null : reason;
  }

  async function compile(status: StatusFile, model: ObjectModel | null): Promise<CompiledSelection> {
    if (compiled?.for === model && compiled.names === status.names) return compiled.selection;
    const fresh = await runInSlices(compileInSlices(model, status.names, selection), clock.monotonic);
    compiled = { for: model, names: status.names, selection: fresh };
    for (const sentence of fresh.unmatched) sayOnce(sentence, sentence);
    return fresh;
  }

  async function read(previous: Snapshot | null, isCurrent: () => boolean): Promise<SiteReading> {
    const model = await readModel();
    const scanner = createStatusScanner(cache, { withValues: model.model === null, measuredKeys });
    const path = files.statusPath;
    const known = model.identity === cached.identity ? statusIdentity : null;
    const reading = await reader.read(path, known, (piece) => {
      // A round that took too long reads on for nobody, in the way of the next one.
      if (!isCurrent()) throw new Error("a newer round took over");
      scanner.push(piece);
    });
    if (!isCurrent()) return SUPERSEDED;
    if (reading.kind === "unchanged") return reading;
    if (reading.kind === "unavailable") return { ...reading, message: `${path} ${reading.message}` };
    await yieldToLoop();
    const scanned = scanner.end();
    if (scanned.kind === "incomplete") return incomplete(path, scanned.reason);
    const { status } = scanned;
    await yieldToLoop();
    const lack = refuseShort(status, model);
    const compiledSelection = await compile(status, model.model);
    const work = selectInSlices(status, compiledSelection, previous, files.intervalLengthMs, metrics);
    const snapshot = await runInSlices(work, clock.monotonic);
    if (!isCurrent()) return SUPERSEDED;
    names = status.names;
    if (lack !== null) return incomplete(path, lack);
    sayProblems(sayOnce, path, status.problems, status.problemCount);
    for (const { sentence } of findUnmatchedMetrics(status, metrics)) sayOnce(sentence, sentence);
    statusIdentity = reading.identity;
    cached = model;
    return { kind: "fresh", snapshot };
  }

  return {
    read,
    forget() {
      statusIdentity = null;
    },
    isKnown: (key) => names?.some((name) => name.key === key) ?? false,
    warnings: () => (objectsFault === null ? [] : [{ kind: "soft", code: "objects_stale", message: objectsFault }]),
    bytes: () => (statusIdentity === null ? null : Number(statusIdentity.size)),
    hanging: reader.hanging,
  };
}

/** Answered to nobody: a round that is no longer current is dropped. */
const SUPERSEDED: SiteReading = { kind: "unavailable", code: "source_changed", message: "a newer round took over" };

function incomplete(path: string, reason: string): SiteReading {
  return { kind: "unavailable", code: "source_incomplete", message: `${path} is incomplete: ${reason}` };
}

type SayOnce = (topic: string, message: string | null) => void;

/** Says a thing when it is new, not at every poll; null when it is over. */
function createOnce(log: Log): SayOnce {
  const said = new Map<string, string>();
  return (topic, message) => {
    if (message === null) said.delete(topic);
    else if (said.get(topic) !== message) log.warn(message);
    if (message !== null) said.set(topic, message);
  };
}

function sayProblems(sayOnce: SayOnce, path: string, problems: readonly Problem[], count: number): void {
  const [first] = problems;
  const more = count > 1 ? ` (and ${count - 1} more)` : "";
  const message = first === undefined ? null : `${path}, line ${first.line}: ${first.block} ${first.message}${more}`;
  sayOnce(`problems of ${path}`, message);
}
