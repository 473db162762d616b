import { z } from "zod";
import { PUBLIC_STATES } from "@/lib/domain/public-state";
import { REASON_PARTS, type ReasonCode } from "@/lib/domain/reason";
import type { HealthAnswer } from "@/lib/view/health-answer";
import type { HealthDetails } from "@/lib/view/health-details";
import type { Readiness } from "@/lib/view/readiness";
import type { UpAnswer } from "@/lib/view/up-answer";
import { count, matching, optionalInstant } from "./matching";

const reasonCode = z.enum(Object.keys(REASON_PARTS) as [ReasonCode, ...ReasonCode[]]);
const bytes = count.nullable();

const healthAnswer = matching<HealthAnswer>()(
  z.strictObject({
    status: z.enum(["healthy", "degraded", "stale"]),
    last_poll_time: optionalInstant,
    status_dat_age_seconds: count.nullable(),
    data_is_stale: z.boolean(),
    active_incidents_count: count,
    database_accessible: z.boolean(),
    scheduler_status: z.strictObject({
      is_running: z.boolean(),
      scheduler_running: z.boolean(),
      consecutive_failures: count,
      max_consecutive_failures: count,
      recovery_attempts: count,
      last_recovery_time: optionalInstant,
      health_status: z.enum(["healthy", "degraded", "critical"]),
    }),
  }),
);

const reason = z.strictObject({
  code: reasonCode,
  severity: z.enum(["degraded", "critical"]),
  message: z.string(),
  since: optionalInstant,
  runbook: z.string(),
});

const store = z.strictObject({
  trouble: reasonCode.nullable(),
  database_bytes: bytes,
  wal_bytes: bytes,
  free_bytes: bytes,
  backups: z.strictObject({ count, last_time: optionalInstant, last_bytes: bytes }),
  restored: z.strictObject({ time: z.string(), from: z.string(), message: z.string(), replayed: count }).nullable(),
});

const healthDetails = matching<HealthDetails>()(
  z.strictObject({
    reasons: z.array(reason),
    data: z.strictObject({
      as_of: optionalInstant,
      fresh_until: optionalInstant,
      age_seconds: count.nullable(),
      is_fresh: z.boolean(),
    }),
    store: store.nullable(),
    poller: z
      .strictObject({
        interval_seconds: z.number(),
        silent_seconds: z.number(),
        failures_since_good: count,
        hanging_reads: count,
        waiting_batches: count,
      })
      .nullable(),
    process: z.strictObject({
      version: z.string(),
      uptime_seconds: count,
      rss_bytes: count,
      restarts: count.nullable(),
    }),
    config: z.strictObject({ refused: z.string().nullable() }),
  }),
);

/** For everybody, or with everything behind the judgement for those who may see it. */
export const health = z.union([healthAnswer, z.strictObject({ ...healthAnswer.shape, ...healthDetails.shape })]);

export const liveness = z.strictObject({ status: z.literal("alive") });

export const readiness = matching<Readiness>()(
  z.strictObject({
    status: z.enum(["ready", "not_ready"]),
    reasons: z.array(z.union([reasonCode, z.literal("draining")])),
  }),
);

export const upAnswer = matching<UpAnswer>()(z.strictObject({ state: z.enum(PUBLIC_STATES), as_of: optionalInstant }));
