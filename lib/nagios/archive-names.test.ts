import { expect, test } from "vitest";
import { DAY_MS, HOUR_MS } from "@/lib/domain/time";
import { archiveDayOf, isArchiveName, listArchiveNames } from "./archive-names";

test("archives of Nagios, Naemon and Icinga are known by their names, packed or not", () => {
  for (const name of [
    "nagios-05-12-2026-00.log",
    "nagios-05-12-2026-18.log.gz",
    "naemon-12-31-2026-24.log",
    "icinga-01-01-2026-00.log.gz",
  ]) {
    expect(isArchiveName(name)).toBe(true);
  }
});

test("other files of the folder are none", () => {
  for (const name of [
    "nagios.log",
    "nagios-05-12-2026-00.log.bz2",
    "nagios-05-12-2026-00.log.gz.tmp",
    "nagios-13-12-2026-00.log",
    "nagios-05-32-2026-00.log",
    "old-nagios-05-12-2026-00.log",
    "mysite-05-12-2026-00.log",
    "nagios-05-12-2026.log",
  ]) {
    expect(isArchiveName(name)).toBe(false);
  }
});

test("a log with a name of its own may have archives of that name", () => {
  expect(isArchiveName("mysite-05-12-2026-00.log", "mysite.log")).toBe(true);
  expect(isArchiveName("nagios-05-12-2026-00.log", "mysite.log")).toBe(true);
});

test("computed names hold every hour from the day before to the day after, oldest first", () => {
  const names = listArchiveNames("nagios.log", Date.UTC(2026, 0, 1, 5), Date.UTC(2026, 0, 2, 5));
  expect(names.length).toBe(4 * 24 * 2);
  expect(names.slice(0, 3)).toEqual([
    "nagios-12-31-2025-00.log",
    "nagios-12-31-2025-00.log.gz",
    "nagios-12-31-2025-01.log",
  ]);
  expect(names.at(-1)).toBe("nagios-01-03-2026-23.log.gz");
  expect(names.every((name) => isArchiveName(name))).toBe(true);
});

test("a rotation within the span is found whatever the zone of Nagios' host is", () => {
  const from = Date.UTC(2026, 2, 8);
  for (let at = from; at <= from + DAY_MS; at += HOUR_MS) {
    for (const shift of [-12, 0, 14]) {
      const [date = "", hour] = new Date(at + shift * HOUR_MS).toISOString().split(/T|:/);
      const [year, month, day] = date.split("-");
      expect(listArchiveNames("nagios.log", from, from + DAY_MS)).toContain(
        `nagios-${month}-${day}-${year}-${hour}.log`,
      );
    }
  }
});

test("the program's name goes before that of the log where both can be", () => {
  const prefixes = (logName: string) =>
    [...new Set(listArchiveNames(logName, 0, 0).map((name) => name.split("-")[0]))].sort();
  expect(prefixes("naemon.log")).toEqual(["naemon"]);
  expect(prefixes("mysite.log")).toEqual(["mysite", "nagios"]);
});

test("an archive's name tells its day", () => {
  expect(archiveDayOf("nagios-03-08-2026-00.log.gz")).toBe(Date.UTC(2026, 2, 8));
  expect(archiveDayOf("naemon-12-31-2025-18.log")).toBe(Date.UTC(2025, 11, 31));
});
