import type { Maintenance } from "@/lib/domain/maintenance";
import { DAY_MS, type EpochMs } from "@/lib/domain/time";
import type { OperatorContext, ReasonLine } from "./operator-incidents";
import { formatSecond, hideSecrets, sayCount } from "./operator-words";
import { ENGLISH } from "./words/words-of";

/** A maintenance as the operator sees it: with who announced it in Nagios, and why everything is as it is. */
export interface OperatorMaintenance {
  id: number;
  href: string;
  /** "Webmail and 3 more". */
  name: string;
  /** "Under way, 22:00:00 to 23:00:00". */
  status: string;
  /** Who scheduled it, and what they wrote. */
  said: string;
  /** Newest first. */
  updates: ReasonLine[];
}

export interface OperatorMaintenances {
  /** Under way and announced, by their begin. */
  present: OperatorMaintenance[];
  morePresent: number;
  /** Over within the last day, newest first. */
  past: OperatorMaintenance[];
}

const MOST_LISTED = 20;

/** The maintenance that concerns the operator now, with its reasons. */
export function describeOperatorMaintenances(
  maintenances: readonly Maintenance[],
  context: OperatorContext,
): OperatorMaintenances {
  const present = maintenances.filter(({ endedAt }) => endedAt === null).sort((a, b) => a.startsAt - b.startsAt);
  const past = maintenances
    .filter(({ endedAt }) => endedAt !== null && endedAt > context.at - DAY_MS)
    .sort((a, b) => (b.endedAt ?? 0) - (a.endedAt ?? 0));
  const describe = (maintenance: Maintenance) => describeOne(maintenance, context);
  return {
    present: present.slice(0, MOST_LISTED).map(describe),
    morePresent: Math.max(0, present.length - MOST_LISTED),
    past: past.slice(0, MOST_LISTED).map(describe),
  };
}

function describeOne(
  maintenance: Maintenance,
  { at: now, timeZone, components }: OperatorContext,
): OperatorMaintenance {
  const { id, status, startsAt, endsAt, downtimes, author, comment, person, updates } = maintenance;
  const when = (then: EpochMs) => formatSecond(then, now, timeZone);
  const today = new Map(components.map(({ slug, name }) => [slug, name]));
  const names = maintenance.components.map(({ slug, name }) => today.get(slug) ?? name);
  const more = names.length > 1 ? ` and ${names.length - 1} more` : "";
  const from = maintenance.origin === "person" ? "entered by hand" : sayCount(downtimes.length, "downtime");
  return {
    id,
    href: `/maintenance/${id}`,
    name: person.title ?? `${names[0] ?? "Nothing on show"}${more}`,
    status: `${ENGLISH.say(`maintenanceStatus.${status}`)}, ${when(startsAt)} to ${when(endsAt)}`,
    said: hideSecrets([from, author, comment].filter((part) => part !== "").join(" · ")),
    updates: updates
      .map(({ at, code, reason }, index) => {
        const word = code.replaceAll("_", " ");
        return { id: `${index}`, at, moment: when(at), word, reason: hideSecrets(reason) };
      })
      .reverse(),
  };
}
