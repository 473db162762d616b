import type { ObjectKey } from "@/lib/domain/snapshot";
import { SECOND_MS } from "@/lib/domain/time";
import type { judgePage } from "@/lib/view/judge";
import { ENGLISH } from "@/lib/view/words/words-of";
import { OWN_CAUSES } from "./faults";
import {
  findContradiction,
  findDuplicate,
  findFalseTime,
  findLostWrite,
  findOverlap,
  findUnpublished,
  findUnsettled,
  findUntoldMaintenance,
  findUntoldProblem,
  type Kept,
} from "./invariants";
import { noteViolation, type World } from "./world";

/** Three intervals after the last fault all is well again; a watchdog's look is what nobody can say more exactly. */
const INTERVALS_TO_HEAL = 3;

/** Never green on old data. True ages decide, not what clocks say. */
export function watchPage(world: World, judge: typeof judgePage): void {
  const { shown, clock, stalenessThresholdMs, policy } = world;
  const page = shown.publication?.page;
  if (page === undefined || shown.snapshot === null || world.hasJustGoneBack) return;
  const { writtenMs, firstReadMs } = world.origins.get(shown.snapshot) ?? { writtenMs: 0, firstReadMs: 0 };
  // With clocks that differ nobody can say how old a file is when he sees it for the first time.
  const ageMs = clock.monotonic() - (world.haveClocksDiffered ? firstReadMs : writtenMs);
  if (ageMs <= stalenessThresholdMs + policy.intervalMs || judge(page, clock.now(), ENGLISH).freshness !== "fresh")
    return;
  noteViolation(world, `the page is called current with data that is ${Math.round(ageMs / SECOND_MS)} seconds old`);
}

/** Rounds never stop for longer than a deadline and two intervals. */
export function watchRounds(world: World): void {
  const { policy, lookMs } = world;
  if (world.process === null) return;
  const nowMs = world.clock.monotonic();
  const mayBeSilentMs = policy.deadlineMs + 2 * policy.intervalMs + lookMs;
  const isHindered = world.past.some(
    ({ kind, endMs }) => kind === "recovery_throws" && endMs + mayBeSilentMs + 2 * lookMs >= nowMs,
  );
  if (isHindered || nowMs - world.lastRoundMs <= mayBeSilentMs) return;
  noteViolation(world, `no round for ${Math.round((nowMs - world.lastRoundMs) / SECOND_MS)} seconds`);
}

/** Recoveries come no faster than they may, and none comes without a cause. */
export function watchRecovery(world: World, message: string): void {
  const { policy, clock } = world;
  world.tell(`recovery: ${message}`);
  world.recoveries += 1;
  const nowMs = clock.monotonic();
  const lastMs = world.lastRecoveryMs;
  world.lastRecoveryMs = nowMs;
  const fromMs = (lastMs ?? nowMs - 4 * policy.intervalMs) - policy.deadlineMs - policy.intervalMs;
  if (world.past.some(({ kind, endMs }) => OWN_CAUSES.has(kind) && endMs + policy.deadlineMs >= fromMs)) return;
  if (!message.startsWith("Maximum consecutive failures")) {
    noteViolation(world, `a recovery without a cause (${message})`);
  }
  if (lastMs !== null && nowMs - lastMs < policy.minRecoveryIntervalMs) {
    noteViolation(world, "recoveries for an outside cause too soon");
  }
}

function isCalm(world: World, sinceMs: number): boolean {
  const { policy, lookMs, active, clock } = world;
  return active.size === 0 && clock.monotonic() - sinceMs > INTERVALS_TO_HEAL * policy.intervalMs + lookMs;
}

export function watchHealth(world: World): void {
  if (world.process === null || !isCalm(world, world.calmSinceMs)) return;
  const codes = world.process.health().reasons.map(({ code }) => code);
  // A wall clock that is set back passes the moment of the restoring a second time.
  const lasting = world.hasGoneBack ? codes.filter((code) => code !== "db_restored") : codes;
  if (lasting.length === 0) return;
  noteViolation(world, `not healthy three intervals after the last fault: ${lasting.join(", ")}`);
}

/** What was promised is kept, once; and in calm times what is kept, what Nagios says and what is shown are the same. */
export async function watchStore(world: World): Promise<void> {
  const { store, exempt } = world;
  const kept = { records: await store.list(), maintenances: await store.listMaintenances() };
  const isExempt = (key: ObjectKey) => exempt.has(key);
  const wrong =
    findLostWrite(kept, store.acknowledged) ??
    findDuplicate(store.acknowledged, isExempt) ??
    findContradiction(kept.records) ??
    (areClocksOne(world) ? findFalseTelling(world, kept) : null);
  if (wrong !== null) return noteViolation(world, wrong);
  const untold = findUntold(world, kept);
  if (untold !== null) noteViolation(world, untold);
}

/** With clocks that differed or jumped nobody can say when something was. */
function areClocksOne({ haveClocksDiffered, jumpedMs }: World): boolean {
  return !haveClocksDiffered && jumpedMs === 0;
}

function findFalseTelling({ nagios, exempt }: World, { records }: Kept): string | null {
  const isExempt = (key: ObjectKey) => exempt.has(key);
  return findOverlap(records, isExempt) ?? findFalseTime(records, nagios.truthOf, isExempt);
}

function findUntold(world: World, kept: Kept): string | null {
  const { store, nagios, shown, calmSinceMs, policy } = world;
  const { createdAt, contents } = nagios.file();
  if (nagios.isGone() || !isCalm(world, Math.max(calmSinceMs, nagios.changedMs()))) return null;
  const recoveredAt = (key: ObjectKey) => nagios.truthOf(key).at(-1)?.endedAt ?? null;
  const seenAt = createdAt - INTERVALS_TO_HEAL * policy.intervalMs;
  return (
    findUntoldProblem(kept.records, nagios.problems()) ??
    findUnsettled(kept.records, world.rules, seenAt, recoveredAt) ??
    findUntoldMaintenance(kept.maintenances, contents.downtimes) ??
    findUnpublished(kept, { records: shown.incidents, maintenances: shown.maintenances }, store.acknowledged)
  );
}
