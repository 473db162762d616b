import { DAY_MS, type EpochMs } from "@/lib/domain/time";

/** The programs put their own name before the time of rotation, whatever the log is called (base/logging.c). */
const PROGRAMS = ["nagios", "naemon", "icinga"];
const ARCHIVE = /^(.+)-(0[1-9]|1[0-2])-(0[1-9]|[12]\d|3[01])-(\d{4})-(?:[01]\d|2[0-4])\.log(?:\.gz)?$/;
const HOURS = Array.from({ length: 24 }, (_, hour) => String(hour).padStart(2, "0"));

/** The day in an archive's name, as its midnight in UTC. The archive was closed less than two days around it. */
export function archiveDayOf(name: string): EpochMs {
  const [, , month, day, year] = ARCHIVE.exec(name) ?? [];
  return Date.UTC(Number(year), Number(month) - 1, Number(day));
}

/** Whether a file of this name (without folder) is an archive of the log: `nagios-MM-DD-YYYY-HH.log`, packed or not. */
export function isArchiveName(name: string, logName = "nagios.log"): boolean {
  const prefix = ARCHIVE.exec(name)?.[1];
  return prefix !== undefined && (PROGRAMS.includes(prefix) || prefix === baseOf(logName));
}

/**
 * Every name that an archive which was closed between two instants can have, oldest first, for a folder that cannot be
 * listed. An archive is named after the local time of its end. The zone of Nagios' host is not known: a day more at both ends.
 */
export function listArchiveNames(logName: string, fromAt: EpochMs, toAt: EpochMs): string[] {
  const base = baseOf(logName);
  const prefixes = PROGRAMS.includes(base) ? [base] : [base, "nagios"];
  const names: string[] = [];
  for (let day = Math.floor(fromAt / DAY_MS) - 1; day <= Math.floor(toAt / DAY_MS) + 1; day += 1) {
    const [year, month, date] = new Date(day * DAY_MS).toISOString().slice(0, 10).split("-");
    for (const hour of HOURS) {
      for (const prefix of prefixes) {
        const name = `${prefix}-${month}-${date}-${year}-${hour}.log`;
        names.push(name, `${name}.gz`);
      }
    }
  }
  return names;
}

function baseOf(logName: string): string {
  return logName.replace(/\.log$/, "");
}
