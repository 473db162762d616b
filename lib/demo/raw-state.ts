import type { ObjectKey } from "@/lib/domain/snapshot";
import { objectKey } from "@/lib/domain/snapshot";
import { DEMO_HOSTS } from "./organisation";
import type { Trouble } from "./plan";
import { intersectSpans, overlaySegments, type Segment, type Span, unionSpans } from "./spans";

const HOST_DOWN = 1;
const HOST_UNREACHABLE = 2;
const SERVICE_CRITICAL = 2;

/**
 * What a check of each object would find, as segments of states other than 0: a host behind nothing but hosts that
 * are gone is unreachable, and what runs on a host that is gone does not answer.
 */
export function findRawStates(troubles: readonly Trouble[]): Map<ObjectKey, Segment[]> {
  const own = new Map<ObjectKey, Trouble[]>();
  for (const trouble of troubles) {
    const list = own.get(trouble.key);
    if (list) list.push(trouble);
    else own.set(trouble.key, [trouble]);
  }
  const ownSegments = (key: ObjectKey) => segmentTroubles(own.get(key) ?? []);
  const raw = new Map<ObjectKey, Segment[]>();
  const gone = findGoneHosts((name) => ownSegments(name));
  for (const host of DEMO_HOSTS) {
    const { unreachable, anyhow } = gone.get(host.name) ?? { unreachable: [], anyhow: [] };
    raw.set(host.name, overlaySegments(ownSegments(host.name), inherit(unreachable, HOST_UNREACHABLE)));
    for (const service of host.services) {
      const key = objectKey(host.name, service.description);
      raw.set(key, overlaySegments(ownSegments(key), inherit(anyhow, SERVICE_CRITICAL)));
    }
  }
  return raw;
}

/** The object's own troubles without overlap: of two at the same time the earlier one counts. */
function segmentTroubles(troubles: readonly Trouble[]): Segment[] {
  const segments: Segment[] = [];
  for (const { startAt, endAt, state } of [...troubles].sort((a, b) => a.startAt - b.startAt)) {
    const freeAt = Math.max(startAt, segments.at(-1)?.endAt ?? startAt);
    if (freeAt < endAt) segments.push({ startAt: freeAt, endAt, state, inherited: false });
  }
  return segments;
}

function inherit(spans: readonly Span[], state: number): Segment[] {
  return spans.map(({ startAt, endAt }) => ({ startAt, endAt, state, inherited: true }));
}

interface Gone {
  /** Every way to the host leads over a host that is gone. */
  unreachable: readonly Span[];
  /** Down itself or unreachable. */
  anyhow: readonly Span[];
}

function findGoneHosts(ownSegments: (name: string) => Segment[]): Map<string, Gone> {
  const gone = new Map<string, Gone>();
  const parentsOf = new Map(DEMO_HOSTS.map((host) => [host.name, host.parents]));
  const find = (name: string): Gone => {
    const known = gone.get(name);
    if (known) return known;
    const [first, ...others] = (parentsOf.get(name) ?? []).map((parent) => find(parent).anyhow);
    const unreachable = others.reduce<readonly Span[]>(intersectSpans, first ?? []);
    const down = ownSegments(name).filter((segment) => segment.state === HOST_DOWN);
    const found = { unreachable, anyhow: unionSpans([...unreachable, ...down]) };
    gone.set(name, found);
    return found;
  };
  for (const host of DEMO_HOSTS) find(host.name);
  return gone;
}
