import { indexOwners } from "@/lib/domain/owners";
import { TELL_ALL } from "@/lib/domain/policy";
import { drain } from "@/lib/domain/slices";
import {
  type CheckResult,
  type ComponentMembers,
  hostOf,
  type ObjectDowntime,
  type ObjectKey,
  type Snapshot,
  type WatchedObject,
} from "@/lib/domain/snapshot";
import { MINUTE_MS, SECOND_MS } from "@/lib/domain/time";
import type { SiteReader, SiteReading } from "@/lib/poller/read-site";
import type { Chance } from "./chance";

export const WRITE_EVERY_MS = 10 * SECOND_MS;
export const CONFIRMED_AFTER_MS = 2 * MINUTE_MS;

/** A problem as it was, by Nagios' clock. */
export interface TrueProblem {
  problemId: number;
  beganAt: number;
  confirmedAt: number | null;
  endedAt: number | null;
}

interface Check {
  /** The present problem; null while all is well. */
  problem: TrueProblem | null;
  changedAt: number;
  acknowledged: boolean;
}

/** What stands in the status file. */
interface StatusFile {
  /** When it was written, in true time. */
  writtenMs: number;
  /** The same by Nagios' clock. */
  createdAt: number;
  contents: Contents;
}

type Contents = Pick<Snapshot, "objects" | "components" | "owners" | "downtimes">;

const SERVICES: readonly (readonly [key: ObjectKey, slug: string])[] = [
  ["web;HTTP", "website"],
  ["db;SQL", "database"],
  ["db;Replication", "database"],
];
/** The one is a part of the website itself, the other is watched for its services only. */
const HOSTS: readonly (readonly [key: ObjectKey, slug: string | null])[] = [
  ["web", "website"],
  ["db", null],
];
const OBJECTS = [...HOSTS, ...SERVICES];

/** What Nagios would call a confirmed problem of what is on show. */
export interface PresentProblem {
  problemId: number;
  /** In a downtime it is no incident, but one that began before it goes on. */
  inDowntime: boolean;
}

type Gone = Record<"lost" | "removed", Set<ObjectKey>>;

