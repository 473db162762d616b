import type { Config } from "@/lib/config/config";
import { SECOND_MS } from "@/lib/domain/time";
import { createOperatorAlerts } from "@/lib/notify/operator-alerts";
import { systemClock } from "@/lib/platform/clock";
import { currentLog } from "./current-log";
import { readHealthNow } from "./health";
import { getMetrics } from "./metrics";
import { getRuntime } from "./runtime";

/** How often health is looked at for whoever is to be told of it. */
const LOOK_EVERY_MS = 2 * SECOND_MS;

/** Looks at health for the operator's alerts, for the life of the process. Answers how to end that. */
export function watchHealth(): () => Promise<void> {
  const runtime = getRuntime();
  const timer = systemClock.every(LOOK_EVERY_MS, () => runtime.alerting?.alerts.observe(readHealthNow()));
  return async () => {
    timer.cancel();
    await runtime.alerting?.alerts.stop();
  };
}

/**
 * Has alerts sent as the configuration says, from the first right one on: also that the service cannot start must reach
 * somebody. Nothing happens when it says what the one before said.
 */
export async function keepAlerting({ alerts: config, page, rss, database }: Config): Promise<void> {
  const runtime = getRuntime();
  const said = JSON.stringify([config, page.name, rss.link, database.path]);
  if (runtime.alerting?.said === said) return;
  await runtime.alerting?.alerts.stop();
  const alerts = createOperatorAlerts({
    config,
    pageName: page.name,
    publicUrl: rss.link,
    clock: systemClock,
    log: currentLog,
    statePath: `${database.path}.alerts.json`,
    onResult: getMetrics().onNotification,
  });
  runtime.alerting = { said, alerts };
}
