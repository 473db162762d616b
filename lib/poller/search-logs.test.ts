import { rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { gzipSync } from "node:zlib";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { SOURCE } from "@/lib/domain/object-history";
import { createMarkReader } from "@/lib/nagios/log-marks";
import { HISTORY_90D, readLogs, scanLogs } from "@/tests/fixtures/nagios/read-history";
import type { HistoryBook } from "./history-book";
import { type LogFolder, makeLogFolder } from "./log-folder.testing";
import { makeBook, NINETY_DAYS, search } from "./search-logs.testing";

const DAY = 86_400;
const T = 1_750_000_000;

describe("a search of ninety days", () => {
  function replay(): HistoryBook {
    const book = makeBook();
    const reader = createMarkReader((mark) => void book.observe(mark));
    for (const event of scanLogs(readLogs(HISTORY_90D))) reader.take(event);
    return book;
  }

  it("finds what all lines in their order tell, whatever the archives' names", async () => {
    const book = makeBook();
    const { result, progress } = await search(book, { places: NINETY_DAYS });
    const { objects } = replay().history;
    expect(result).toMatchObject({ isWhole: true, faults: [] });
    expect(book.history.objects).toEqual(objects);
    expect(objects.size).toBeGreaterThan(70);
    expect(progress.filesDone).toBe(progress.files);
    expect(progress.bytesDone).toBe(progress.bytes);
  });
});

describe("a search", () => {
  let log: LogFolder;
  let book: HistoryBook;
  beforeEach(() => {
    log = makeLogFolder();
    book = makeBook();
  });
  afterEach(() => log.drop());

  const line = (at: number, state: string) => `[${T + at}] HOST ALERT: web1;${state};HARD;3;x\n`;
  const states = () => book.history.objects.get("web1")?.states.ats.map((at) => at / 1000 - T) ?? [];

  it("goes no further back than it was asked to", async () => {
    log.keep("01-01-2026-00", line(-300, "DOWN"));
    log.keep("01-02-2026-00", line(-200, "UP"));
    log.append(line(-100, "DOWN"));
    await search(book, { places: log, since: (T - 150) * 1000 });
    expect(states()).toEqual([-200, -100]);
  });

  it("tells of an archive that is damaged, keeps what could be read of it, and goes on", async () => {
    const packed = gzipSync(Buffer.from(line(-300, "DOWN") + "x".repeat(1e6) + Math.random().toString(36).repeat(1e5)));
    writeFileSync(join(log.archivePath, "nagios-01-01-2026-00.log.gz"), packed.subarray(0, packed.length - 200));
    log.append(line(-100, "UP"));
    const { result } = await search(book, { places: log });
    expect(result.faults).toEqual([expect.stringContaining("nagios-01-01-2026-00.log.gz could not be read")]);
    expect(states()).toEqual([-300, -100]);
  });

  it("says that nothing is known where an archive is missing", async () => {
    log.keep("01-01-2026-00", line(-3 * DAY, "UP") + line(-2 * DAY - 60, "DOWN"));
    log.append(line(-100, "UP"));
    await search(book, { places: log });
    const { ats, values } = book.history.source;
    expect(ats.map((at, index) => [at / 1000 - T, values[index]])).toEqual([
      [-3 * DAY, SOURCE.running],
      [-2 * DAY - 59, SOURCE.unread],
      [-100, SOURCE.running],
    ]);
  });

  it("misses an archive of an hour where logs are rotated each hour", async () => {
    const HOUR = 3600;
    for (const back of [7, 6, 5, 3, 2]) {
      const [day, hour] = new Date((T - (back - 1) * HOUR) * 1000).toISOString().split("T") as [string, string];
      const [year, month, date] = day.split("-");
      const name = `${month}-${date}-${year}-${hour.slice(0, 2)}`;
      log.keep(name, line(-back * HOUR, "UP") + line(-back * HOUR + 600, "UP"));
    }
    log.append(line(-HOUR, "UP"));
    await search(book, { places: log });
    const { ats, values } = book.history.source;
    expect(ats.map((at, index) => [at / 1000 - T, values[index]])).toEqual([
      [-7 * HOUR, SOURCE.running],
      [-5 * HOUR + 601, SOURCE.unread],
      [-3 * HOUR, SOURCE.running],
    ]);
  });

  it("finds what was rotated away meanwhile", async () => {
    log.keep("01-01-2026-00", line(-300, "UP"));
    log.append(line(-200, "DOWN"));
    let isFirst = true;
    const onFile = async () => {
      if (isFirst) log.rotate("01-02-2026-00", T - 100);
      isFirst = false;
    };
    await search(book, { places: log, onFile });
    expect(states()).toEqual([-300, -200]);
    expect(book.history.source.ats).toContain((T - 300) * 1000);
  });

  it("reads the last line of an archive without a line feed, and not that of the log", async () => {
    log.keep("01-01-2026-00", line(-300, "UP") + line(-200, "DOWN").trimEnd());
    log.append(line(-100, "UP").trimEnd());
    await search(book, { places: log });
    expect(states()).toEqual([-300, -200]);
  });

  it("ends at once where there is nothing", async () => {
    rmSync(log.archivePath, { recursive: true });
    expect((await search(book, { places: log })).result).toMatchObject({ isWhole: true, firstAt: null, faults: [] });
  });
});
