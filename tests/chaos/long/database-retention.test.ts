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
    insert into incidents (id, origin, root_key, anchor_key, anchor_at, started_at, ended_at, end_reason, resolved_at,
      acknowledged, unstable, components, impact, public_at, is_draft, seal)
    select i, 'nagios', 'web1;' || i, 'web1;' || i, ${old}, ${old}, ${old} + 60000, 'recovered', ${old} + 60000,
      0, 0, '[]', 'major_outage', ${old}, 0, -1 from n;
    insert into incident_problems (object_key, started_at, incident_id, confirmed_at, problem_id, role, state, ended_at,
      end_reason, output, acknowledged, reason, is_pinned, seal)
    select anchor_key, started_at, id, started_at, id, 'root', 'critical', ended_at, 'recovered', '', 0, '', 0, -1
      from incidents where id >= 1000;
    insert into nagios_comments (incident_id, comment_id, entered_at, author, text, host_name, seal)
    select id, id, started_at, 'nagios', 'a comment', 'web1', -1 from incidents where id >= 1000;`);
  database.close();
}
