import { sayMinutes } from "@/lib/view/duration-words";
import { formatNear } from "@/lib/view/format-time";
import type { ActiveIncidentProps } from "./incident-card";
import { Time } from "./time";

/** How long it lasts, and since when. How long is not said while nobody can know that it still does. */
export function IncidentFacts({ incident: { startedAt }, zone, at, seenAt }: ActiveIncidentProps) {
  const near = (then: number) => formatNear(then, at, zone);
  return (
    <p className="mt-1 flex flex-wrap gap-x-4 text-s text-ink-2">
      {seenAt === null && <span>For {sayMinutes(at - startedAt)}</span>}
      <span>
        Began <Time at={startedAt} zone={zone} format={near} />
      </span>
      {seenAt !== null && (
        <span>
          Last confirmed <Time at={seenAt} zone={zone} format={near} />
        </span>
      )}
    </p>
  );
}
