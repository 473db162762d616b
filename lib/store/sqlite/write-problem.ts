import { and, eq, gte, lte, ne, sql } from "drizzle-orm";
import type { Problem } from "@/lib/domain/incident";
import type { ObjectKey } from "@/lib/domain/snapshot";
import type { EpochMs } from "@/lib/domain/time";
import { PROBLEM_FIELDS } from "@/lib/store/fields";
import type { SqliteDatabase } from "./connection";
import { incidentProblems } from "./schema";
import { resealed, TO_SEAL } from "./seal-rows";
import { placeholdersOf, takeOver } from "./upsert";

export interface ProblemWriter {
  /** What a round says of a problem. One that a person put elsewhere stays there. */
  write(problem: Problem): void;
  /** Puts a problem where a person wants it. */
  place(problem: Problem): void;
  /** Whether a kept problem of the object is this one: the rule of `isSameOutage`. */
  isTold(problem: Problem): boolean;
}

export function createProblemWriter(database: SqliteDatabase): ProblemWriter {
  const upsert = prepareUpsert(database);
  const move = prepareUpsert(database, { incidentId: sql`excluded.incident_id`, isPinned: sql`excluded.is_pinned` });
  const freeEarlier = prepareFreeEarlier(database);
  const findLater = prepareFindLater(database);
  const findSame = prepareFindSame(database);

  /** Nagios may count anew: of two problems with one id the later one keeps it. */
  function settleId(problem: Problem): Problem {
    const { key, problemId, startedAt, endedAt } = problem;
    if (problemId <= 0) return problem;
    freeEarlier.run({ key, problemId, startedAt });
    if (endedAt === null || findLater.get({ key, problemId, startedAt, endedAt }) === undefined) return problem;
    return { ...problem, problemId: 0 };
  }

  return {
    write: (problem) => void upsert.run({ ...settleId(problem) }),
    place: (problem) => void move.run({ ...settleId(problem) }),
    isTold: ({ key, startedAt, endedAt }) => findSame.get({ key, startedAt, endedAt }) !== undefined,
  };
}

const KEPT_PLACE = {
  incidentId: sql`case when is_pinned then incident_id else excluded.incident_id end`,
  isPinned: sql`max(is_pinned, excluded.is_pinned)`,
};

function prepareUpsert(database: SqliteDatabase, place = KEPT_PLACE) {
  const { key, startedAt } = incidentProblems;
  return database
    .insert(incidentProblems)
    .values({ ...placeholdersOf(PROBLEM_FIELDS), seal: TO_SEAL })
    .onConflictDoUpdate({
      target: [key, startedAt],
      set: { ...takeOver(incidentProblems, PROBLEM_FIELDS), ...place, seal: resealed(incidentProblems) },
    })
    .prepare();
}

/** Takes the id from the problems that were over when this one began. */
function prepareFreeEarlier(database: SqliteDatabase) {
  return database
    .update(incidentProblems)
    .set({ problemId: 0, seal: resealed(incidentProblems) })
    .where(and(isRival, lte(incidentProblems.endedAt, sql.placeholder("startedAt"))))
    .prepare();
}

/** One that began when this one was over. */
function prepareFindLater(database: SqliteDatabase) {
  const { id, startedAt } = incidentProblems;
  return database
    .select({ id })
    .from(incidentProblems)
    .where(and(isRival, gte(startedAt, sql.placeholder("endedAt"))))
    .limit(1)
    .prepare();
}

/** Another problem of the object with the same id. In words that the index of ids is found by. */
const isRival = and(
  eq(incidentProblems.key, sql.placeholder("key")),
  eq(incidentProblems.problemId, sql.placeholder("problemId")),
  ne(incidentProblems.startedAt, sql.placeholder("startedAt")),
  sql`problem_id > 0`,
);

function prepareFindSame({ $client }: SqliteDatabase) {
  return $client.prepare<[{ key: ObjectKey; startedAt: EpochMs; endedAt: EpochMs | null }]>(
    `select 1 from incident_problems where object_key = :key and (started_at = :startedAt
      or ((:endedAt is null or started_at < :endedAt) and (ended_at is null or ended_at > :startedAt))) limit 1`,
  );
}
