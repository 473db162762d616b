import { DAY_MS, type EpochMs, HOUR_MS } from "@/lib/domain/time";
import { planLively } from "./lively-plan";
import { mergePlans, type Plan } from "./plan";
import { planQuietDay } from "./quiet-plan";
import { midnightBefore, programStartAt, type World } from "./world";

/** The last hour before the birth belongs to the opening scene. */
const OPENING_MS = HOUR_MS;

/**
 * Everything that happens in a world until an instant. A longer plan only adds to a shorter one: nothing that
 * begins earlier ever changes.
 */
export function planWorld(world: World, until: EpochMs): Plan {
  const quietUntil = world.bornAt - OPENING_MS;
  const days: Plan[] = [];
  for (let dayAt = world.beginsAt; dayAt <= midnightBefore(quietUntil); dayAt += DAY_MS) {
    days.push(...planQuietDay(world.seed, dayAt));
  }
  const quiet = mergePlans(days);
  const inHistory = (span: { startAt: EpochMs; endAt: EpochMs }) =>
    span.startAt > programStartAt(world) && span.endAt < quietUntil;
  return mergePlans([
    {
      troubles: quiet.troubles.filter(inHistory),
      downtimes: quiet.downtimes.filter(
        (downtime) => inHistory(downtime) && downtime.enteredAt > programStartAt(world),
      ),
      flappings: quiet.flappings.filter(inHistory),
    },
    planLively(world.bornAt, until),
  ]);
}
