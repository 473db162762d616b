import type { PublicState } from "@/lib/domain/public-state";
import type { JudgedPage } from "./judge";
import { STATE_WORDS } from "./state-words";

/** The document's title, short enough for a tab: "Website — Major outage · Example", "All operational · Example". */
export function sayTitle(judged: JudgedPage, pageName: string): string {
  return `${sayShortly(judged)} · ${pageName}`;
}

function sayShortly({ freshness, state, sentence, groups }: JudgedPage): string {
  if (state === null) return sentence;
  if (freshness === "lost") return "Connection lost";
  if (freshness !== "fresh") return "Status unknown";
  const alike = groups.flatMap((group) => group.components).filter((component) => component.state === state);
  const [only] = alike;
  if (alike.length === 1 && only) return `${only.name} — ${STATE_WORDS[state]}`;
  return SHORT_FOR_MANY[state](alike.length);
}

const SHORT_FOR_MANY = {
  operational: () => "All operational",
  under_maintenance: (count) => `${count} services under maintenance`,
  unknown: (count) => (count === 0 ? "Status unknown" : `${count} services unknown`),
  degraded_performance: (count) => `${count} services degraded`,
  partial_outage: (count) => `${count} partial outages`,
  major_outage: (count) => `${count} major outages`,
} satisfies Record<PublicState, (count: number) => string>;
