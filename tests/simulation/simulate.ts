import type { IncidentEdit } from "@/lib/domain/incident-edit";
import { DAY_MS, MINUTE_MS, SECOND_MS } from "@/lib/domain/time";
import type { Log } from "@/lib/platform/log";
import { judgePage } from "@/lib/view/judge";
import { drawFaults, type Fault } from "./faults";
import { findFalseKnowledge, noteGrey } from "./history-watch";
import { CONFIRMED_AFTER_MS, createSimulatedReader } from "./nagios";
import { startServiceProcess } from "./service-process";
import { beginFault, endFault } from "./upset";
import { watchHealth, watchPage, watchRecovery, watchRounds, watchStore } from "./watch";
import { createWorld, isOn, type Mutation, noteViolation, type World } from "./world";

export interface Life {
  seed: number;
  /** What must never happen and did; null when all was well. */
  violation: string | null;
  faults: readonly Fault[];
  intervalMs: number;
  rounds: number;
  recoveries: number;
  incidents: number;
}

const LIFE_MS = DAY_MS;

/**
 * Lives one day of the service under the faults of a seed, and looks after every step whether all that must hold
 * does. `say` hears what happens; without it a life costs a twentieth of a second.
 */
export async function simulate(seed: number, mutation: Mutation = {}, say?: (line: string) => void): Promise<Life> {
  const world = createWorld(seed, mutation, say);
  const { clock, chance, lookMs } = world;
  const { intervalMs } = world.policy;
  const judge = mutation.judge ?? judgePage;
  const faults = drawFaults(chance, LIFE_MS);
  for (const fault of faults) {
    clock.after(fault.atMs, () => beginFault(world, fault, (downMs) => killProcess(world, downMs, mutation, say)));
    clock.after(fault.endMs, () => endFault(world, fault));
  }
  changeChecksLater(world);
  // Also while rounds are at work.
  clock.every(31 * intervalMs, () => clock.after(chance.between(0, 5) * SECOND_MS, () => void speak(world)));
  startProcess(world, mutation, say);
  let looks = 0;
  clock.every(lookMs, () => {
    noteGrey(world);
    watchPage(world, judge);
    watchRounds(world);
    if (looks++ % 6 === 0) watchHealth(world);
  });
  const isOver = () => clock.monotonic() >= LIFE_MS + 6 * intervalMs && world.active.size === 0;
  while (world.violation === null && !isOver()) {
    await clock.advance(40 * intervalMs);
    await watchStore(world);
  }
  world.process?.kill();
  if (world.violation === null) {
    const falsehood = await findFalseKnowledge(world);
    if (falsehood !== null) noteViolation(world, falsehood);
  }
  const { violation, rounds, recoveries, store } = world;
  return { seed, violation, faults, intervalMs, rounds, recoveries, incidents: store.acknowledged.incidents.size };
}

function startProcess(world: World, mutation: Mutation, say: ((line: string) => void) | undefined): void {
  const { clock, nagios, access, wait, noteActivity, origins, tell } = world;
  world.lastRoundMs = clock.monotonic();
  world.lastRecoveryMs = null;
  let isThis = true;
  // Most lines are never heard, and wording them takes time.
  const write = say === undefined ? () => {} : (line: string) => tell(`log: ${line}`);
  const log: Log = { debug: write, info: write, warn: write, error: write };
  const started = startServiceProcess({
    clock,
    site: createSimulatedReader({
      ...{ nagios, access, wait, noteActivity, origins },
      trueMs: clock.monotonic,
      isBlurred: mutation.isBlurred ?? false,
    }),
    store: world.store.connect(() => isThis),
    policy: { ...world.policy, ...mutation.policy },
    stalenessThresholdMs: world.stalenessThresholdMs,
    rules: { ...world.rules, ...mutation.rules },
    isHistoryCredulous: mutation.isHistoryCredulous ?? false,
    lookMs: world.lookMs,
    shown: world.shown,
    roundFault: () => (isOn(world, "round_throws") ? "throw" : isOn(world, "round_hangs") ? "hang" : null),
    isRecoveryBroken: () => isOn(world, "recovery_throws"),
    noteActivity,
    onEvent({ kind, message }) {
      if (kind === "recovery") watchRecovery(world, message);
    },
    onRoundEnd() {
      world.rounds += 1;
      world.lastRoundMs = clock.monotonic();
      tell("round");
    },
    onPublish() {
      world.hasJustGoneBack = false;
    },
    onGiveUp: () => killProcess(world, SECOND_MS, mutation, say),
    log,
  });
  world.process = {
    ...started,
    kill() {
      isThis = false;
      started.kill();
    },
  };
}

/** Ends the process, and starts a new one after a while, as the supervising process does. */
function killProcess(
  world: World,
  downMs: number,
  mutation: Mutation,
  say: ((line: string) => void) | undefined,
): void {
  if (world.process === null) return;
  world.tell("process killed");
  world.process.kill();
  world.process = null;
  world.calmSinceMs = Math.max(world.calmSinceMs, world.clock.monotonic() + downMs);
  world.clock.after(downMs, () => startProcess(world, mutation, say));
}

function changeChecksLater(world: World): void {
  const { clock, chance, nagios } = world;
  clock.after(chance.between(2, 18) * 6 * MINUTE_MS, () => {
    nagios.step();
    clock.after(CONFIRMED_AFTER_MS, nagios.confirm);
    changeChecksLater(world);
  });
}

/** A person writes about one of the last incidents, or gives it another title. */
async function speak(world: World): Promise<void> {
  world.talking += 1;
  try {
    const { chance, clock, store, process } = world;
    const incidentId = [...store.acknowledged.incidents.keys()].at(chance.between(-3, -1));
    if (incidentId === undefined || process === null) return;
    const by = { author: "Operator", at: clock.now(), incidentId };
    const words = `words ${chance.between(1, 1e9)}`;
    const edit: IncidentEdit = chance.happens(0.75)
      ? { ...by, kind: "add_update", text: words, status: chance.pick([null, null, "identified"]), shownAt: null }
      : { ...by, kind: "correct", changes: { title: words } };
    world.tell(`a person edits incident ${incidentId}: ${edit.kind}`);
    world.tell(`the edit is ${await process.edit(edit)}`);
  } catch {
    // A refused write was promised to nobody.
  } finally {
    world.talking -= 1;
  }
}
