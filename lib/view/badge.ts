import { roundDown } from "@/lib/domain/availability";
import type { PublicState } from "@/lib/domain/public-state";
import type { EpochMs } from "@/lib/domain/time";
import { type JudgedComponent, type JudgedPage, judgePage } from "./judge";
import type { PageView } from "./page-view";
import { STATE_WORDS } from "./state-words";
import { ENGLISH } from "./words/words-of";

export const BADGE_STYLES = ["flat", "dot", "uptime"] as const;
export type BadgeStyle = (typeof BADGE_STYLES)[number];

/** What a badge says: plain text, not yet escaped. */
export interface Badge {
  /** What it is about; empty for none. */
  label: string;
  message: string;
  /** What its colour stands for: `unknown` for all that cannot be confirmed. */
  state: PublicState;
}

/** More of a label than this is refused, and of a name left out. */
export const MAX_LABEL = 64;

/**
 * The badge of a component, or of the whole page where `slug` is null, as it may be shown at `at`. Null when nothing on
 * show has that slug.
 */
export function describeBadge(
  view: PageView,
  at: EpochMs,
  { slug, style, label }: { slug: string | null; style: BadgeStyle; label: string | null },
): Badge | null {
  const judged = judgePage(view, at, ENGLISH);
  const all = judged.groups.flatMap(({ components }) => components);
  const component = all.find((each) => each.slug === slug);
  if (slug !== null && component === undefined) return null;

  const state = component === undefined ? judged.state : component.state;
  const said = sayState(state, judged);
  return {
    label: label ?? shorten(component?.name ?? view.name),
    message: style === "uptime" ? sayUptime(component === undefined ? all : [component], said) : said,
    state: state ?? "unknown",
  };
}

function sayState(state: PublicState | null, { freshness }: JudgedPage): string {
  if (state === null) return "nothing published";
  return freshness === "fresh" ? STATE_WORDS[state].toLowerCase() : "status unknown";
}

/** The figure of the last 90 days, of several components the mean of theirs. What is not well now is said as well. */
function sayUptime(components: readonly JudgedComponent[], said: string): string {
  const figures = components.flatMap(({ bars }) => bars?.uptime.quarter ?? []);
  if (figures.length === 0) return said;
  const mean = figures.reduce((sum, figure) => sum + figure, 0) / figures.length;
  const figure = `${roundDown(mean, 2)}% in 90 days`;
  return said === STATE_WORDS.operational.toLowerCase() ? figure : `${figure}, ${said}`;
}

function shorten(name: string): string {
  const characters = [...name];
  return characters.length <= MAX_LABEL ? name : `${characters.slice(0, MAX_LABEL - 1).join("")}…`;
}

/** The answer for shields.io's endpoint badge, as its schema says. */
export interface ShieldsBadge {
  schemaVersion: 1;
  label: string;
  message: string;
  color: string;
  isError?: true;
}

const SHIELDS_COLORS = {
  operational: "brightgreen",
  under_maintenance: "blue",
  unknown: "lightgrey",
  degraded_performance: "yellow",
  partial_outage: "orange",
  major_outage: "red",
} satisfies Record<PublicState, string>;

export function describeForShields({ label, message, state }: Badge): ShieldsBadge {
  const badge = { schemaVersion: 1, label, message, color: SHIELDS_COLORS[state] } as const;
  return state === "unknown" ? { ...badge, isError: true } : badge;
}
