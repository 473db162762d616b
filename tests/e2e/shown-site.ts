import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { sampleComponent } from "@/lib/domain/sample-snapshot";
import { openSqliteStore } from "@/lib/store/sqlite/open-sqlite";
import type { PastIncident } from "@/lib/store/store";
import type { PageView } from "@/lib/view/page-view";
import { nowSeconds, writeSite } from "@/tests/support/site";
import { startVitrine, type VitrineServer, waitUntil } from "@/tests/support/vitrine-server";

/** The page to show, and incidents that are over, by the slug of the service that they touched. */
export interface Shown {
  view: PageView;
  past?: readonly (Omit<PastIncident, "incident" | "id"> & { slug: string; startedAt: number })[];
}

const DAYS_TO_KEEP = 86_400_000;

/**
 * A server that shows a view of ours as the page that it kept: drawn by itself, as for visitors without JavaScript. Its
 * Nagios has gone away, and data counts as current for an hour.
 */
export async function startShowing({ view, past = [] }: Shown): Promise<VitrineServer> {
  const nagios = mkdtempSync(join(tmpdir(), "vitrine-shown-"));
  const config = `nagios:\n  status_dat_path: ${nagios}/status.dat\npolling:\n  staleness_threshold_seconds: 3600\npage:\n  name: ${view.name}\ncomponents:\n  - name: Website\n    services: [web1/HTTP]\n`;
  const env = { PAGE_TIME_ZONE: view.timeZone };
  writeSite(nagios, { objects: [{ host: "web1" }, { host: "web1", service: "HTTP" }], createdAt: nowSeconds() });
  const first = await startVitrine({ config, env });
  const keptPath = join(first.folder, "status.db.page.json");
  await waitUntil(async () => readText(keptPath).includes('"Website"'));
  await first.stop();
  rmSync(nagios, { recursive: true });

  const kept = JSON.parse(readText(keptPath)) as Record<string, unknown>;
  const components = view.groups.flatMap((group) =>
    group.components.map(({ slug, name }) => ({
      ...sampleComponent(slug, []),
      name,
      group: group.name,
      members: ["a"],
    })),
  );
  writeFileSync(keptPath, JSON.stringify({ ...kept, page: view, components }));
  await addPast(first.folder, view, past);
  return startVitrine({ config, env, folder: first.folder });
}

function readText(path: string): string {
  try {
    return readFileSync(path, "utf8");
  } catch {
    return "";
  }
}

async function addPast(folder: string, view: PageView, past: NonNullable<Shown["past"]>): Promise<void> {
  const { store } = await openSqliteStore({
    path: join(folder, "status.db"),
    migrationsFolder: join(process.cwd(), "drizzle", "sqlite"),
    backupFolder: join(folder, "backups"),
    keepMs: DAYS_TO_KEEP,
    keepDailyMs: DAYS_TO_KEEP,
    onEvent: () => {},
    now: Date.now,
  });
  const components = view.groups.flatMap((group) => group.components.map((each) => ({ ...each, group: group.name })));
  const nothing = { opened: [], updated: [], closed: [], comments: [], purgeEndedBefore: null };
  await store.commit({
    ...nothing,
    at: Date.now(),
    past: past.map(({ slug, startedAt, endedAt }, index) => ({
      id: index + 1,
      endedAt,
      incident: {
        key: `host-${index};service`,
        kind: "service",
        hostName: `host-${index}`,
        serviceDescription: "service",
        components: components
          .filter((component) => component.slug === slug)
          .map(({ name, group }) => ({ slug, name, group })),
        problemId: 0,
        state: "critical",
        startedAt,
        lastCheckAt: null,
        output: "",
        acknowledged: false,
      },
    })),
  });
  await store.close();
}
