import type { Window } from "./availability";
import { SOURCE } from "./object-history";
import { findStep, type Steps } from "./steps";
import type { EpochMs } from "./time";

/** How far the steps of the source can be believed. */
export interface KnownTime {
  /** Nothing is known from this instant on. */
  knownUntil: EpochMs;
  /** An interruption of the source that is no longer than this lets the states go on. */
  toleratedGapMs: number;
}

/** Since when anything is known: when the source was first seen running; null when it never was. */
export function findKnownSince(source: Steps): EpochMs | null {
  return source.ats[source.values.indexOf(SOURCE.running)] ?? null;
}

/**
 * The parts of a window in which the states of a history say what was: the source ran, or paused for a moment only, as
 * at a restart of Nagios. In order, apart from each other. An interruption counts whole, however the window cuts it.
 */
export function listKnownWindows(source: Steps, { knownUntil, toleratedGapMs }: KnownTime, window: Window): Window[] {
  const known: Window[] = [];
  const end = Math.min(window.to, knownUntil);
  let index = beginOfRun(source, window.from);
  while (index < source.ats.length && (source.ats[index] as number) < end) {
    const next = endOfRun(source, index);
    const from = source.ats[index] as number;
    const to = Math.min(source.ats[next] ?? knownUntil, knownUntil);
    const isKnown = isRunning(source, index) || (index > 0 && to - from <= toleratedGapMs);
    if (isKnown) addWindow(known, { from: Math.max(from, window.from), to: Math.min(to, end) });
    index = next;
  }
  return known;
}

/** The first step of the run of steps, all running or none, that holds at an instant. */
function beginOfRun(source: Steps, at: EpochMs): number {
  let index = Math.max(findStep(source, at), 0);
  while (index > 0 && isRunning(source, index) === isRunning(source, index - 1)) index -= 1;
  return index;
}

function endOfRun(source: Steps, begin: number): number {
  let index = begin + 1;
  while (index < source.ats.length && isRunning(source, index) === isRunning(source, begin)) index += 1;
  return index;
}

function isRunning(source: Steps, index: number): boolean {
  return source.values[index] === SOURCE.running;
}

function addWindow(known: Window[], { from, to }: Window): void {
  const last = known.at(-1);
  if (from >= to) return;
  if (last?.to === from) last.to = to;
  else known.push({ from, to });
}

/** The windows without the time from one instant to another. */
export function cutTime(windows: readonly Window[], cut: Window): Window[] {
  return windows
    .flatMap(({ from, to }) => [
      { from, to: Math.min(to, cut.from) },
      { from: Math.max(from, cut.to), to },
    ])
    .filter(({ from, to }) => from < to);
}

/** The parts of a window of which nothing is known, since anything was. In order. */
export function listGaps(source: Steps, time: KnownTime, window: Window): Window[] {
  const since = findKnownSince(source);
  if (since === null) return [];
  const whole = { from: Math.max(window.from, since), to: Math.min(window.to, time.knownUntil) };
  const known = listKnownWindows(source, time, whole);
  return known.reduce((left, part) => cutTime(left, part), whole.from < whole.to ? [whole] : []);
}
