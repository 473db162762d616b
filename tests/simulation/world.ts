import { DEFAULT_INCIDENT_RULES, type IncidentRules } from "@/lib/domain/policy";
import type { ObjectKey, Snapshot } from "@/lib/domain/snapshot";
import { MINUTE_MS } from "@/lib/domain/time";
import { createVirtualClock, type VirtualClock } from "@/lib/platform/virtual-clock.testing";
import type { SupervisionPolicy } from "@/lib/poller/supervise";
import type { judgePage } from "@/lib/view/judge";
import { type Chance, createChance } from "./chance";
import type { Fault, FaultKind } from "./faults";
import { createFaultyStore, type FaultyStore } from "./faulty-store";
import { type Access, createNagios, type Nagios, type Origin } from "./nagios";
import type { ServiceProcess, Shown } from "./service-process";

/** What is broken on purpose, for the proof that the simulator notices. */
export interface Mutation {
  policy?: Partial<SupervisionPolicy>;
  judge?: typeof judgePage;
  /** Old data is called current in the history. */
  isHistoryCredulous?: boolean;
  /** The probability with which the store acknowledges a round and forgets it. */
  forgetfulness?: number;
  /** The same of what people write. */
  disregard?: number;
  /** Problems are said to begin when they were read. */
  isBlurred?: boolean;
  /** Other rules for incidents than those that must hold. */
  rules?: Partial<IncidentRules>;
}

export const START_AT = Date.UTC(2026, 10, 20);
const LOOKS = 6;
const DEADLINE_MS = MINUTE_MS;

/** Everything around the service and what is known of its life. Times are true ones, from the begin of the life. */
export interface World {
  chance: Chance;
  clock: VirtualClock;
  policy: SupervisionPolicy;
  stalenessThresholdMs: number;
  rules: IncidentRules;
  /** How often the watchdog looks, and we. */
  lookMs: number;
  nagios: Nagios;
  access: Access;
  /** Ends the hanging of reads. */
  release: () => void;
  store: FaultyStore;
  shown: Shown;
  origins: WeakMap<Snapshot, Origin>;
  process: ServiceProcess | null;
  /** The faults that last, each with the time that healing from those before it still needed. */
  active: Map<Fault, number>;
  past: Pick<Fault, "kind" | "endMs">[];
  /** When the last fault ended whose effect would end by itself. */
  calmSinceMs: number;
  nagiosShiftMs: number;
  jumpedMs: number;
  /** The wall clock was set back and nothing was published since: until then the page is judged by a wrong clock. */
  hasJustGoneBack: boolean;
  hasGoneBack: boolean;
  haveClocksDiffered: boolean;
  /** When Nagios' newest file was written, and when that was too long ago for anybody to know how things were. */
  newestMs: number;
  greyAts: number[];
  /** Objects that went away or came back by an old file: their problems may be told twice. */
  exempt: Set<ObjectKey>;
  lastRoundMs: number;
  lastRecoveryMs: number | null;
  rounds: number;
  recoveries: number;
  violation: string | null;
  /** Calls that a person waits for. */
  talking: number;
  noteActivity: () => void;
  wait: (ms: number) => Promise<void>;
  tell: (line: string) => void;
}

export function createWorld(seed: number, mutation: Mutation, say: ((line: string) => void) | undefined): World {
  const chance = createChance(seed);
  const intervalMs = chance.pick([2, 5, 5, 5, 10, 10]) * MINUTE_MS;
  let activity = 0;
  let settledAt = -1;
  const noteActivity = () => {
    activity += 1;
  };

  /**
   * Lets what is under way go on until nothing moves any more: what still waits then waits for the clock. Looks that
   * find nothing set nothing off, and turns of the loop are dear.
   */
  async function settle(): Promise<void> {
    if (activity === settledAt) return;
    const isBusy = () => world.talking > 0 || world.process?.isWorking() === true;
    for (let quiet = 0; quiet < (isBusy() ? 4 : 1); ) {
      const before = activity;
      await new Promise((resolve) => setImmediate(resolve));
      quiet = activity === before ? quiet + 1 : 0;
    }
    settledAt = activity;
  }

  const clock = createVirtualClock(START_AT, settle);
  const wait = (ms: number) =>
    new Promise<void>((resolve) => {
      clock.after(ms, () => {
        noteActivity();
        resolve();
      });
    });
  const nagiosWall = () => START_AT + clock.monotonic() + world.jumpedMs + world.nagiosShiftMs;
  const store = createFaultyStore({
    now: clock.now,
    wait,
    noteActivity,
    arrivesLate: () => chance.happens(0.5),
    forgets: (write) => chance.happens(("kind" in write ? mutation.disregard : mutation.forgetfulness) ?? 0),
  });
  const policy: SupervisionPolicy = {
    intervalMs,
    deadlineMs: DEADLINE_MS,
    maxConsecutiveFailures: 3,
    enableAutoRecovery: true,
    minRecoveryIntervalMs: 5 * MINUTE_MS,
  };
  const world: Omit<World, "nagios"> = {
    chance,
    clock,
    policy,
    stalenessThresholdMs: 3 * intervalMs,
    lookMs: intervalMs / LOOKS,
    access: { state: "readable", slowMs: 0, released: Promise.resolve() },
    release: () => {},
    store,
    shown: { publication: null, snapshot: null, incidents: [], maintenances: [] },
    rules: DEFAULT_INCIDENT_RULES,
    origins: new WeakMap(),
    process: null,
    active: new Map(),
    past: [],
    calmSinceMs: 0,
    nagiosShiftMs: 0,
    jumpedMs: 0,
    hasJustGoneBack: false,
    hasGoneBack: false,
    haveClocksDiffered: false,
    newestMs: 0,
    greyAts: [],
    exempt: new Set(),
    lastRoundMs: 0,
    lastRecoveryMs: null,
    rounds: 0,
    recoveries: 0,
    violation: null,
    talking: 0,
    noteActivity,
    wait,
    tell: (line) => say?.(`${(clock.monotonic() / MINUTE_MS).toFixed(2).padStart(8)} min  ${line}`),
  };
  return Object.assign(world, { nagios: createNagios(chance, clock.monotonic, nagiosWall) });
}

export function isOn(world: World, kind: FaultKind): boolean {
  for (const fault of world.active.keys()) if (fault.kind === kind) return true;
  return false;
}

/** Writes down that something happened which must never happen. The first counts. */
export function noteViolation(world: World, what: string): void {
  world.violation ??= `${what}, at minute ${(world.clock.monotonic() / MINUTE_MS).toFixed(2)}`;
}
