import { sql } from "drizzle-orm";
import type { Track } from "@/lib/domain/object-history";
import type { ObjectKey } from "@/lib/domain/snapshot";
import type { EpochMs } from "@/lib/domain/time";
import { fillPage, type NumberedTrack } from "@/lib/store/history-page";
import type { HistoryPage, LogPosition, LogProgress, LogSearch } from "@/lib/store/store";
import type { SqliteDatabase } from "./connection";
import { searchedObjects } from "./schema";

interface TrackRow {
  id: number;
  key: ObjectKey | null;
  track: Track;
}

/** A page of the history that begins with a track's id; null for the first. */
export function readHistoryPage(database: SqliteDatabase, from: number | null): HistoryPage {
  return fillPage(readTracks(database, from ?? 0));
}

function* readTracks({ $client }: SqliteDatabase, from: number): Generator<NumberedTrack> {
  const tracks = $client.prepare<[number], TrackRow>(
    'select id, object_key as "key", track from history_tracks where id >= ? order by id',
  );
  const marks = $client
    .prepare<[number], [EpochMs, number]>("select at, value from history_marks where track_id = ? order by at")
    .raw();
  for (const { id, key, track } of tracks.iterate(from)) {
    const rows = marks.all(id);
    yield { id, track: { key, track, steps: { ats: rows.map(([at]) => at), values: rows.map(([, value]) => value) } } };
  }
}

/** What is kept of the reading of logs. What cannot be read as JSON any more is none: the logs are read again. */
export function readLogProgress(database: SqliteDatabase): LogProgress {
  const row = database.$client
    .prepare<[], { position: string | null; search: string | null }>(
      `select case when json_valid(position) then position end as position,
        case when json_valid(search) then search end as search from log_progress where id = 1`,
    )
    .get();
  const { objectKey: key, since } = searchedObjects;
  return {
    log: parse<LogPosition>(row?.position),
    search: parse<LogSearch>(row?.search),
    searched: database.select({ key, since }).from(searchedObjects).orderBy(sql`rowid`).all(),
  };
}

/** We wrote it. */
function parse<T>(text: string | null | undefined): T | null {
  return typeof text === "string" ? (JSON.parse(text) as T) : null;
}
