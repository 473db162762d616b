import type { VitrineServer } from "@/tests/support/vitrine-server";

export interface TruthOptions {
  /** Nagios' data is called current for so long. */
  freshMs: number;
  intervalMs: number;
  /** When the data was written that Nagios' file holds now; null when there is none that could be read. */
  writtenAt: () => number | null;
}

export interface TruthReport {
  looks: number;
  /** Answers that were green while the data was too old. Must be empty. */
  lies: string[];
}

const LOOK_EVERY_MS = 200;
/** The sentence of the banner: "All services are operational", "Website is operational". */
const GREEN = /<h1[^>]*>[^<]*operational/i;

/**
 * Looks at every public output again and again while a fault lasts: none may be green when the newest data that
 * anybody could have read is older than the bound and one interval.
 */
export function watchTruth(server: VitrineServer, { freshMs, intervalMs, writtenAt }: TruthOptions) {
  const report: TruthReport = { looks: 0, lies: [] };
  let newestAt = 0;
  let isWanted = true;

  async function look(): Promise<void> {
    newestAt = Math.max(newestAt, writtenAt() ?? 0);
    const isTooOld = Date.now() - newestAt > freshMs + intervalMs;
    const [page, status, health] = await Promise.all([read("/"), read("/api/status"), read("/api/health")]);
    report.looks += 1;
    if (!isTooOld) return;
    const age = `${Math.round((Date.now() - newestAt) / 1000)} s old`;
    if (page !== null && GREEN.test(page)) report.lies.push(`/ is green with data ${age}`);
    if (status !== null && /"data_is_stale":false/.test(status))
      report.lies.push(`/api/status is current with data ${age}`);
    if (health !== null && /"status":"healthy"/.test(health))
      report.lies.push(`/api/health is healthy with data ${age}`);
  }

  async function read(path: string): Promise<string | null> {
    try {
      const response = await server.get(path, { signal: AbortSignal.timeout(3000) });
      return response.ok ? await response.text() : null;
    } catch {
      return null;
    }
  }

  const running = (async () => {
    while (isWanted) {
      await look();
      await new Promise((resolve) => setTimeout(resolve, LOOK_EVERY_MS));
    }
  })();
  return {
    async stop(): Promise<TruthReport> {
      isWanted = false;
      await running;
      return report;
    },
  };
}
