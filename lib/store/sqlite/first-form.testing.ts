import type { EndReason } from "@/lib/domain/incident";
import { NOON } from "@/lib/store/contract/samples.testing";
import { connect, type SqliteDatabase } from "./connection";
import type { FirstFormBatch } from "./first-form";
import { migrate, readMigrations, takeFirstForm } from "./migrations";
import { MIGRATIONS_FOLDER } from "./temporary-database.testing";

/** A row of incidents as older versions wrote it. */
export interface OldIncident {
  id: number;
  object_key: string;
  kind: "host" | "service";
  host_name: string;
  service_description: string | null;
  components: string;
  problem_id: number;
  state: string;
  started_at: number;
  last_check_at: number | null;
  output: string;
  acknowledged: 0 | 1;
  ended_at: number | null;
  end_reason: EndReason | null;
  review_url: string | null;
}

/** An incident of a service on `web1`, as an older version wrote it. */
export function makeOldIncident(id: number, service: string, changes: Partial<OldIncident> = {}): OldIncident {
  return {
    id,
    object_key: `web1;${service}`,
    kind: "service",
    host_name: "web1",
    service_description: service,
    components: JSON.stringify([{ slug: "shop", name: "Shop", group: null }]),
    problem_id: 17,
    state: "critical",
    started_at: NOON,
    last_check_at: NOON + 1,
    output: `output of ${id}`,
    acknowledged: 0,
    ended_at: null,
    end_reason: null,
    review_url: null,
    ...changes,
  };
}

/** A person's words, as an older version wrote them. */
export function makeOldWords(id: number, incidentId: number, createdAt: number) {
  return { id, incident_id: incidentId, author: "Ops", text: `words ${id}`, created_at: createdAt };
}

/** A round of an older version that changes nothing but what is given. */
export function makeOldBatch(changes: Partial<FirstFormBatch>): FirstFormBatch {
  return { at: NOON, opened: [], updated: [], closed: [], past: [], comments: [], purgeEndedBefore: null, ...changes };
}

/** Adds rows as an older version did: sealed. The columns are in the order of the table. */
export function insertSealed(database: SqliteDatabase, table: string, rows: readonly object[]): void {
  for (const row of rows) {
    const names = Object.keys(row);
    const values = names.map((name) => `:${name}`).join(", ");
    database.$client
      .prepare(`insert into ${table} (${names.join(", ")}, seal) values (${values}, vitrine_seal(${values}))`)
      .run(row);
  }
}

/** Makes a database of the last version that knew incidents of one problem only; `steps`: of an older one. */
export function makeFirstForm(path: string, fill: (database: SqliteDatabase) => void, steps = 3): void {
  const known = takeFirstForm(readMigrations(MIGRATIONS_FOLDER)).slice(0, steps);
  const database = connect(path, { create: true });
  migrate(database, known, path);
  fill(database);
  database.$client.close();
}
