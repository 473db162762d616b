import { sayMinutes } from "@/lib/view/duration-words";
import { formatNear } from "@/lib/view/format-time";
import type { ActiveIncidentProps } from "./incident-card";
import { Time } from "./time";

/** How long it lasts, and since when. How long is not said while nobody can know that it still does. */
export function IncidentFacts({ incident, zone, at, seenAt }: ActiveIncidentProps) {
  const { startedAt, endedAt, isBackdated } = incident;
  const near = (then: number) => formatNear(then, at, zone);
  return (
    <p className="mt-1 flex flex-wrap gap-x-4 text-s text-ink-2">
      {endedAt === null && seenAt === null && <span>For {sayMinutes(at - startedAt)}</span>}
      {endedAt !== null && <span>Lasted {sayMinutes(endedAt - startedAt)}</span>}
      <span>
        Began <Time at={startedAt} zone={zone} format={near} />
      </span>
      {endedAt !== null && (
        <span>
          Ended <Time at={endedAt} zone={zone} format={near} />
        </span>
      )}
      {endedAt === null && seenAt !== null && (
        <span>
          Last confirmed <Time at={seenAt} zone={zone} format={near} />
        </span>
      )}
      {isBackdated && <span>Written down afterwards</span>}
    </p>
  );
}