/** The truth that Nagios knows, and the file that it writes it to. Faults change the fields from outside. */
export function createNagios(chance: Chance, trueMs: () => number, nagiosWall: () => number) {
  const checks = new Map<ObjectKey, Check>(
    OBJECTS.map(([key]) => [key, { problem: null, changedAt: nagiosWall(), acknowledged: false }]),
  );
  const truth = new Map<ObjectKey, TrueProblem[]>(OBJECTS.map(([key]) => [key, []]));
  const gone: Gone = { lost: new Set(), removed: new Set() };
  const history: StatusFile[] = [];
  let downtimes: ObjectDowntime[] = [];
  let contents: Contents | null = null;
  let lastProblemId = 0;
  let lastDowntimeId = 0;
  let frozen: StatusFile | null = null;
  let changedMs = 0;

  function write(): StatusFile {
    const writtenMs = Math.floor(trueMs() / WRITE_EVERY_MS) * WRITE_EVERY_MS;
    const createdAt = Math.floor((nagiosWall() - (trueMs() - writtenMs)) / SECOND_MS) * SECOND_MS;
    turnDowntimes(createdAt);
    contents ??= describe(checks, gone, downtimes);
    return { writtenMs, createdAt, contents };
  }

  /** Begins and ends downtimes whose time has come. */
  function turnDowntimes(at: number): void {
    const present = downtimes
      .filter(({ endsAt }) => at < endsAt)
      .map((one) => (one.inEffect || at < one.startsAt ? one : { ...one, inEffect: true }));
    if (present.length === downtimes.length && present.every((one, index) => one === downtimes[index])) return;
    downtimes = present;
    contents = null;
    changedMs = trueMs();
  }

  function note(): void {
    contents = null;
    changedMs = trueMs();
    if (frozen === null) history.push(write());
  }

  const now = () => Math.floor(nagiosWall() / SECOND_MS) * SECOND_MS;

  function fail(key: ObjectKey): void {
    if (checks.get(key)?.problem !== null) return;
    lastProblemId += 1;
    const problem = { problemId: lastProblemId, beganAt: now(), confirmedAt: null, endedAt: null };
    checks.set(key, { problem, changedAt: problem.beganAt, acknowledged: false });
    truth.get(key)?.push(problem);
  }

  function recover(key: ObjectKey): void {
    const problem = checks.get(key)?.problem;
    if (problem == null) return;
    problem.endedAt = now();
    checks.set(key, { problem: null, changedAt: problem.endedAt, acknowledged: false });
  }

  /** Most services fail with their host, and most are well again when it is. */
  function turnHost(): void {
    const [host] = chance.pick(HOSTS as [(typeof HOSTS)[number]]);
    const turn = checks.get(host)?.problem === null ? fail : recover;
    turn(host);
    for (const [key] of SERVICES) if (hostOf(key) === host && chance.happens(0.75)) turn(key);
  }

  function turnService(): void {
    const [key] = chance.pick(SERVICES as [(typeof SERVICES)[number]]);
    if (checks.get(key)?.problem === null) fail(key);
    else recover(key);
  }

  /** Somebody schedules a downtime, or ends one. */
  function changeDowntimes(): void {
    const [key] = chance.pick(SERVICES as [(typeof SERVICES)[number]]);
    const others = downtimes.filter((one) => one.key !== key);
    if (others.length < downtimes.length) {
      downtimes = others;
      return;
    }
    lastDowntimeId += 1;
    const startsAt = now() + chance.between(0, 20) * MINUTE_MS;
    const durationMs = chance.between(10, 90) * MINUTE_MS;
    const window = { startsAt, endsAt: startsAt + durationMs };
    downtimes.push({
      ...window,
      key,
      downtimeId: lastDowntimeId,
      enteredAt: now(),
      windowStartsAt: window.startsAt,
      windowEndsAt: window.endsAt,
      flexible: false,
      durationMs,
      triggeredBy: 0,
      inEffect: false,
      author: "ops",
      text: `work ${lastDowntimeId}`,
    });
  }

  function acknowledge(): void {
    const [key] = chance.pick(SERVICES as [(typeof SERVICES)[number]]);
    const check = checks.get(key);
    if (check != null && check.problem !== null) checks.set(key, { ...check, acknowledged: !check.acknowledged });
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
    lose(key: ObjectKey, how: keyof Gone, isGone: boolean) {
      if (isGone) gone[how].add(key);
      else gone[how].delete(key);
      note();
    },
    /** Something happens: a problem begins or ends, by itself or with its host, or somebody does something. */
    step() {
      if (frozen !== null) return;
      const turn = chance.pick([turnService, turnService, turnService, turnHost, changeDowntimes, acknowledge]);
      turn();
      note();
    },
    /** What has lasted becomes a hard state. */
    confirm() {
      if (frozen !== null) return;
      for (const { problem } of checks.values()) if (problem !== null) problem.confirmedAt ??= now();
      note();
    },
    /** Confirmed problems of what is on show: what the incidents that last have to be made of. */
    problems(): Map<ObjectKey, PresentProblem> {
      const { objects, owners } = (frozen ?? write()).contents;
      const confirmed = [...objects.values()].filter((each) => owners.has(each.key) && isOut(each.confirmed));
      return new Map(confirmed.map(({ key, problemId, inDowntime }) => [key, { problemId, inDowntime }]));
    },
    /** Every problem that an object ever had. */
    truthOf: (key: ObjectKey): readonly TrueProblem[] => truth.get(key) ?? [],
    isGone: () => gone.lost.size + gone.removed.size > 0,
    changedMs: () => changedMs,
    keys: SERVICES.map(([key]) => key),
    everyKey: OBJECTS.map(([key]) => key),
  };
}

