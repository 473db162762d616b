import { join } from "node:path";
import type { HistoryMark } from "@/lib/domain/object-history";
import { createEveryName } from "@/lib/nagios/log-names";
import { createMemoryStore } from "@/lib/store/memory";
import { HISTORY_90D } from "@/tests/fixtures/nagios/read-history";
import { createCarefulFiles } from "./careful-files";
import { createHistoryBook, type HistoryBook } from "./history-book";
import { type SearchInput, type SearchResult, searchLogs } from "./search-logs";

const files = createCarefulFiles({ operationMs: 3000, mostHanging: 1 });

/** The logs of ninety days. */
export const NINETY_DAYS = { logPath: join(HISTORY_90D, "nagios.log.gz"), archivePath: join(HISTORY_90D, "archives") };

/** A book that forgets nothing. */
export function makeBook(): HistoryBook {
  return createHistoryBook({ store: createMemoryStore(), keepMs: 1e15, keepSoftMs: 1e15 });
}

/** Searches for everything, and writes it into the book. */
export async function search(book: HistoryBook, more: Partial<SearchInput> & Pick<SearchInput, "places">) {
  const progress = { files: 0, filesDone: 0, bytes: 0, bytesDone: 0, lines: 0 };
  const result: SearchResult = await searchLogs(
    files,
    {
      wanted: createEveryName(),
      since: 0,
      through: 0,
      notAfter: 1e15,
      onMark: (mark: HistoryMark) => void book.observe(mark),
      onFile: async () => undefined,
      breathe: async () => undefined,
      isWanted: () => true,
      ...more,
    },
    progress,
  );
  return { result, progress };
}
