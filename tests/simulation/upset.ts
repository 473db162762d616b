import { SECOND_MS } from "@/lib/domain/time";
import { type Fault, type FaultKind, sayFault } from "./faults";
import type { StoreMode } from "./faulty-store";
import { WRITE_EVERY_MS } from "./nagios";
import { isOn, type World } from "./world";

/** Lets a fault begin. */
export function beginFault(world: World, fault: Fault, killProcess: (downMs: number) => void): void {
  world.tell(`begins: ${sayFault(fault)}`);
  // Who is still healing when the next thing goes wrong takes the rest of his time after it.
  const owedMs = Math.max(0, world.calmSinceMs - world.clock.monotonic());
  world.active.set(fault, owedMs);
  world.past.push(fault);
  switch (fault.kind) {
    case "timer_dies":
      world.process?.loseTimer();
      break;
    case "process_killed":
      killProcess(Math.max(SECOND_MS, fault.endMs - fault.atMs));
      break;
    case "all_clocks_jump":
      // To files of before, the clocks differ from now on.
      world.haveClocksDiffered = true;
      world.jumpedMs += fault.byMs;
      moveWall(world, fault.byMs);
      break;
    case "own_clock_shifted":
      world.haveClocksDiffered = true;
      moveWall(world, fault.byMs);
      break;
    case "nagios_clock_shifted":
      world.haveClocksDiffered = true;
      world.nagiosShiftMs += fault.byMs;
      break;
    case "objects_lost":
    case "objects_removed":
      changeObjects(world, fault, true);
      break;
    case "old_file_restored":
      world.nagios.freeze();
      world.nagios.restoreOld();
      for (const key of world.nagios.everyKey) world.exempt.add(key);
      break;
    case "read_hangs":
      if (world.access.state !== "hanging") {
        world.access.released = new Promise((resolve) => {
          world.release = resolve;
        });
      }
  }
  adjust(world, false);
}

/** Lets a fault end. */
export function endFault(world: World, fault: Fault): void {
  world.tell(`ends: ${sayFault(fault)}`);
  const owedMs = world.active.get(fault) ?? 0;
  world.active.delete(fault);
  if (fault.kind === "own_clock_shifted") moveWall(world, -fault.byMs);
  if (fault.kind === "nagios_clock_shifted") world.nagiosShiftMs -= fault.byMs;
  if (fault.kind === "objects_lost" || fault.kind === "objects_removed") changeObjects(world, fault, false);
  if (fault.kind === "read_hangs" && !isOn(world, "read_hangs")) world.release();
  adjust(world, fault.kind === "store_dead" && world.chance.happens(0.5));
  const calmMs = world.clock.monotonic() + aftermathOf(world, fault) + owedMs;
  world.calmSinceMs = Math.max(world.calmSinceMs, calmMs);
}

/** What a fault takes after its end until its causes are gone, where that follows from how things work. */
function aftermathOf({ policy, lookMs }: World, { kind, byMs }: Fault): number {
  // A round that began in it ends at its deadline, and a scheduler that is dead is missed after two intervals.
  if (kind === "timer_dies") return 2 * policy.intervalMs + lookMs;
  if (kind === "recovery_throws") return 2 * lookMs + policy.deadlineMs;
  if (["read_hangs", "read_slow", "round_hangs"].includes(kind)) return policy.deadlineMs + lookMs;
  // Files that are older than the last one are believed at the third reading.
  const wentBack = (kind === "nagios_clock_shifted" && byMs > 0) || (kind === "all_clocks_jump" && byMs < 0);
  return wentBack ? 3 * policy.intervalMs : WRITE_EVERY_MS;
}

function moveWall(world: World, byMs: number): void {
  world.clock.jumpWall(byMs);
  if (byMs >= 0) return;
  world.hasJustGoneBack = true;
  world.hasGoneBack = true;
}

function changeObjects({ nagios, exempt }: World, { kind, byMs }: Fault, isGone: boolean): void {
  const key = nagios.keys[byMs % nagios.keys.length] ?? "";
  exempt.add(key);
  nagios.lose(key, kind === "objects_lost" ? "lost" : "removed", isGone);
}

const STORE_MODES: readonly StoreMode[] = ["dead", "stalled", "full", "locked", "slow"];

/** Makes the surroundings what the present faults say. */
function adjust(world: World, isMended: boolean): void {
  world.noteActivity();
  const { nagios, access, store } = world;
  const on = (kind: FaultKind) => isOn(world, kind);
  if (on("nagios_stopped") || on("nagios_stalled") || on("old_file_restored")) nagios.freeze();
  else if (!nagios.isWriting()) nagios.thaw();
  if (on("read_hangs")) access.state = "hanging";
  else if (on("nagios_stopped") || on("file_missing")) access.state = "missing";
  else access.state = on("file_truncated") ? "truncated" : "readable";
  access.slowMs = [...world.active.keys()].find(({ kind }) => kind === "read_slow")?.byMs ?? 0;
  store.setMode(STORE_MODES.find((mode) => on(`store_${mode}` as FaultKind)) ?? "well", isMended);
}
