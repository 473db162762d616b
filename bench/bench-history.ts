import { encodeState, type History, type ObjectHistory, SOURCE } from "@/lib/domain/object-history";
import { TELL_ALL } from "@/lib/domain/policy";
import { type ComponentMembers, objectKey } from "@/lib/domain/snapshot";
import { createSteps, type GrowingSteps, observe } from "@/lib/domain/steps";
import { DAY_MS, type EpochMs, HOUR_MS, MINUTE_MS } from "@/lib/domain/time";

/** Ninety days of a site in which every component stands on two hosts with four services each. */
export interface BenchHistory {
  history: History;
  components: ComponentMembers[];
  /** The tracks of states, to add to. */
  states: GrowingSteps[];
}

const DAYS = 90;
/** Of a service: a problem every six days, soft first, as in the recorded history; and a downtime every month. */
const PROBLEMS = DAYS / 6;
const DOWNTIMES = DAYS / 30;

export function makeBenchHistory(count: number, at: EpochMs): BenchHistory {
  const objects = new Map<string, ObjectHistory>();
  const states: GrowingSteps[] = [];
  const source = createSteps();
  observe(source, at - DAYS * DAY_MS, SOURCE.running);
  const components = Array.from({ length: count }, (_, index): ComponentMembers => {
    const hosts = [`web${index}`, `db${index}`];
    const services = hosts.flatMap((host) => ["HTTP", "Disk", "Load", "SSH"].map((name) => objectKey(host, name)));
    for (const [place, key] of [...hosts, ...services].entries()) {
      const tracks = { states: createSteps(), downtimes: createSteps() };
      fillTracks(tracks, key.includes(";"), at - DAYS * DAY_MS, index * 31 + place * 7);
      states.push(tracks.states);
      objects.set(key, tracks);
    }
    const slug = `part-${index}`;
    const group = `Group ${index % 10}`;
    const facts = { name: slug, group, description: null, sla: null, telling: TELL_ALL, missing: [] };
    return { slug, ...facts, rule: { kind: "worst" }, members: services };
  });
  return { history: { objects, source, unread: null }, components, states };
}

function fillTracks(
  tracks: { states: GrowingSteps; downtimes: GrowingSteps },
  isService: boolean,
  from: EpochMs,
  seed: number,
): void {
  const well = isService ? "ok" : "up";
  const bad = isService ? "critical" : "down";
  const problems = isService ? PROBLEMS : PROBLEMS / 3;
  observe(tracks.states, from, encodeState(well, true));
  for (let index = 0; index < problems; index += 1) {
    const at = from + (index * DAYS * DAY_MS) / problems + ((seed * 37) % 40) * HOUR_MS;
    observe(tracks.states, at, encodeState(bad, false));
    observe(tracks.states, at + 2 * MINUTE_MS, encodeState(bad, true));
    observe(tracks.states, at + 20 * MINUTE_MS, encodeState(well, true));
  }
  for (let index = 0; index < DOWNTIMES; index += 1) {
    const at = from + index * 30 * DAY_MS + ((seed * 17) % 600) * HOUR_MS;
    observe(tracks.downtimes, at, 1);
    observe(tracks.downtimes, at + 2 * HOUR_MS, 0);
  }
}
