import { createHash } from "node:crypto";
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import Database from "better-sqlite3";
import { afterEach, beforeEach, expect } from "vitest";
import { chaosRow } from "@/tests/chaos/chaos-row";
import { createSupervisedSite, readReasons, type SupervisedSite, timeUntil } from "@/tests/support/supervised-site";
import type { SupervisedVitrine } from "@/tests/support/supervised-vitrine";
import { waitUntil } from "@/tests/support/vitrine-server";

let site: SupervisedSite;
const databasePath = () => join(site.folder, "status.db");

beforeEach(() => {
  site = createSupervisedSite();
});

afterEach(() => site.dispose());

async function isReady(server: SupervisedVitrine): Promise<boolean> {
  return (await server.ask("/api/readyz")).status === 200;
}

const MIGRATIONS = join("drizzle", "sqlite");
const INCIDENTS = 200;

/** A database as the first version of the schema left it, with incidents that have ended and words of people. */
function makeFirstVersion(path: string): void {
  const { entries } = JSON.parse(readFileSync(join(MIGRATIONS, "meta", "_journal.json"), "utf8")) as {
    entries: { tag: string; when: number }[];
  };
  const first = entries[0] ?? { tag: "", when: 0 };
  const text = readFileSync(join(MIGRATIONS, `${first.tag}.sql`), "utf8");
  const database = new Database(path);
  database.pragma("journal_mode = WAL");
  for (const statement of text.split("--> statement-breakpoint")) database.exec(statement);
  database.exec("create table __drizzle_migrations (id integer primary key, hash text not null, created_at numeric)");
  const hash = createHash("sha256").update(text).digest("hex");
  database.prepare("insert into __drizzle_migrations (hash, created_at) values (?, ?)").run(hash, first.when);
  const incident = database.prepare(
    `insert into incidents (object_key, kind, host_name, service_description, components, problem_id, state,
      started_at, output, acknowledged, ended_at, end_reason)
     values ('web1;HTTP', 'service', 'web1', 'HTTP', '[]', ?, 'critical', ?, 'down', 0, ?, 'recovered')`,
  );
  const update = database.prepare(
    "insert into incident_updates (incident_id, author, text, created_at) values (?, 'Web team', ?, ?)",
  );
  for (let nth = 1; nth <= INCIDENTS; nth += 1) {
    const startedAt = Date.now() - nth * 60_000;
    incident.run(nth, startedAt, startedAt + 30_000);
    update.run(nth, `Words ${nth}`, startedAt);
  }
  database.close();
}

interface State {
  integrity: unknown;
  steps: number;
  incidents: number;
  words: number;
  hasSeals: boolean;
}

function readState(path: string): State {
  const database = new Database(path, { readonly: true });
  try {
    const count = (rows: string) => Number(database.prepare(`select count(*) from ${rows}`).pluck().get());
    const columns = database.prepare("select name from pragma_table_info('incidents')").pluck().all();
    return {
      integrity: database.pragma("integrity_check", { simple: true }),
      steps: count("__drizzle_migrations"),
      incidents: count("incidents"),
      words: count("incident_updates where text is not null"),
      hasSeals: columns.includes("seal"),
    };
  } finally {
    database.close();
  }
}

const KILLS = 20;

chaosRow(
  {
    id: "P18",
    fault: `kill -9 at a random moment while the database of the first version is brought up to date, ${KILLS} times`,
    expected: "each time the old schema or the new one, whole, with every row; a backup from before; at last it serves",
  },
  async () => {
    const seen = { old: 0, new: 0 };
    const needed = readdirSync(MIGRATIONS).filter((name) => name.endsWith(".sql")).length;
    // So long a start takes here, until the database is up to date.
    makeFirstVersion(databasePath());
    const trial = await site.start();
    const startMs = await timeUntil(() => trial.output().includes("Database brought up to date"), 60_000);
    await trial.stop("SIGKILL");
    for (let kill = 0; kill < KILLS; kill += 1) {
      await site.clear();
      makeFirstVersion(databasePath());
      const server = await site.start();
      await new Promise((resolve) => setTimeout(resolve, startMs * (0.5 + 0.6 * Math.random())));
      const pid = server.serverPid();
      server.parent.kill("SIGKILL");
      if (pid !== null) process.kill(pid, "SIGKILL");
      await server.stop("SIGKILL");
      const state = readState(databasePath());
      expect(state).toMatchObject({ integrity: "ok", incidents: INCIDENTS, words: INCIDENTS });
      expect([1, needed]).toContain(state.steps);
      expect(state.hasSeals).toBe(state.steps === needed);
      seen[state.hasSeals ? "new" : "old"] += 1;
    }
    const server = await site.start();
    const recoveredMs = await timeUntil(() => isReady(server), 60_000);
    expect((await server.ask(`/api/incidents/${INCIDENTS}`)).body).toContain(`Words ${INCIDENTS}`);
    expect(readdirSync(site.folder).some((name) => name.includes(".before-"))).toBe(true);
    expect(readState(databasePath())).toMatchObject({ steps: needed, incidents: INCIDENTS, words: INCIDENTS });
    return {
      observed: `${seen.old} times the old schema, ${seen.new} times the new one, all rows each time`,
      recoveredMs,
    };
  },
  600_000,
);

chaosRow(
  {
    id: "P12",
    variant: "the schema cannot be brought up to date",
    fault: "the database was written by a newer version",
    expected:
      "left as it is, db_newer in words, readiness 503, the page is live without history; well when it is put back",
  },
  async () => {
    const first = await site.startAndPublish();
    expect(await first.stop()).toBe(0);
    const database = new Database(databasePath());
    database.exec("insert into __drizzle_migrations (hash, created_at) values ('later', 9000000000000)");
    database.close();
    const before = readFileSync(databasePath());
    const server = await site.start();
    await waitUntil(async () => (await readReasons(server)).includes("db_newer"), 60_000);
    expect(await isReady(server)).toBe(false);
    await waitUntil(async () => (await server.ask("/")).body.includes("Website is operational"));
    expect(server.output()).toContain("was written by a newer version");
    expect(readFileSync(databasePath()).equals(before)).toBe(true);
    const again = new Database(databasePath());
    again.exec("delete from __drizzle_migrations where hash = 'later'");
    again.close();
    const recoveredMs = await timeUntil(() => isReady(server), 60_000);
    return { observed: "db_newer, the file unchanged, the page live meanwhile", recoveredMs };
  },
);
