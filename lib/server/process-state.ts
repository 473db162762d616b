import { shareObject } from "./runtime";

/** What the front door and the pages must agree on, although each has its own copy of every module. */
interface ProcessState {
  hasFrontDoor: boolean;
  isDraining: boolean;
  /** What the front door marks requests with; null without one. */
  peerSecret: string | null;
  lastSteps: Set<LastStep>;
  /** Questions that the front door refused since the start. */
  queriesRefused: number;
}

/** Something to do before the process ends. Must not take more than a second or two. */
export type LastStep = () => void | Promise<void>;

/** The one state of this process. */
export function getProcessState(): ProcessState {
  return shareObject("process", () => ({
    hasFrontDoor: false,
    isDraining: false,
    peerSecret: null,
    lastSteps: new Set<LastStep>(),
    queriesRefused: 0,
  }));
}

/** Whether the process has been asked to end: readiness is over, requests under way are finished. */
export function isDraining(): boolean {
  return getProcessState().isDraining;
}

/**
 * Has something done before the process ends: after the last request, or at the signal where no front door counts
 * requests (`next dev`). Answers how to take it back.
 */
export function onStop(step: LastStep): () => void {
  const state = getProcessState();
  state.lastSteps.add(step);
  if (state.hasFrontDoor) return () => void state.lastSteps.delete(step);
  const atSignal = () => void takeLastSteps();
  for (const signal of SIGNALS) process.once(signal, atSignal);
  return () => {
    state.lastSteps.delete(step);
    for (const signal of SIGNALS) process.off(signal, atSignal);
  };
}

export const SIGNALS = ["SIGTERM", "SIGINT"] as const;

/** Takes all last steps, the newest first, each once. Never rejects: a step that fails must not keep the others. */
export async function takeLastSteps(): Promise<void> {
  const { lastSteps } = getProcessState();
  const steps = [...lastSteps].reverse();
  lastSteps.clear();
  for (const step of steps) {
    try {
      await step();
    } catch {
      // The process is ending: nobody is left to hear of it, and the supervisor starts a whole one.
    }
  }
}

/** Ends this process in good order, with an exit code that says why. Its supervisor starts another. */
export function stopProcess(code: number): void {
  process.exitCode = code;
  process.kill(process.pid, "SIGTERM");
}
