import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { DAY_MS, HOUR_MS } from "@/lib/domain/time";
import { NOON } from "@/lib/store/contract/samples.testing";
import type { Backup } from "@/lib/store/store";
import { chooseBackups } from "./backup-files";
import { formatStamp, parseStamp } from "./stamp";

function makeBackup(at: number): Backup {
  return { path: `vitrine-${formatStamp(at)}.db`, at, bytes: 1 };
}

const KEEP = [DAY_MS, 7 * DAY_MS] as const;

describe("of the backups", () => {
  test("those of the last day stay, and one of each of the seven days before", () => {
    const hourly = Array.from({ length: 20 * 24 }, (_, hour) => makeBackup(NOON - hour * HOUR_MS));
    const { recent, kept, dropped } = chooseBackups(hourly, ...KEEP);
    expect(recent).toHaveLength(25);
    expect(kept.map(({ at }) => (NOON - at) / HOUR_MS)).toEqual([
      ...Array.from({ length: 25 }, (_, hour) => hour),
      // The last of each day: 23:00 UTC, from the day before yesterday on.
      ...Array.from({ length: 6 }, (_, day) => 37 + 24 * day),
    ]);
    expect(kept.length + dropped.length).toBe(hourly.length);
  });

  test("a clock that jumps deletes nothing that a day of an hourly rhythm makes", () => {
    const hourly = Array.from({ length: 24 }, (_, hour) => makeBackup(NOON - hour * HOUR_MS));
    const jumped = makeBackup(NOON + 400 * DAY_MS);
    expect(chooseBackups([jumped, ...hourly], ...KEEP).dropped).toHaveLength(0);
  });

  test("the newest always stays, each is kept or dropped, and choosing again drops nothing", () => {
    const ages = fc.array(fc.integer({ min: 0, max: 40 * DAY_MS }), { maxLength: 80 });
    fc.assert(
      fc.property(ages, (some) => {
        const backups = [...new Set(some)].sort((a, b) => a - b).map((age) => makeBackup(NOON - age));
        const { kept, dropped, recent } = chooseBackups(backups, ...KEEP);
        expect(kept[0]).toEqual(backups[0]);
        expect(kept.length + dropped.length).toBe(backups.length);
        expect(kept).toEqual(expect.arrayContaining(recent));
        expect(chooseBackups(kept, ...KEEP).dropped).toEqual([]);
      }),
    );
  });
});

test("the instant in a name is read as it was written", () => {
  fc.assert(
    fc.property(fc.integer({ min: 0, max: NOON * 2 }), (at) => {
      expect(parseStamp(formatStamp(at))).toBe(at);
    }),
  );
  for (const bad of ["", "20260314", "20261314T120000.000Z", "20260314T120000Z"]) expect(parseStamp(bad)).toBeNull();
});
