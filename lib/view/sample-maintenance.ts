import type { Maintenance } from "@/lib/domain/maintenance";
import { SAMPLE_AT } from "@/lib/domain/sample-snapshot";
import { HOUR_MS } from "@/lib/domain/time";

const STARTS_AT = SAMPLE_AT - HOUR_MS;

/** A maintenance for tests: the website's, under way since an hour, for two more. */
export function sampleMaintenance(maintenance: Partial<Maintenance> = {}): Maintenance {
  return {
    id: 1,
    origin: "nagios",
    status: "in_progress",
    startsAt: STARTS_AT,
    endsAt: SAMPLE_AT + 2 * HOUR_MS,
    durationMs: null,
    beganAt: STARTS_AT,
    endedAt: null,
    components: [{ slug: "website", name: "Website", group: "Public" }],
    publicText: null,
    author: "jdoe",
    comment: "ticket 4711",
    downtimes: [
      {
        key: "web1;HTTP",
        downtimeId: 11,
        enteredAt: STARTS_AT - HOUR_MS,
        startsAt: STARTS_AT,
        endsAt: SAMPLE_AT + 2 * HOUR_MS,
      },
    ],
    seenUnder: null,
    forgottenAt: null,
    updates: [
      { at: STARTS_AT - HOUR_MS, code: "scheduled", status: "scheduled", reason: "1 downtime of web1" },
      { at: STARTS_AT, code: "started", status: "in_progress", reason: "1 downtime of web1, in effect" },
    ],
    person: { title: null, text: null },
    ...maintenance,
  };
}
