import type { ServiceMember } from "./object-model";

/** A list of members as it was understood, with the texts that are no known name. */
export interface CutMembers<T> {
  members: T[];
  unknown: string[];
}

/** One way to understand the list from some part on. */
interface Step<T> {
  member: T;
  next: number;
  /** The text, when it is no known name. */
  unknown: string | null;
}

/**
 * Cuts `members host,host`. Nagios writes the names without any escaping, and a name may hold a comma where
 * illegal_object_name_chars allows it: what is known decides. Plain names that are all known are taken as they are;
 * else the longest name comes first. An unknown part counts as a
 * member of its own, so that nothing named is lost.
 */
export function cutHostMembers(text: string, isHost: (name: string) => boolean): CutMembers<string> {
  const parts = text.split(",");
  if (parts.every(isHost)) return { members: parts, unknown: [] };
  return cutBest(parts, (at) => {
    const steps: Step<string>[] = joinsFrom(parts, at)
      .filter(({ name }) => isHost(name))
      .map(({ name, next }) => ({ member: name, next, unknown: null }));
    const part = parts[at] ?? "";
    return [...steps, { member: part, next: at + 1, unknown: part }];
  });
}

/** Cuts `members host,service,host,service`; as `cutHostMembers`, for known pairs. */
export function cutServiceMembers(
  text: string,
  isHost: (hostName: string) => boolean,
  isService: (hostName: string, description: string) => boolean,
): CutMembers<ServiceMember> {
  const parts = text.split(",");
  const plain = pairUp(parts);
  if (plain?.every(({ hostName, serviceDescription }) => isService(hostName, serviceDescription))) {
    return { members: plain, unknown: [] };
  }
  return cutBest(parts, (at) => {
    const steps: Step<ServiceMember>[] = [];
    for (const host of joinsFrom(parts, at)) {
      if (!isHost(host.name)) continue;
      for (const { name, next } of joinsFrom(parts, host.next)) {
        if (!isService(host.name, name)) continue;
        steps.push({ member: { hostName: host.name, serviceDescription: name }, next, unknown: null });
      }
    }
    const hostName = parts[at] ?? "";
    const serviceDescription = parts[at + 1] ?? "";
    const unknown = `${hostName},${serviceDescription}`;
    return [...steps, { member: { hostName, serviceDescription }, next: Math.min(at + 2, parts.length), unknown }];
  });
}

function pairUp(parts: readonly string[]): ServiceMember[] | null {
  if (parts.length % 2 !== 0) return null;
  const pairs: ServiceMember[] = [];
  for (let at = 0; at < parts.length; at += 2) {
    pairs.push({ hostName: parts[at] ?? "", serviceDescription: parts[at + 1] ?? "" });
  }
  return pairs;
}

/** More commas than this in one name are not looked for: it bounds the work on a hostile list. */
const MAX_PARTS = 8;

/** The names that begin at a part, the longest first. */
function joinsFrom(parts: readonly string[], at: number): { name: string; next: number }[] {
  const joins: { name: string; next: number }[] = [];
  let name = "";
  for (let next = at + 1; next <= Math.min(parts.length, at + MAX_PARTS); next += 1) {
    name = next === at + 1 ? (parts[at] ?? "") : `${name},${parts[next - 1]}`;
    joins.unshift({ name, next });
  }
  return joins;
}

/** Understands the list with as few unknown parts as possible, from its end to its beginning. */
function cutBest<T>(parts: readonly string[], stepsFrom: (at: number) => Step<T>[]): CutMembers<T> {
  const best: (Step<T> | undefined)[] = new Array(parts.length);
  const unknowns = new Array<number>(parts.length + 1).fill(0);
  for (let at = parts.length - 1; at >= 0; at -= 1) {
    let least = Number.POSITIVE_INFINITY;
    for (const step of stepsFrom(at)) {
      const count = (unknowns[step.next] ?? 0) + (step.unknown === null ? 0 : 1);
      if (count >= least) continue;
      least = count;
      best[at] = step;
    }
    unknowns[at] = least;
  }
  const cut: CutMembers<T> = { members: [], unknown: [] };
  for (let step = best[0]; step !== undefined; step = best[step.next]) {
    cut.members.push(step.member);
    if (step.unknown !== null) cut.unknown.push(step.unknown);
  }
  return cut;
}
