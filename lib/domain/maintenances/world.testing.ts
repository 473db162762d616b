import type { Maintenance } from "@/lib/domain/maintenance";
import { SAMPLE_AT, sampleComponent, sampleObject, sampleSnapshot } from "@/lib/domain/sample-snapshot";
import type { ObjectDowntime, ObjectKey, Snapshot } from "@/lib/domain/snapshot";
import { type EpochMs, MINUTE_MS } from "@/lib/domain/time";
import { type MaintenanceChanges, reconcileMaintenances } from "./reconcile";

export const minute = (count: number): EpochMs => SAMPLE_AT + count * MINUTE_MS;

const OBJECTS = [
  sampleObject("shop", null, "up"),
  sampleObject("shop", "HTTP", "ok"),
  sampleObject("mail", null, "up"),
  sampleObject("mail", "IMAP", "ok"),
  sampleObject("files", null, "up"),
];
const of = (...keys: ObjectKey[]) => OBJECTS.filter(({ key }) => keys.includes(key));
export const COMPONENTS = [
  sampleComponent("shop", of("shop;HTTP")),
  sampleComponent("mail", of("mail;IMAP")),
  sampleComponent("files", of("files")),
];

/** A downtime from one minute to another, entered ten minutes before the sample's afternoon. */
export function downtime(
  downtimeId: number,
  key: ObjectKey,
  [from, to]: readonly [number, number],
  more: Partial<ObjectDowntime> = {},
): ObjectDowntime {
  return {
    key,
    downtimeId,
    enteredAt: minute(-10),
    startsAt: minute(from),
    endsAt: minute(to),
    windowStartsAt: minute(from),
    windowEndsAt: minute(to),
    flexible: false,
    durationMs: (to - from) * MINUTE_MS,
    triggeredBy: 0,
    inEffect: false,
    author: "operations",
    text: "Firmware",
    ...more,
  };
}

/** What Nagios lists at a minute: a fixed downtime is in effect throughout its window. */
export function listAt(count: number, downtimes: readonly ObjectDowntime[], more: Partial<Snapshot> = {}): Snapshot {
  const at = minute(count);
  const listed = downtimes.map((each) => ({
    ...each,
    inEffect: each.inEffect || (!each.flexible && each.startsAt <= at && at < each.endsAt),
  }));
  return sampleSnapshot(OBJECTS, COMPONENTS, {
    createdAt: at,
    programStartedAt: minute(-1000),
    downtimes: listed,
    ...more,
  });
}

export interface Diary {
  known: Maintenance[];
  lastId: number;
  /** One look at what Nagios lists. */
  at(count: number, downtimes: readonly ObjectDowntime[], more?: Partial<Snapshot>): MaintenanceChanges;
  /** Codes and minutes of everything that happened to a maintenance. */
  course(id?: number): [string, number][];
}

export function createDiary(): Diary {
  const diary: Diary = {
    known: [],
    lastId: 0,
    at(count, downtimes, more) {
      const snapshot = listAt(count, downtimes, more);
      const { known, lastId } = diary;
      const changes = reconcileMaintenances({ known, lastId, snapshot, publicPrefix: "#public" });
      diary.known = keep(known, changes);
      diary.lastId = Math.max(lastId, ...diary.known.map(({ id }) => id));
      return changes;
    },
    course(id = 1) {
      const updates = diary.known.find((each) => each.id === id)?.updates ?? [];
      return updates.map(({ code, at }) => [code, (at - SAMPLE_AT) / MINUTE_MS]);
    },
  };
  return diary;
}

/** As a store keeps it: through JSON, and beside what people wrote. */
function keep(known: readonly Maintenance[], { maintenances }: MaintenanceChanges): Maintenance[] {
  const byId = new Map(known.map((each) => [each.id, each]));
  for (const each of maintenances) {
    const person = byId.get(each.id)?.person ?? { title: null, text: null };
    byId.set(each.id, JSON.parse(JSON.stringify({ ...each, person })));
  }
  return [...byId.values()];
}
