import { MINUTE_MS } from "@/lib/domain/time";
import { systemClock } from "@/lib/platform/clock";
import { watchHealth } from "./alerting";
import { bootUntilUp } from "./boot-until-up";
import { type ConfigWatch, watchConfig } from "./config-watch";
import { bootLog } from "./current-log";
import { noteRestart } from "./note-restart";
import { startProcessGuard } from "./process-guard";
import { onStop } from "./process-state";
import { getRuntime } from "./runtime";
import { takeOverConfig } from "./take-over-config";

/** For so long the first visitor waits for the first poll, rather than being told that nothing is known. */
const FIRST_POLL_MS = 3_000;

/**
 * Boots the service in the background and tries again until it succeeds. Meanwhile every page and route answers
 * with the last known page, or that nothing is known. Resolves when there is a page to show, be it the last known one,
 * when the first attempt has failed, or after three seconds; never rejects.
 */
export async function startBoot(): Promise<void> {
  const runtime = getRuntime();
  runtime.guard = startProcessGuard({
    readBeat,
    readMemoryLimit: () => runtime.inForce?.config.process.memoryLimitBytes ?? null,
    readLog: () => runtime.service?.log ?? bootLog,
  });
  noteRestart(runtime);
  onStop(watchHealth());
  const watch = watchConfig(systemClock);
  let show: () => void = () => undefined;
  const hasAnswer = new Promise<void>((resolve) => {
    show = resolve;
  });
  void keepRunning(watch, show);
  await Promise.race([hasAnswer, pause(FIRST_POLL_MS)]);
}

/** When something was finished last: a poll, or an attempt to boot. */
let lastAttempt: number | null = null;

function readBeat() {
  const { service, boot } = getRuntime();
  const silentMs = service?.poller.facts().silentMs;
  const sinceAttemptMs = lastAttempt === null ? null : systemClock.monotonic() - lastAttempt;
  return {
    roundAgeMs: silentMs ?? sinceAttemptMs,
    intervalMs: service?.pollIntervalMs ?? MINUTE_MS,
    bootFailed: boot?.kind === "failed",
  };
}

/** Boots, and takes every change of the configuration over, for the life of the process. */
async function keepRunning(watch: ConfigWatch, onAnswer: () => void): Promise<void> {
  const onAttempt = () => {
    lastAttempt = systemClock.monotonic();
    onAnswer();
  };
  let running = await bootUntilUp(watch, { onShown: onAnswer, onAttempt });
  onStop(async () => {
    watch.stop();
    await running.stop();
  });
  for (;;) {
    await watch.changed();
    running = await takeOverConfig(running, watch, { onShown: onAnswer, onAttempt });
  }
}

function pause(delayMs: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, delayMs));
}
