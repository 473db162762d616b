import type { PublicState } from "@/lib/domain/public-state";

const COLORS = {
  operational: "text-operational",
  degraded_performance: "text-degraded",
  partial_outage: "text-partial",
  major_outage: "text-major",
  under_maintenance: "text-maintenance",
  unknown: "text-unknown",
} satisfies Record<PublicState, string>;

/** The class that gives text the colour of a state. */
export function colorOf(state: PublicState): string {
  return COLORS[state];
}

/**
 * The sign of a state in the colour of the text around it; the style sheet draws it, by a class named like the state. It is
 * decoration: the word must stand beside it.
 */
export function Sign({ state, className }: { state: PublicState; className?: string }) {
  return <i className={joinClasses("sign", state, className)} />;
}

/** An eye: it is over, and watched. It says nothing of how things are, and takes the colour of the text around it. */
export function WatchSign({ className }: { className?: string }) {
  return <i className={joinClasses("sign", "watch", className)} />;
}

function joinClasses(...classes: (string | undefined)[]): string {
  return classes.filter(Boolean).join(" ");
}
