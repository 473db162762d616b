import type { SqliteDatabase } from "./connection";
import { findSqliteCode } from "./sqlite-errors";

/** What became of a table of a damaged database. */
export interface Salvaged {
  table: string;
  read: number;
  /** Rows that could be read but break the rules of the schema. */
  rejected: number;
  /** The ids between which rows cannot be read, in words; null when all could. */
  lost: string | null;
}

type Row = Record<string, unknown>;

/** Tries at ids one by one; beyond it a hole is too large to look into. */
const MAX_PROBES = 20_000;

/**
 * Copies the rows of a table that can be read: from its begin to the first damage, from its end back to the last, and
 * what lies between by halving. Reads the table itself, never an index. Throws when not even its columns can be read.
 */
export function readRows(source: SqliteDatabase, target: SqliteDatabase, table: string): Salvaged {
  const columns = commonColumns(source, target, table);
  const names = columns.map((name) => `"${name}"`).join(", ");
  const from = `select rowid as "_rowid", ${names} from ${table} not indexed`;
  const insert = target.$client.prepare(
    `insert or ignore into ${table} (${names}) values (${columns.map(() => "?").join(", ")})`,
  );
  let [read, rejected] = [0, 0];

  function keep(row: Row): void {
    try {
      if (insert.run(columns.map((name) => row[name])).changes === 0) rejected += 1;
      else read += 1;
    } catch (error) {
      if (!findSqliteCode(error)?.startsWith("SQLITE_CONSTRAINT")) throw error;
      rejected += 1;
    }
  }

  /** The last id that was read before the damage; null when there was none in the way. */
  function walk(order: "asc" | "desc", beyond: number | null): { last: number | null; whole: boolean } {
    let last: number | null = null;
    try {
      const where = beyond === null ? "" : `where rowid > ${beyond}`;
      for (const row of source.$client.prepare<[], Row>(`${from} ${where} order by rowid ${order}`).iterate()) {
        keep(row);
        last = Number(row._rowid);
      }
      return { last, whole: true };
    } catch (error) {
      requireDamage(error);
      return { last, whole: false };
    }
  }

  const forward = walk("asc", null);
  if (forward.whole) return { table, read, rejected, lost: null };
  const low = (forward.last ?? 0) + 1;
  const back = walk("desc", forward.last);
  const high = (back.last ?? guessEnd(source, table, low)) - 1;
  const one = source.$client.prepare<[number, number], Row>(`${from} where rowid between ? and ?`);
  const lost = probe(low, high, (begin, end) => {
    const rows = one.all(begin, end);
    for (const row of rows) keep(row);
  });
  return { table, read, rejected, lost: sayHoles(lost) };
}

/** Reads a span of ids by halves, until what cannot be read is single ids; answers those as spans. */
function probe(low: number, high: number, readSpan: (begin: number, end: number) => void): [number, number][] {
  const holes: [number, number][] = [];
  let probes = 0;
  function look(begin: number, end: number): void {
    if (begin > end) return;
    probes += 1;
    try {
      readSpan(begin, end);
      return;
    } catch (error) {
      requireDamage(error);
    }
    if (begin === end || probes > MAX_PROBES) {
      const before = holes.at(-1);
      if (before !== undefined && before[1] === begin - 1) before[1] = end;
      else holes.push([begin, end]);
      return;
    }
    const middle = Math.floor((begin + end) / 2);
    look(begin, middle);
    look(middle + 1, end);
  }
  look(low, high);
  return holes;
}

/** One more than the last id that a table can have. */
function guessEnd({ $client }: SqliteDatabase, table: string, low: number): number {
  try {
    const last = $client.prepare<[string], number>("select seq from sqlite_sequence where name = ?").pluck().get(table);
    if (typeof last === "number") return Math.max(last, low) + 1;
  } catch {
    // That table is damaged too.
  }
  return low + MAX_PROBES;
}

function commonColumns(source: SqliteDatabase, target: SqliteDatabase, table: string): string[] {
  const list = ({ $client }: SqliteDatabase) =>
    $client.prepare<[string], string>("select name from pragma_table_info(?)").pluck().all(table);
  const there = new Set(list(source));
  const common = list(target).filter((name) => there.has(name));
  if (common.length === 0) throw new Error(`${table} is not there`);
  return common;
}

function sayHoles(holes: readonly [number, number][]): string | null {
  if (holes.length === 0) return null;
  return holes.map(([begin, end]) => (begin === end ? `id ${begin}` : `ids ${begin} to ${end}`)).join(", ");
}

/** Damage is what this is for; anything else is not. */
export function requireDamage(error: unknown): void {
  if (!/^SQLITE_(CORRUPT|NOTADB|IOERR)/.test(findSqliteCode(error) ?? "")) throw error;
}
