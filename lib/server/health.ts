import type { Health, HealthFacts, Trouble } from "@/lib/domain/health";
import { judgeHealth } from "@/lib/domain/judge-health";
import { systemClock } from "@/lib/platform/clock";
import { tellRestart } from "./note-restart";
import { getRuntime } from "./runtime";

/** Everything that health is judged by, from memory: it answers while the boot fails and the database is down. */
export function readHealthFacts(): HealthFacts {
  const { service, publication, boot, refusedConfig, alerting } = getRuntime();
  return {
    boot,
    refusedConfig,
    poller: service?.poller.facts() ?? null,
    data: { asOf: publication?.page.asOf ?? null, freshUntil: publication?.page.freshUntil ?? null },
    store: service?.store.facts() ?? null,
    process: listProcessTroubles(),
    alerts: alerting?.alerts.facts().troubles ?? [],
  };
}

/** How the service does at this moment. */
export function readHealthNow(): Health {
  return judgeHealth(readHealthFacts(), systemClock.now());
}

function listProcessTroubles(): Trouble[] {
  const { startedAt, guard, service } = getRuntime();
  const at = systemClock.now();
  const excess = guard?.memory().excess ?? null;
  const dropped = service?.log.countDropped() ?? 0;
  const lost = `${dropped} lines of the log could not be written`;
  return [
    ...tellRestart(at),
    ...(excess === null ? [] : [{ code: "memory_high", message: excess, sinceAt: at } as const]),
    ...(dropped === 0 ? [] : [{ code: "log_dropped", message: lost, sinceAt: startedAt } as const]),
  ];
}
