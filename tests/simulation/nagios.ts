import { indexOwners } from "@/lib/domain/owners";
import { drain } from "@/lib/domain/slices";
import type { CheckResult, ComponentMembers, ObjectKey, Snapshot, WatchedObject } from "@/lib/domain/snapshot";
import { MINUTE_MS, SECOND_MS } from "@/lib/domain/time";
import type { SiteReader, SiteReading } from "@/lib/poller/read-site";
import type { Chance } from "./chance";

export const WRITE_EVERY_MS = 10 * SECOND_MS;
export const CONFIRMED_AFTER_MS = 2 * MINUTE_MS;

interface Check {
  current: CheckResult;
  confirmed: CheckResult;
  problemId: number;
  problemBeganAt: number | null;
  changedAt: number;
}

/** What stands in the status file. */
interface StatusFile {
  /** When it was written, in true time. */
  writtenMs: number;
  /** The same by Nagios' clock. */
  createdAt: number;
  contents: Contents;
}

type Contents = Pick<Snapshot, "objects" | "components" | "owners">;

const SERVICES: readonly (readonly [key: ObjectKey, slug: string])[] = [
  ["web;HTTP", "website"],
  ["db;SQL", "database"],
  ["db;Replication", "database"],
];
const HOSTS = ["web", "db"];

/** The truth that Nagios knows, and the file that it writes it to. Faults change the fields from outside. */
export function createNagios(chance: Chance, trueMs: () => number, nagiosWall: () => number) {
  const checks = new Map<ObjectKey, Check>(
    SERVICES.map(([key]) => [
      key,
      { current: "ok", confirmed: "ok", problemId: 0, problemBeganAt: null, changedAt: nagiosWall() },
    ]),
  );
  const lost = new Set<ObjectKey>();
  const removed = new Set<ObjectKey>();
  const history: StatusFile[] = [];
  let contents: Contents | null = null;
  let lastProblemId = 0;
  let frozen: StatusFile | null = null;
  let changedMs = 0;

  function write(): StatusFile {
    contents ??= describe(checks, lost, removed);
    const writtenMs = Math.floor(trueMs() / WRITE_EVERY_MS) * WRITE_EVERY_MS;
    const createdAt = Math.floor((nagiosWall() - (trueMs() - writtenMs)) / SECOND_MS) * SECOND_MS;
    return { writtenMs, createdAt, contents };
  }

  function note(): void {
    contents = null;
    changedMs = trueMs();
    if (frozen === null) history.push(write());
  }

  return {
    /** The file as it stands now. */
    file: () => frozen ?? write(),
    /** Stops writing; the last file stays as it is. */
    freeze() {
      frozen ??= write();
    },
    thaw() {
      frozen = null;
      note();
    },
    /** Puts a file of earlier in the place of the last one. Only while nothing is written. */
    restoreOld() {
      const old = history[chance.between(0, Math.max(0, history.length - 1))];
      if (old !== undefined) frozen = old;
    },
    isWriting: () => frozen === null,
    lose(key: ObjectKey, how: "lost" | "removed", isGone: boolean) {
      const set = how === "lost" ? lost : removed;
      if (isGone) set.add(key);
      else set.delete(key);
      note();
    },
    /** A check changes: a problem begins, is confirmed, or ends. */
    step() {
      const [key] = chance.pick(SERVICES as [(typeof SERVICES)[number]]);
      const check = checks.get(key);
      if (check === undefined || frozen !== null) return;
      const at = Math.floor(nagiosWall() / SECOND_MS) * SECOND_MS;
      if (check.current !== "ok") {
        checks.set(key, { current: "ok", confirmed: "ok", problemId: 0, problemBeganAt: null, changedAt: at });
      } else {
        lastProblemId += 1;
        const began = { problemId: lastProblemId, problemBeganAt: at, changedAt: at };
        checks.set(key, { ...began, current: "critical", confirmed: "ok" });
      }
      note();
    },
    /** What has lasted becomes a hard state. */
    confirm() {
      if (frozen !== null) return;
      for (const [key, check] of checks) {
        if (check.current !== check.confirmed) checks.set(key, { ...check, confirmed: check.current });
      }
      note();
    },
    /** Confirmed problems of what is on show: what the open incidents have to be. */
    problems(): Map<ObjectKey, number> {
      const { objects } = (frozen ?? write()).contents;
      const confirmed = [...objects.values()].filter((object) => object.confirmed === "critical");
      return new Map(confirmed.map((object) => [object.key, object.problemId]));
    },
    isGone: () => lost.size + removed.size > 0,
    changedMs: () => changedMs,
    keys: SERVICES.map(([key]) => key),
  };
}

