import type { EpochMs } from "@/lib/domain/time";
import { Fill } from "./fill";
import type { ActiveIncidentProps } from "./incident-card";
import { Time } from "./time";

/** How long it lasts, and since when. How long is not said while nobody can know that it still does. */
export function IncidentFacts({ incident, zone, at, seenAt, words }: ActiveIncidentProps) {
  const { startedAt, endedAt, isBackdated } = incident;
  const fact = (key: "incident.began" | "incident.ended" | "incident.lastConfirmed", then: EpochMs) => {
    const time = <Time at={then} zone={zone} words={words} format={() => words.dates.formatNear(then, at, zone)} />;
    return (
      <span>
        <Fill text={words.raw(key)} parts={{ time }} />
      </span>
    );
  };
  return (
    <p className="mt-1 flex flex-wrap gap-x-4 text-s text-ink-2">
      {endedAt === null && seenAt === null && (
        <span>{words.say("incident.for", { span: words.minutes(at - startedAt) })}</span>
      )}
      {endedAt !== null && <span>{words.say("incident.lasted", { span: words.minutes(endedAt - startedAt) })}</span>}
      {fact("incident.began", startedAt)}
      {endedAt !== null && fact("incident.ended", endedAt)}
      {endedAt === null && seenAt !== null && fact("incident.lastConfirmed", seenAt)}
      {isBackdated && <span>{words.say("incident.backdated")}</span>}
    </p>
  );
}