export type Nagios = ReturnType<typeof createNagios>;

function isOut(result: CheckResult): boolean {
  return result === "critical" || result === "down";
}

function describe(
  checks: ReadonlyMap<ObjectKey, Check>,
  { lost, removed }: Gone,
  downtimes: readonly ObjectDowntime[],
): Contents {
  const components = ["website", "database"].map((slug): ComponentMembers => {
    const members = OBJECTS.filter(([key, owner]) => owner === slug && !removed.has(key)).map(([key]) => key);
    return {
      slug,
      name: slug,
      group: null,
      description: null,
      rule: { kind: "worst" },
      sla: null,
      telling: TELL_ALL,
      members,
      missing: [],
    };
  });
  const isThere = (key: ObjectKey) => !lost.has(key) && !removed.has(key);
  const present = downtimes.filter(({ key }) => isThere(key));
  const objects = new Map<ObjectKey, WatchedObject>();
  for (const [key, check] of checks) {
    const inDowntime = present.some((one) => one.key === key && one.inEffect);
    if (isThere(key)) objects.set(key, { ...watch(key, check), inDowntime });
  }
  return { objects, components, owners: drain(indexOwners(components)), downtimes: present };
}

function watch(key: ObjectKey, { problem, changedAt, acknowledged }: Check): WatchedObject {
  const [hostName = "", service] = key.split(";");
  const [well, out]: CheckResult[] = service === undefined ? ["up", "down"] : ["ok", "critical"];
  const isConfirmed = problem !== null && problem.confirmedAt !== null;
  return {
    key,
    kind: service === undefined ? "host" : "service",
    hostName,
    serviceDescription: service ?? null,
    label: service ?? hostName,
    chosen: OBJECTS.some(([name, owner]) => name === key && owner !== null),
    current: (problem === null ? well : out) ?? "pending",
    confirmed: (isConfirmed ? out : well) ?? "pending",
    problemId: problem?.problemId ?? 0,
    problemBeganAt: problem?.beganAt ?? null,
    confirmedAt: problem?.confirmedAt ?? null,
    changedAt,
    lastCheckAt: changedAt,
    acknowledged,
    inDowntime: false,
    flapping: false,
    monitored: true,
    output: "",
  };
}

/** Everything is checked once a minute. */
function checkAll({ contents: { objects }, createdAt }: StatusFile): Snapshot["objects"] {
  const lastCheckAt = Math.floor(createdAt / MINUTE_MS) * MINUTE_MS;
  const checked = [...objects].map(([key, object]): [ObjectKey, WatchedObject] => {
    const { changedAt } = object;
    const isSince = changedAt !== null && changedAt > lastCheckAt && changedAt <= createdAt;
    return [key, { ...object, lastCheckAt: isSince ? changedAt : lastCheckAt }];
  });
  return new Map(checked);
}

function blur(objects: Snapshot["objects"], at: number): Snapshot["objects"] {
  return new Map([...objects].map(([key, object]) => [key, { ...object, problemBeganAt: at, changedAt: at }]));
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
  /** Takes the time of reading for Nagios' own: for the proof that this would be noticed. */
  isBlurred: boolean;
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
    shortReadings = file.contents.objects.size < OBJECTS.length ? shortReadings + 1 : 0;
    if (!isCurrent()) return refuse("source_changed");
    // A file that goes on lacking objects is believed.
    if (shortReadings > 0 && shortReadings < 3) return refuse("source_incomplete");
    known = file;
    const snapshot: Snapshot = {
      createdAt: file.createdAt,
      ...file.contents,
      objects: deps.isBlurred ? blur(checkAll(file), file.createdAt) : checkAll(file),
      programStartedAt: null,
      upstream: new Map(),
      dependsOn: new Map(),
      comments: [],
      measurements: new Map(),
      inside: [new Map(), new Map()],
    };
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
