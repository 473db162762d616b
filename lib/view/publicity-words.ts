import { type Incident, isPublic } from "@/lib/domain/incident";
import type { ComponentMembers } from "@/lib/domain/snapshot";
import type { EpochMs } from "@/lib/domain/time";
import { sayList } from "./list-words";
import { formatSecond, saySpan } from "./operator-words";

/** What decides whether an incident is public. */
interface PublicityContext {
  at: EpochMs;
  timeZone: string;
  /** The components on show. */
  components: readonly Pick<ComponentMembers, "slug" | "name" | "telling">[];
}

/** Since when the public sees an incident, or why it does not. For the operator. */
export function sayPublicity(incident: Incident, context: PublicityContext): string {
  const { publicAt, person, isDraft } = incident;
  const when = (then: EpochMs) => formatSecond(then, context.at, context.timeZone);
  if (person.publishedAt !== null) return `Public: published by a person at ${when(person.publishedAt)}.`;
  if (isPublic(incident) && publicAt !== null) return `Public since ${when(publicAt)}.`;
  if (isDraft) return "Not public: a draft, a person decides (incidents.publish is review).";
  return `Not public: ${sayReason(incident, context)}.`;
}

function sayReason(
  { startedAt, endedAt, components }: Incident,
  { at, timeZone, components: shown }: PublicityContext,
) {
  const slugs = new Set(components.map(({ slug }) => slug));
  const own = shown.filter(({ slug }) => slugs.has(slug));
  if (own.length === 0) return "nothing that it touches is on the page any more";
  const told = own.filter(({ telling }) => telling.mode === "auto");
  if (told.length === 0)
    return `incidents of ${sayList(own.map(({ name }) => name))} are not told (incidents.publish is off)`;
  const delayMs = Math.min(...told.map(({ telling }) => telling.delayMs));
  if (endedAt !== null) return `it was over before it had lasted for ${saySpan(delayMs)} (incidents.delay_seconds)`;
  return `the delay lasts until ${formatSecond(startedAt + delayMs, at, timeZone)} (incidents.delay_seconds)`;
}
