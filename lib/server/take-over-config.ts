import type { Config } from "@/lib/config/config";
import { formatFaults } from "@/lib/config/format-faults";
import { systemClock } from "@/lib/platform/clock";
import { keepAlerting } from "./alerting";
import { type BootListener, bootUntilUp, messageOf, sayBootFailure } from "./boot-until-up";
import { type ConfigWatch, loadOwnConfig } from "./config-watch";
import { currentLog } from "./current-log";
import { type RunningService, startService } from "./running-service";
import { getRuntime } from "./runtime";

/** Takes a changed configuration over when it is right; else the one in force stays, and health says why. */
export async function takeOverConfig(
  running: RunningService,
  watch: ConfigWatch,
  listener: BootListener,
): Promise<RunningService> {
  const runtime = getRuntime();
  watch.acknowledge();
  const loaded = await loadOwnConfig();
  if (loaded.kind === "faults") {
    refuse(formatFaults(loaded.faults));
    return running;
  }
  const isSame = JSON.stringify(loaded.config) === JSON.stringify(running.inForce.config);
  runtime.refusedConfig = null;
  if (isSame) return running;
  await running.stop();
  let next: RunningService;
  try {
    next = await startService(loaded);
  } catch (error) {
    refuse(messageOf(error));
    return fallBack(running, watch, listener);
  }
  note("The changed configuration is in force");
  if (hasMoved(loaded.config.api, running.inForce.config.api)) {
    note("Another address or port is taken at the next restart");
  }
  await keepAlerting(loaded.config);
  return next;
}

function hasMoved(now: Config["api"], before: Config["api"]): boolean {
  return now.host !== before.host || now.port !== before.port;
}

/** Goes on with the configuration that was in force; should even that fail now, boots anew. */
async function fallBack(
  { inForce }: RunningService,
  watch: ConfigWatch,
  listener: BootListener,
): Promise<RunningService> {
  try {
    return await startService({ kind: "ok", warnings: [], ...inForce, settings: [...inForce.settings] });
  } catch (error) {
    sayBootFailure({ code: "boot_failed", message: messageOf(error) });
    return bootUntilUp(watch, listener);
  }
}

function refuse(message: string): void {
  const runtime = getRuntime();
  const at = systemClock.now();
  const told = `The changed configuration is refused, the one before stays in force: ${message}`;
  if (runtime.refusedConfig?.message === told) return;
  runtime.refusedConfig = { code: "config_invalid", message: told, sinceAt: at };
  currentLog.error(told);
  runtime.record.note({ at, kind: "failure", part: "config", code: "config_invalid", message: told });
}

function note(message: string): void {
  const runtime = getRuntime();
  currentLog.info(message);
  runtime.record.note({ at: systemClock.now(), kind: "config", part: "config", code: null, message });
}
