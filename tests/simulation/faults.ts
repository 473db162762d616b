import { DAY_MS, HOUR_MS, MINUTE_MS, SECOND_MS } from "@/lib/domain/time";
import type { Chance } from "./chance";

/** What can go wrong. Each lasts for a while; what happens at an instant has its length from what it takes to heal. */
export const FAULT_KINDS = [
  "nagios_stopped",
  "nagios_stalled",
  "old_file_restored",
  "file_missing",
  "file_truncated",
  "objects_lost",
  "objects_removed",
  "read_hangs",
  "read_slow",
  "nagios_clock_shifted",
  "own_clock_shifted",
  "all_clocks_jump",
  "store_locked",
  "store_full",
  "store_stalled",
  "store_dead",
  "store_slow",
  "timer_dies",
  "round_hangs",
  "round_throws",
  "recovery_throws",
  "process_killed",
] as const;

export type FaultKind = (typeof FAULT_KINDS)[number];

export interface Fault {
  kind: FaultKind;
  atMs: number;
  endMs: number;
  /** How far clocks move, how slow things are; meaning by kind. */
  byMs: number;
}

/** Faults whose cause is ours: recoveries may follow each other faster then. */
export const OWN_CAUSES: ReadonlySet<FaultKind> = new Set([
  "read_hangs",
  "read_slow",
  "timer_dies",
  "round_hangs",
  "round_throws",
  "recovery_throws",
]);

const INSTANT: ReadonlySet<FaultKind> = new Set(["timer_dies", "all_clocks_jump"]);

/** Draws the faults of a life. Most are short, some last hours, and they overlap as they like. */
export function drawFaults(chance: Chance, lifeMs: number): Fault[] {
  const count = chance.between(2, 16);
  const faults = Array.from({ length: count }, (): Fault => {
    const kind = chance.pick(FAULT_KINDS);
    const atMs = Math.floor(chance.next() * lifeMs * 0.95);
    return { kind, atMs, endMs: atMs + drawLength(kind, chance), byMs: drawSize(kind, chance) };
  });
  return faults.sort((a, b) => a.atMs - b.atMs);
}

function drawLength(kind: FaultKind, chance: Chance): number {
  if (INSTANT.has(kind)) return 0;
  const longest = kind === "process_killed" ? 30 * SECOND_MS : 3 * HOUR_MS;
  return Math.round(SECOND_MS * (longest / SECOND_MS) ** chance.next());
}

function drawSize(kind: FaultKind, chance: Chance): number {
  const sign = chance.happens(0.5) ? 1 : -1;
  if (kind === "nagios_clock_shifted") return sign * chance.between(1, 120) * MINUTE_MS;
  if (kind === "own_clock_shifted")
    return sign * chance.pick([MINUTE_MS, 4 * MINUTE_MS, HOUR_MS, DAY_MS, 400 * DAY_MS]);
  if (kind === "all_clocks_jump") return sign * chance.pick([MINUTE_MS, HOUR_MS, DAY_MS]);
  return chance.between(1, 120) * SECOND_MS;
}

export function sayFault({ kind, atMs, endMs, byMs }: Fault): string {
  const at = (ms: number) => `${(ms / MINUTE_MS).toFixed(1)} min`;
  return `${kind} from ${at(atMs)} to ${at(endMs)} (${byMs / SECOND_MS} s)`;
}