export type Nagios = ReturnType<typeof createNagios>;

function describe(checks: ReadonlyMap<ObjectKey, Check>, lost: Set<ObjectKey>, removed: Set<ObjectKey>): Contents {
  const components = ["website", "database"].map((slug): ComponentMembers => {
    const members = SERVICES.filter(([key, owner]) => owner === slug && !removed.has(key)).map(([key]) => key);
    return {
      slug,
      name: slug,
      group: null,
      description: null,
      rule: { kind: "worst" },
      sla: null,
      members,
      missing: [],
    };
  });
  const objects = new Map<ObjectKey, WatchedObject>();
  for (const host of HOSTS) objects.set(host, watch(host, null, WELL));
  for (const [key, check] of checks) {
    const [host = "", service = ""] = key.split(";");
    if (!lost.has(key) && !removed.has(key)) objects.set(key, watch(host, service, check));
  }
  return { objects, components, owners: drain(indexOwners(components)) };
}

const WELL: Check = { current: "up", confirmed: "up", problemId: 0, problemBeganAt: null, changedAt: 0 };

function watch(hostName: string, serviceDescription: string | null, check: Check): WatchedObject {
  return {
    key: serviceDescription === null ? hostName : `${hostName};${serviceDescription}`,
    kind: serviceDescription === null ? "host" : "service",
    hostName,
    serviceDescription,
    label: serviceDescription ?? hostName,
    chosen: serviceDescription !== null,
    ...check,
    lastCheckAt: check.changedAt,
    acknowledged: false,
    inDowntime: false,
    flapping: false,
    monitored: true,
    output: "",
  };
}

/** How the file can be read at present. Faults change it from outside. */
export interface Access {
  state: "readable" | "missing" | "truncated" | "hanging";
  slowMs: number;
  /** Settles when the file system answers again. */
  released: Promise<void>;
}

export interface ReaderDeps {
  nagios: Nagios;
  access: Access;
  wait: (ms: number) => Promise<void>;
  noteActivity: () => void;
  trueMs: () => number;
  origins: WeakMap<Snapshot, Origin>;
}

/** Where a snapshot comes from, in true time. */
export interface Origin {
  writtenMs: number;
  /** When this process read that file first. */
  firstReadMs: number;
}

const MAX_HANGING = 2;

/** A reader as the real one behaves, over a file in memory. */
export function createSimulatedReader(deps: ReaderDeps): SiteReader {
  const { nagios, access, wait, noteActivity } = deps;
  const firstReads = new WeakMap<StatusFile, number>();
  let known: StatusFile | null = null;
  let hanging = 0;
  let shortReadings = 0;

  async function read(_previous: Snapshot | null, isCurrent: () => boolean): Promise<SiteReading> {
    noteActivity();
    if (access.state === "hanging") {
      if (hanging >= MAX_HANGING) return refuse("source_hanging");
      hanging += 1;
      await access.released;
      hanging -= 1;
    }
    if (access.slowMs > 0) await wait(access.slowMs);
    noteActivity();
    if (access.state === "missing") return refuse("source_missing");
    if (access.state === "truncated") return refuse("source_incomplete");
    const file = nagios.file();
    const firstReadMs = firstReads.get(file) ?? deps.trueMs();
    firstReads.set(file, firstReadMs);
    if (isSame(file, known)) return { kind: "unchanged" };
    shortReadings = file.contents.objects.size < HOSTS.length + SERVICES.length ? shortReadings + 1 : 0;
    if (!isCurrent()) return refuse("source_changed");
    // A file that goes on lacking objects is believed.
    if (shortReadings > 0 && shortReadings < 3) return refuse("source_incomplete");
    known = file;
    const snapshot: Snapshot = { createdAt: file.createdAt, ...file.contents, comments: [], downtimes: [] };
    deps.origins.set(snapshot, { writtenMs: file.writtenMs, firstReadMs });
    return { kind: "fresh", snapshot };
  }

  return {
    read,
    forget() {
      known = null;
    },
    isKnown: () => false,
    warnings: () => [],
    bytes: () => 1000,
    hanging: () => hanging,
  };
}

function isSame(a: StatusFile, b: StatusFile | null): boolean {
  return b !== null && a.createdAt === b.createdAt && a.contents === b.contents;
}

function refuse(code: Extract<SiteReading, { kind: "unavailable" }>["code"]): SiteReading {
  return { kind: "unavailable", code, message: code };
}
