import { connect, type SqliteDatabase, withDatabase } from "./connection";
import { readRows, requireDamage, type Salvaged } from "./salvage-rows";

/**
 * Copies what can be read of the history of a damaged database. Of a track with a hole only what comes after it: the
 * step before would hold through the hole, and say what nobody knows. When anything is missing, how far the logs were
 * read is not copied either: then they are read again. Throws when there is no history.
 */
export function copyHistory(damaged: string, target: SqliteDatabase): Salvaged {
  const tracks = withDatabase(damaged, (source) => readRows(source, target, "history_tracks"));
  const { read, cut } = copyMarks(damaged, target);
  const isWhole = tracks.lost === null && tracks.rejected === 0 && cut === 0;
  if (isWhole) {
    for (const table of ["log_progress", "searched_objects"] as const) {
      withDatabase(damaged, (source) => readRows(source, target, table));
    }
  }
  const lost = isWhole ? null : "what came before the damage, so that the logs are read again";
  return { table: "history_marks", read, rejected: 0, lost };
}

/** From the end of each track back to its begin, or to the damage. `cut`: how many tracks have some. */
function copyMarks(damaged: string, target: SqliteDatabase): { read: number; cut: number } {
  const tracks = target.$client.prepare<[], number>("select id from history_tracks").pluck().all();
  const insert = target.$client.prepare("insert or ignore into history_marks (track_id, at, value) values (?, ?, ?)");
  let [read, cut] = [0, 0];
  let source = connect(damaged);
  try {
    for (const track of tracks) {
      try {
        for (const mark of iterateMarks(source, track)) read += insert.run(track, ...mark).changes;
      } catch (error) {
        requireDamage(error);
        cut += 1;
        // One that met damage may answer errors for the rest.
        source.$client.close();
        source = connect(damaged);
      }
    }
    return { read, cut };
  } finally {
    source.$client.close();
  }
}

function iterateMarks({ $client }: SqliteDatabase, track: number): Iterable<[at: number, value: number]> {
  return $client
    .prepare<[number], [number, number]>("select at, value from history_marks where track_id = ? order by at desc")
    .raw()
    .iterate(track);
}
