import {
  appendFileSync,
  copyFileSync,
  mkdirSync,
  mkdtempSync,
  renameSync,
  rmSync,
  truncateSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { gzipSync } from "node:zlib";

/** A folder with a log as Nagios keeps it. Times are seconds since the epoch. */
export function makeLogFolder() {
  const folder = mkdtempSync(join(tmpdir(), "vitrine-log-"));
  const logPath = join(folder, "nagios.log");
  const archivePath = join(folder, "archives");
  mkdirSync(archivePath);
  const archive = (name: string) => join(archivePath, `nagios-${name}.log`);
  return {
    folder,
    logPath,
    archivePath,
    /** Appends lines, each with its line feed. */
    say: (at: number, ...texts: string[]) => appendFileSync(logPath, texts.map((text) => `[${at}] ${text}\n`).join("")),
    /** Appends bytes as they are. */
    append: (text: string) => appendFileSync(logPath, text, "latin1"),
    rotate(name: string, at: number) {
      renameSync(logPath, archive(name));
      writeFileSync(logPath, `[${at}] LOG ROTATION: DAILY\n[${at}] LOG VERSION: 2.0\n`);
    },
    copyAndTruncate(name: string) {
      copyFileSync(logPath, archive(name));
      truncateSync(logPath);
    },
    truncate: () => truncateSync(logPath),
    remove: () => renameSync(logPath, `${logPath}.away`),
    bringBack: () => renameSync(`${logPath}.away`, logPath),
    keep: (name: string, text: string) => writeFileSync(archive(name), text, "latin1"),
    pack: (name: string, text: string) => writeFileSync(`${archive(name)}.gz`, gzipSync(Buffer.from(text, "latin1"))),
    drop: () => rmSync(folder, { recursive: true, force: true }),
  };
}

export type LogFolder = ReturnType<typeof makeLogFolder>;
