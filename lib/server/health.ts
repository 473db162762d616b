import { systemClock } from "@/lib/platform/clock";
import { answerHealth, type HealthAnswer, type PollerHealth } from "@/lib/view/health-answer";
import { getRuntime, type Service } from "./runtime";

/** How the poller does, from memory: pages ask nothing else. */
export function readPollerHealth(): PollerHealth {
  return getRuntime().service?.poller.health() ?? "critical";
}

/** `/api/health` as of now. The database is asked; nothing else is waited for. */
export async function readHealth(): Promise<HealthAnswer> {
  const { service, publication } = getRuntime();
  const supervision = service?.poller.supervision();
  const page = publication?.page;
  return answerHealth({
    at: systemClock.now(),
    asOf: page?.asOf ?? null,
    freshUntil: page?.freshUntil ?? null,
    lastPollAt: supervision?.lastFinished?.wall ?? null,
    activeIncidents: page?.activeIncidents.length ?? 0,
    isDatabaseAccessible: service !== null && (await isAccessible(service)),
    poller: {
      isRunning: supervision?.isRunning ?? false,
      consecutiveFailures: supervision?.consecutiveFailures ?? 0,
      maxConsecutiveFailures: service?.config.polling.maxConsecutiveFailures ?? 0,
      recoveryAttempts: supervision?.recoveryAttempts ?? 0,
      lastRecoveryAt: supervision?.lastRecovery?.wall ?? null,
      health: readPollerHealth(),
    },
  });
}

async function isAccessible({ store }: Service): Promise<boolean> {
  try {
    await store.ping();
    return true;
  } catch {
    return false;
  }
}
