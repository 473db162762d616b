import type { PollerHealth } from "./health-answer";

/** How the reading of the monitoring itself does, in the visitor's words. */
export const HEALTH_WORDS = {
  healthy: "The monitoring is being read as it should.",
  degraded: "Reading the monitoring is recovering from trouble.",
  critical: "The monitoring cannot be read at the moment.",
} satisfies Record<PollerHealth, string>;

/** For a browser that gets no answer: what it heard last is no news. */
export const HEALTH_UNHEARD = "This page hears nothing from its server at the moment.";
