import type { HealthStatus } from "@/lib/domain/health";

/** How this page itself does, in the visitor's words. */
export const HEALTH_WORDS = {
  healthy: "This page works as it should.",
  degraded: "This page is not quite well itself, and is mending it.",
  critical: "This page has trouble of its own; what it shows may be incomplete.",
} satisfies Record<HealthStatus, string>;

/** For a browser that gets no answer: what it heard last is no news. */
export const HEALTH_UNHEARD = "This page hears nothing from its server at the moment.";
