import Database from "better-sqlite3";
import { afterAll, beforeAll, expect } from "vitest";
import { chaosRow } from "@/tests/chaos/chaos-row";
import { type DatabaseStage, setDatabaseStage, watchLive } from "@/tests/chaos/database-stage";
import { waitUntil } from "@/tests/support/vitrine-server";

const ROWS = 400_000;

let subject: DatabaseStage;

beforeAll(async () => {
  subject = await setDatabaseStage();
});

afterAll(() => subject.dispose());

chaosRow(
  {
    id: "D15",
    fault: `${ROWS} incidents with as many comments become too old at once`,
    expected: "deleted in steps of 500 in the database's own thread: the page and people's words go on, no VACUUM",
  },
  async () => {
    await subject.stage.restart({}, () => fill(subject.path));
    await waitUntil(async () => (await subject.stage.server.get("/api/readyz")).ok, 60_000);
    const startedAt = performance.now();
    const live = watchLive(subject.stage);
    const count = () => subject.query<{ n: number }>("select count(*) as n from incidents")[0]?.n ?? 0;
    let slowestWordsMs = 0;
    let refused = 0;
    await waitUntil(async () => {
      const from = performance.now();
      if ((await subject.say(1, `written meanwhile ${from}`)).status !== 201) refused += 1;
      slowestWordsMs = Math.max(slowestWordsMs, performance.now() - from);
      return count() === 1;
    }, 120_000);
    const tookMs = performance.now() - startedAt;
    await waitUntil(subject.stage.isWell, 60_000);
    const { looks, slowestMs, faults } = await live.stop();
    expect(faults).toEqual([]);
    expect(refused).toBe(0);
    expect(slowestWordsMs).toBeLessThan(2000);
    return {
      observed: `all gone after ${Math.round(tookMs)} ms; the page within ${Math.round(slowestMs)} ms in ${looks} looks, a person's words within ${Math.round(slowestWordsMs)} ms`,
      recoveredMs: tookMs,
    };
  },
  400_000,
);

/** Old incidents, as sealed rows would be made by years of service: asked to be sealed at the opening. */
function fill(path: string): void {
  const database = new Database(path);
  database.pragma("synchronous = OFF");
  const old = Date.now() - 60 * 24 * 3_600_000;
  database.exec(`
    with recursive n(i) as (select 1000 union all select i + 1 from n where i < ${ROWS + 999})
    insert into incidents (id, object_key, kind, host_name, service_description, components, problem_id, state,
      started_at, last_check_at, output, acknowledged, ended_at, end_reason, seal)
    select i, 'web1;' || i, 'service', 'web1', 'old ' || i, '[]', i, 'critical', ${old}, null, '', 0, ${old} + 60000,
      'recovered', -1 from n;
    insert into nagios_comments (incident_id, comment_id, entered_at, author, text, host_name, seal)
    select id, id, started_at, 'nagios', 'a comment', 'web1', -1 from incidents where id >= 1000;`);
  database.close();
}
