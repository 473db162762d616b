import { spawn } from "node:child_process";
import { mkdirSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import Database from "better-sqlite3";
import { expect } from "vitest";
import { nowSeconds, type SiteObject } from "@/tests/support/site";
import { waitUntil } from "@/tests/support/vitrine-server";
import type { Outcome } from "./chaos-row";
import { type HealthBody, pause, type Stage, setStage } from "./stage";

/** What health tells this machine of the database. */
export interface DatabaseHealth extends Omit<HealthBody, "poller" | "store"> {
  store: {
    trouble: string | null;
    database_bytes: number | null;
    wal_bytes: number | null;
    backups: { count: number; last_time: string | null };
    restored: { from: string; message: string; replayed: number } | null;
  } | null;
  poller: { waiting_batches: number };
}

/** A stage whose database has a folder of its own, and people who may write. */
export interface DatabaseStage {
  readonly stage: Stage;
  path: string;
  backups: string;
  health(): Promise<DatabaseHealth>;
  /** The reason codes that health tells. */
  reasons(): Promise<string[]>;
  /** A person's words about an incident. Answers the status and the header Retry-After. */
  say(id: number, text: string): Promise<{ status: number; retryAfter: string | null }>;
  /** The same, until it succeeds. */
  sayAtLast(id: number, text: string): Promise<void>;
  /** "Back up now" of the operator. */
  backUp(): Promise<{ ok: boolean; message: string }>;
  /** Nagios says that the Website is down, or up again, and the page says it too. */
  setWebsite(isDown: boolean): Promise<void>;
  /** Asks the database's file. */
  query<T>(sql: string): T[];
  dispose(): Promise<void>;
}

export interface DatabasePlace {
  /** Folders that exist already. */
  data?: string;
  backups?: string;
}

/** Polls wait for a disk that hangs for some seconds; that is no old data. */
const FRESH_MS = 15_000;
const LOGIN = {
  Authorization: `Basic ${Buffer.from("ops:s3cret").toString("base64")}`,
  "Content-Type": "application/json",
};
/** A problem that lasts all the time: incident 1. */
const MAIL_DOWN: SiteObject[] = [{ host: "mail1" }, { host: "mail1", service: "SMTP", state: 2, problemId: 7 }];

/** Starts the server over a database in a folder of its own, with one incident in it. */
export async function setDatabaseStage(place: DatabasePlace = {}): Promise<DatabaseStage> {
  const base = mkdtempSync(join(tmpdir(), "vitrine-database-"));
  const data = place.data ?? join(base, "data");
  const backups = place.backups ?? join(base, "backups");
  const path = join(data, "status.db");
  mkdirSync(data, { recursive: true });
  const site = (isDown: boolean, at = nowSeconds() - 600): SiteObject[] => [
    { host: "web1" },
    { host: "web1", service: "HTTP", state: isDown ? 2 : 0, problemId: isDown ? at : 0, changedAt: at },
    ...MAIL_DOWN,
  ];
  const stage = await setStage({
    objects: site(false),
    freshMs: FRESH_MS,
    env: { DATABASE_PATH: path },
    config: `
public:
  object_names: true
backup:
  path: ${backups}
api:
  basic_auth_username: ops
  basic_auth_password: s3cret
`,
  });
  await waitUntil(async () => (await stage.incidents()).length === 1);
  const send = (target: string, body: object) =>
    stage.server.get(target, { method: "POST", headers: LOGIN, body: JSON.stringify(body) });
  const health = () => stage.server.json<DatabaseHealth>("/api/health");

  async function say(id: number, text: string) {
    const answer = await send(`/api/incidents/${id}/comments`, { author: "Web team", comment_text: text });
    await answer.arrayBuffer();
    return { status: answer.status, retryAfter: answer.headers.get("retry-after") };
  }

  return {
    stage,
    path,
    backups,
    health,
    reasons: async () => (await health()).reasons.map(({ code }) => code),
    say,
    sayAtLast: (id, text) => waitUntil(async () => (await say(id, text)).status === 201),
    async backUp() {
      return (await (await send("/api/admin/backup", {})).json()) as { ok: boolean; message: string };
    },
    async setWebsite(isDown) {
      stage.show(site(isDown, nowSeconds()));
      const expected = isDown ? "major_outage" : "operational";
      await waitUntil(async () => (await readWebsite(stage)) === expected);
    },
    query(sql) {
      return queryDatabase(path, sql);
    },
    async dispose() {
      await stage.dispose();
      rmSync(base, { recursive: true, force: true });
    },
  };
}

async function readWebsite({ server }: Stage): Promise<string | undefined> {
  const { groups } = await server.json<{ groups: { components: { name: string; state: string }[] }[] }>("/api/page");
  return groups.flatMap(({ components }) => components).find(({ name }) => name === "Website")?.state;
}

/** The rows of a database that others use. */
export function queryDatabase<T>(path: string, sql: string): T[] {
  const database = new Database(path, { readonly: true, timeout: 5000 });
  try {
    return database.prepare(sql).all() as T[];
  } finally {
    database.close();
  }
}

export interface DatabaseFault {
  inject(): void | Promise<void>;
  /** Checks what is to be seen while it lasts; answers it in words. */
  check(): Promise<string>;
  /** Ends it. Absent: the service mends it by itself. */
  heal?(): void | Promise<void>;
  /** All must be well again so long after the end at the latest. */
  wellAgainMs: number;
}

/**
 * Injects a fault of the database and ends it. Meanwhile the page goes on to show the present state; in the end the
 * service is healthy within the bound, and what was acknowledged at any time is there.
 */
export async function endureDatabase(subject: DatabaseStage, fault: DatabaseFault): Promise<Outcome> {
  const { stage } = subject;
  const live = watchLive(stage);
  let observed = "";
  let startedAt = performance.now();
  try {
    await fault.inject();
    startedAt = performance.now();
    observed = await fault.check();
  } finally {
    if (fault.heal !== undefined) {
      await fault.heal();
      startedAt = performance.now();
    }
  }
  await waitUntil(stage.isWell, 90_000);
  const recoveredMs = performance.now() - startedAt;
  const { looks, slowestMs, faults } = await live.stop();
  expect(faults).toEqual([]);
  expect(looks).toBeGreaterThan(0);
  expect(recoveredMs).toBeLessThan(fault.wellAgainMs);
  return {
    observed: `${observed}; the page was live in ${looks} looks, within ${Math.round(slowestMs)} ms`,
    recoveredMs,
  };
}

export interface LiveReport {
  looks: number;
  slowestMs: number;
  /** Answers that were late, no page, or not current. Must be empty. */
  faults: string[];
}

const LATE_MS = 2000;

/** Looks at the page again and again: it must be there in time and current, whatever the database does. */
export function watchLive({ server }: Stage): { stop(): Promise<LiveReport> } {
  const report: LiveReport = { looks: 0, slowestMs: 0, faults: [] };
  let isWanted = true;

  async function look(): Promise<void> {
    const from = performance.now();
    const page = await server.get("/");
    const html = await page.text();
    const ms = performance.now() - from;
    const { data_is_stale } = await server.json<{ data_is_stale: boolean }>("/api/status");
    report.looks += 1;
    report.slowestMs = Math.max(report.slowestMs, ms);
    if (page.status !== 200) report.faults.push(`/ answered ${page.status}`);
    if (!html.includes("Website")) report.faults.push("/ does not name the Website");
    if (data_is_stale) report.faults.push("/api/status is stale");
    if (ms > LATE_MS) report.faults.push(`/ took ${Math.round(ms)} ms`);
  }

  const running = (async () => {
    while (isWanted) {
      await look().catch((error: unknown) => report.faults.push(String(error)));
      await pause(200);
    }
  })();
  return {
    async stop() {
      isWanted = false;
      await running;
      return report;
    },
  };
}

/** Another program that holds the database. */
export interface Holder {
  /** Stops it as SIGSTOP does: it neither goes on nor lets go. */
  freeze(): void;
  /** Ends it, and with it what it holds. */
  release(): Promise<void>;
}

/** Runs statements in a process of its own, with the sqlite3 of Python, and keeps the connection open. */
export async function holdDatabase(path: string, statements: readonly string[]): Promise<Holder> {
  const program = `
import json, sqlite3, sys
path, statements = json.loads(sys.argv[1])
database = sqlite3.connect(path, timeout=30, isolation_level=None)
for statement in statements:
    database.execute(statement).fetchone()
print("held", flush=True)
sys.stdin.read()
`;
  const child = spawn("python3", ["-c", program, JSON.stringify([path, statements])]);
  const ended = new Promise<void>((done) => child.once("exit", () => done()));
  let said = "";
  for (const stream of [child.stdout, child.stderr]) {
    stream.on("data", (chunk: Buffer) => {
      said += chunk.toString();
    });
  }
  await waitUntil(() => {
    if (child.exitCode !== null) throw new Error(`the holder ended: ${said}`);
    return said.includes("held");
  });
  return {
    freeze: () => child.kill("SIGSTOP"),
    async release() {
      child.kill("SIGKILL");
      await ended;
    },
  };
}
