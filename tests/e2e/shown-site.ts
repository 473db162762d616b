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
  past?: readonly PastOutage[];
  env?: Record<string, string>;
  /** More of the section `page`, each line behind two blanks. */
  page?: string;
}

interface PastOutage {
  slug: string;
  startedAt: number;
  endedAt: number;
}

const DAYS_TO_KEEP = 86_400_000;

/**
 * A server that shows a view of ours as the page that it kept: drawn by itself, as for visitors without JavaScript. Its
 * Nagios has gone away, and data counts as current for an hour.
 */
export async function startShowing({ view, past = [], env: more = {}, page = "" }: Shown): Promise<VitrineServer> {
  const nagios = mkdtempSync(join(tmpdir(), "vitrine-shown-"));
  const config = `nagios:\n  status_dat_path: ${nagios}/status.dat\npolling:\n  staleness_threshold_seconds: 3600\npage:\n  name: ${view.name}\n${page}components:\n  - name: Website\n    services: [web1/HTTP]\n`;
  const env = { PAGE_TIME_ZONE: view.timeZone, ...more };
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
  const groups = view.groups.map(({ name, components }) => components.map((each) => ({ ...each, group: name })));
  const components = new Map(groups.flat().map((component) => [component.slug, component]));
  await store.commit({
    at: Date.now(),
    incidents: [],
    problems: [],
    updates: [],
    comments: [],
    maintenances: [],
    purgeEndedBefore: null,
    past: past.map((outage, index) => describeOutage(outage, index + 1, components.get(outage.slug))),
  });
  await store.close();
}

/** An outage as a round finds it in the log: one service of one host, and all that was said is made by itself. */
function describeOutage(
  { slug, startedAt, endedAt }: PastOutage,
  id: number,
  { name, group }: { name: string; group: string | null } = { name: slug, group: null },
): PastIncident {
  const key = `host-${id};service`;
  const state = "major_outage";
  const components = [{ slug, name, group, state } as const];
  const update = { incidentId: id, kind: "automatic", author: null, text: null, reason: "", reference: 0 } as const;
  return {
    incident: {
      id,
      origin: "nagios",
      rootKey: key,
      anchorKey: key,
      anchorAt: startedAt,
      startedAt,
      endedAt,
      endReason: "recovered",
      resolvedAt: endedAt,
      acknowledged: false,
      unstable: false,
      components,
      impact: state,
      publicAt: startedAt,
      isDraft: false,
      followsId: null,
      mergedInto: null,
    },
    problems: [
      {
        incidentId: id,
        key,
        startedAt,
        confirmedAt: startedAt,
        problemId: 0,
        role: "root",
        state: "critical",
        endedAt,
        endReason: "recovered",
        goneAt: null,
        lastCheckAt: null,
        output: "",
        acknowledged: false,
        reason: "",
        isPinned: false,
      },
    ],
    updates: [
      { ...update, code: "opened", status: "investigating", at: startedAt, components },
      { ...update, code: "resolved", status: "resolved", at: endedAt, components: [] },
    ],
  };
}
