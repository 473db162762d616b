import type { HistoryBatch, MarkName } from "@/lib/store/store";
import type { SqliteDatabase } from "./connection";
import { logProgress, searchedObjects } from "./schema";

/** Writes what is added to the history; inside a transaction. */
export function writeHistory(database: SqliteDatabase, { marks, removed, log, search, searched }: HistoryBatch): void {
  writeMarks(database, marks, removed);
  if (log !== null) setProgress(database, { position: log });
  if (search !== null) setProgress(database, { search: search === "done" ? null : search });
  for (const { key: objectKey, since } of searched) {
    const { objectKey: target } = searchedObjects;
    database.insert(searchedObjects).values({ objectKey, since }).onConflictDoUpdate({ target, set: { since } }).run();
  }
}

/** By prepared statements of the driver's own: a search of the past brings hundreds of thousands. */
function writeMarks(database: SqliteDatabase, marks: HistoryBatch["marks"], removed: HistoryBatch["removed"]): void {
  const { $client } = database;
  const needTrack = createTrackFinder(database);
  const remove = $client.prepare("delete from history_marks where track_id = ? and at = ?");
  const add = $client.prepare(
    `insert into history_marks (track_id, at, value) values (?, ?, ?)
      on conflict (track_id, at) do update set value = excluded.value`,
  );
  for (const name of removed) remove.run(needTrack(name), name.at);
  for (const mark of marks) add.run(needTrack(mark), mark.at, mark.value);
}

/** Makes the function that answers a track's id, and makes the track where it is not there. */
function createTrackFinder({ $client }: SqliteDatabase): (name: MarkName) => number {
  const known = new Map<string, number>();
  const find = $client
    .prepare<[string | null, string], number>("select id from history_tracks where object_key is ? and track = ?")
    .pluck();
  const make = $client.prepare<[string | null, string]>("insert into history_tracks (object_key, track) values (?, ?)");
  return ({ key, track }) => {
    const name = JSON.stringify([key, track]);
    const id = known.get(name) ?? find.get(key, track) ?? Number(make.run(key, track).lastInsertRowid);
    known.set(name, id);
    return id;
  };
}

function setProgress(database: SqliteDatabase, change: Partial<typeof logProgress.$inferInsert>): void {
  database
    .insert(logProgress)
    .values({ id: 1, ...change })
    .onConflictDoUpdate({ target: logProgress.id, set: change })
    .run();
}
