import { mkdirSync, readdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { gzipSync } from "node:zlib";
import { HISTORY_90D, readPacked } from "@/tests/fixtures/nagios/read-history";

/** The instant of the fixture's status.dat, in seconds. */
const WRITTEN = 1_795_389_420;
const DAY = 86_400;

/**
 * Writes the Nagios of ninety days into a folder, moved by whole days so that its logs end within the last one, and its
 * status.dat as if it were written now. Answers by how many seconds it was moved.
 */
export function writeAgedHistory(folder: string, nowSeconds: number): number {
  const shift = Math.floor((nowSeconds - WRITTEN) / DAY) * DAY;
  const move = (seconds: string) => String(Number(seconds) + shift);
  const moveLines = (log: string) => log.replace(/^\[(\d+)\]/gm, (_, at: string) => `[${move(at)}]`);
  mkdirSync(join(folder, "archives"), { recursive: true });
  for (const name of readdirSync(join(HISTORY_90D, "archives"))) {
    const log = moveLines(readPacked(HISTORY_90D, `archives/${name}`));
    writeFileSync(join(folder, "archives", moveName(name, shift)), gzipSync(Buffer.from(log, "latin1")));
  }
  writeFileSync(join(folder, "nagios.log"), moveLines(readPacked(HISTORY_90D, "nagios.log.gz")), "latin1");
  writeFileSync(join(folder, "objects.cache"), readPacked(HISTORY_90D, "objects.cache.gz"), "latin1");
  const status = readPacked(HISTORY_90D, "status.dat.gz")
    .replace(/=(17\d{8})$/gm, (_, at: string) => `=${move(at)}`)
    .replace(/created=\d+/, `created=${nowSeconds}`);
  writeFileSync(join(folder, "status.dat"), status, "latin1");
  return shift;
}

/** Archives are named by the day on which they end: nagios-MM-DD-YYYY-HH.log. */
function moveName(name: string, shift: number): string {
  return name.replace(/(\d\d)-(\d\d)-(\d{4})/, (_, month, day, year) => {
    const moved = new Date(Date.UTC(Number(year), Number(month) - 1, Number(day)) + shift * 1000).toISOString();
    return `${moved.slice(5, 7)}-${moved.slice(8, 10)}-${moved.slice(0, 4)}`;
  });
}
