import { mkdirSync } from "node:fs";
import { join } from "node:path";
import type { PageView } from "@/lib/view/page-view";
import { parseModel } from "@/tests/fixtures/nagios/read-fixture";
import { HISTORY_90D, readPacked } from "@/tests/fixtures/nagios/read-history";
import { writeAgedHistory } from "@/tests/support/aged-history";
import { startVitrine, type VitrineServer, waitUntil } from "@/tests/support/vitrine-server";

const GROUPS = 6;
/** Share of the 90 days that is known of a service when the past is told, in percent. */
const MOST_KNOWN = 90;

/** Starts the built server with so many components in six groups, each with a real history of 90 days, and waits for it. */
export async function startSite(folder: string, components: number): Promise<VitrineServer> {
  const nagios = join(folder, "nagios");
  mkdirSync(nagios, { recursive: true });
  writeAgedHistory(nagios, Math.floor(Date.now() / 1000));
  const config = describeSite(nagios, components);
  const vitrine = await startVitrine({ config, folder, env: { POLL_INTERVAL_SECONDS: "10" } });
  await waitUntil(async () => vitrine.output().includes("The past is read"), 60_000);
  // What was read of the past is told from the next round on.
  await waitUntil(async () => isPastTold(await vitrine.json<PageView>("/api/page")), 60_000);
  return vitrine;
}

function isPastTold({ groups }: PageView): boolean {
  return groups.some(({ components }) => components.some(({ bars }) => (bars?.known ?? 0) > MOST_KNOWN));
}

function describeSite(nagios: string, count: number): string {
  const model = parseModel(readPacked(HISTORY_90D, "objects.cache.gz"));
  const services = [...model.services].flatMap(([host, ofHost]) =>
    [...ofHost.keys()].map((service) => ({ host_name: host, service_description: service })),
  );
  const components = Array.from({ length: count }, (_, index) => {
    const name = JSON.stringify(`Service ${index + 1}`);
    const group = JSON.stringify(`Group ${index % GROUPS}`);
    return `  - {name: ${name}, group: ${group}, services: [${JSON.stringify(services[index % services.length])}]}`;
  });
  return `
nagios:
  status_dat_path: ${nagios}/status.dat
polling:
  staleness_threshold_seconds: 86400
rss:
  link: https://status.example.com
components:
${components.join("\n")}
`;
}
