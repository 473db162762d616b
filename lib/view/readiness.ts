import type { Health, HealthFacts } from "@/lib/domain/health";
import type { ReasonCode } from "@/lib/domain/reason";

/** `/api/readyz`. Codes alone: it is for everybody. */
export interface Readiness {
  status: "ready" | "not_ready";
  reasons: (ReasonCode | "draining")[];
}

/** Whether visitors should be sent here: booted, the database usable, a first poll done, and not about to stop. */
export function judgeReadiness(facts: HealthFacts, health: Health, isDraining: boolean): Readiness {
  const causes = [facts.store?.trouble?.code, facts.boot?.kind === "failed" ? facts.boot.trouble.code : undefined];
  const present = health.reasons
    .filter(({ code, part }) => part === "boot" || causes.includes(code))
    .map(({ code }) => code);
  const hasPolled = typeof facts.poller?.lastFinishedAt === "number";
  const reasons: Readiness["reasons"] = [
    ...(isDraining ? ["draining" as const] : []),
    ...present,
    ...(facts.boot === null && facts.store === null ? ["db_failed" as const] : []),
    ...(facts.boot === null && !hasPolled ? ["boot_pending" as const] : []),
  ];
  return { status: reasons.length === 0 ? "ready" : "not_ready", reasons };
}
