import { resolve } from "node:path";
import type { MetricSpec } from "@/lib/domain/metric";
import type { KeptPoint } from "@/lib/domain/metric-series";
import type { Clock } from "@/lib/platform/clock";
import type { Log } from "@/lib/platform/log";
import { createSimulator, UPDATE_INTERVAL_MS } from "./simulator";

export interface Demo {
  /** The demo's nagios.cfg, to be read like any other. */
  configPath: string;
  /** What the checks measured until now. */
  listPoints(metrics: readonly MetricSpec[]): KeptPoint[];
  /** Ends the writing; the files stay. */
  stop(): void;
}

/**
 * Starts the built-in simulator in a folder, which is made when missing. Resolves when the files are there and never
 * rejects: what goes wrong is logged, once per fault, and tried again ten seconds later.
 */
export async function startDemo(deps: { folder: string; clock: Clock; log: Log }): Promise<Demo> {
  const { clock, log } = deps;
  const simulator = createSimulator(resolve(deps.folder));
  let busy = false;
  let lastFault = "";

  async function advance(): Promise<void> {
    if (busy) return;
    busy = true;
    try {
      await simulator.advance(clock.now());
      if (lastFault !== "") log.info("The demo writes its files again");
      lastFault = "";
    } catch (error) {
      const fault = error instanceof Error ? error.message : String(error);
      if (fault !== lastFault) log.error(`The demo cannot write its files: ${fault}`);
      lastFault = fault;
    } finally {
      busy = false;
    }
  }

  await advance();
  const timer = setInterval(advance, UPDATE_INTERVAL_MS);
  timer.unref();
  return {
    configPath: simulator.configPath,
    listPoints: (metrics) => simulator.listPoints(metrics, clock.now()),
    stop: () => clearInterval(timer),
  };
}
