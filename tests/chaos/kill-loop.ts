import { join } from "node:path";
import Database from "better-sqlite3";
import { expect } from "vitest";
import type { SiteObject } from "@/tests/support/site";
import { createSupervisedSite, type SupervisedSite, watchAnswers } from "@/tests/support/supervised-site";
import type { SupervisedVitrine } from "@/tests/support/supervised-vitrine";
import { waitUntil } from "@/tests/support/vitrine-server";

export interface KillReport {
  kills: number;
  /** Comments that were answered 201. */
  acknowledged: number;
  incidents: number;
  checks: number;
  /** From the kill until the server itself answered again, in milliseconds, sorted. */
  backMs: number[];
  /** Answers while it was killed and came back, by who gave them. */
  answers: Record<string, number>;
}

/** The pause before a start doubles with each failure: a new supervisor after so many kills keeps it short. */
const KILLS_PER_SUPERVISOR = 4;
const CHECK_EVERY = 20;
const MOST_LIFE_MS = 1_500;
const WRITERS = 2;
const LOGIN = {
  Authorization: `Basic ${Buffer.from("ops:s3cret").toString("base64")}`,
  "Content-Type": "application/json",
};

/** One service is down for good; twenty others go down and come back, some at every poll. */
function flap(): SiteObject[] {
  const second = Math.floor(Date.now() / 1000);
  const services = Array.from({ length: 20 }, (_, index): SiteObject => {
    const phase = second + index;
    const isDown = phase % 4 < 2;
    const period = Math.floor(phase / 4);
    const changedAt = period * 4 - index + (isDown ? 0 : 2);
    const problemId = isDown ? period * 100 + index : 0;
    return { host: "web1", service: `Service ${index}`, state: isDown ? 2 : 0, problemId, changedAt };
  });
  return [{ host: "web1" }, { host: "web1", service: "HTTP", state: 2, problemId: 1 }, ...services];
}

/** Kills the server again and again at random moments while people write and Nagios changes; then nothing may be lost. */
export async function killAgainAndAgain(kills: number): Promise<KillReport> {
  const site = createSupervisedSite(flap);
  const report: KillReport = { kills: 0, acknowledged: 0, incidents: 0, checks: 0, backMs: [], answers: {} };
  const said = new Set<string>();
  try {
    while (report.kills < kills) {
      const server = await site.startAndPublish({ config: writableConfig(site) });
      const writers = startWriters(server, said);
      for (let nth = 0; nth < KILLS_PER_SUPERVISOR && report.kills < kills; nth += 1) await killOnce(server, report);
      await writers.stop();
      expect(await server.stop()).toBe(0);
      const isDue = Math.floor(report.kills / CHECK_EVERY) > report.checks || report.kills >= kills;
      if (isDue) check(site, said, report);
    }
  } finally {
    await site.dispose();
  }
  report.backMs.sort((a, b) => a - b);
  return report;
}

function writableConfig({ config }: SupervisedSite): string {
  return `${config.replace("[web1/HTTP]", '["web1/*"]')}
api:
  basic_auth_username: ops
  basic_auth_password: s3cret
incidents:
  grouping_window_seconds: 0
  reopening_window_seconds: 0
`;
}

async function killOnce(server: SupervisedVitrine, report: KillReport): Promise<void> {
  await new Promise((resolve) => setTimeout(resolve, Math.random() * MOST_LIFE_MS));
  const pid = server.serverPid();
  expect(pid).not.toBeNull();
  const end = watchAnswers(server, 50);
  const killedAt = performance.now();
  process.kill(pid ?? 0, "SIGKILL");
  await waitUntil(() => ![pid, null].includes(server.serverPid()), 30_000);
  await server.served();
  report.backMs.push(performance.now() - killedAt);
  report.kills += 1;
  const { counts } = await end();
  for (const [name, count] of Object.entries(counts)) report.answers[name] = (report.answers[name] ?? 0) + count;
}

/** People who write without a pause. What was answered 201 is noted as said. */
function startWriters(server: SupervisedVitrine, said: Set<string>) {
  const url = `http://127.0.0.1:${server.port}`;
  let isWanted = true;

  async function writeOne(): Promise<void> {
    const text = `Words ${crypto.randomUUID()}`;
    try {
      const id = 1 + Math.floor(Math.random() * 5);
      const body = JSON.stringify({ author: "Web team", comment_text: text });
      const answer = await fetch(`${url}/api/incidents/${id}/comments`, { method: "POST", headers: LOGIN, body });
      if (answer.status === 201) said.add(text);
    } catch {
      // Whoever was answered nothing does not know whether it was written, and asks again.
      await new Promise((resolve) => setTimeout(resolve, 20));
    }
  }

  const running = Array.from({ length: WRITERS }, async () => {
    while (isWanted) {
      await writeOne();
      await new Promise((resolve) => setTimeout(resolve, 5));
    }
  });
  return {
    async stop() {
      isWanted = false;
      await Promise.all(running);
    },
  };
}

function check({ folder }: SupervisedSite, said: ReadonlySet<string>, report: KillReport): void {
  const database = new Database(join(folder, "status.db"), { readonly: true });
  try {
    expect(database.pragma("integrity_check", { simple: true })).toBe("ok");
    const kept = database.prepare("select text from incident_updates where kind = 'person'").pluck().all().map(String);
    const keptOnce = new Set(kept);
    expect([...said].filter((text) => !keptOnce.has(text))).toEqual([]);
    expect(kept.length).toBe(keptOnce.size);
    const twice = database
      .prepare(
        "select object_key from incident_problems where problem_id > 0 group by object_key, problem_id having count(*) > 1",
      )
      .all();
    expect(twice).toEqual([]);
    report.incidents = Number(database.prepare("select count(*) from incidents").pluck().get());
  } finally {
    database.close();
  }
  report.acknowledged = said.size;
  report.checks += 1;
}

/** The row of the table. */
export function describeKills({ kills, acknowledged, incidents, checks, backMs, answers }: KillReport): string {
  const pick = (share: number) =>
    Math.round(backMs[Math.min(backMs.length - 1, Math.floor(share * backMs.length))] ?? 0);
  const seen = Object.entries(answers).map(([name, count]) => `${name} ${count}`);
  return (
    `${kills} kills, 0 of ${acknowledged} acknowledged comments lost, 0 of ${incidents} incidents twice, ` +
    `integrity ok ${checks} times, serving again after p50 ${pick(0.5)}, p99 ${pick(0.99)}, max ${pick(1)} ms; ` +
    `answers meanwhile: ${seen.join(", ")}`
  );
}
