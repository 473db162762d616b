import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { PastProblem } from "@/lib/domain/incident";
import { sampleComponent, sampleSnapshot } from "@/lib/domain/sample-snapshot";
import { type CheckResult, hostOf, type ObjectKey, type Snapshot, type WatchedObject } from "@/lib/domain/snapshot";
import type { EpochMs } from "@/lib/domain/time";
import { ask, type Book, EMPTY, minute, object, take } from "./world.testing";

/** A small network: two hosts behind a router, one beside it. */
const PARENTS: Record<string, string> = { shop: "router", mail: "router" };
const HOSTS = ["router", "shop", "mail", "files"];
const SERVICES = ["shop;HTTP", "shop;Login", "mail;IMAP", "files;SMB"];
const KEYS = [...HOSTS, ...SERVICES];
const DEPENDS_ON = new Map(Object.entries(PARENTS).map(([host, parent]) => [host, [parent]]));

/** What fails by itself in each minute. */
type Story = readonly (readonly ObjectKey[])[];

const STORY: fc.Arbitrary<Story> = fc
  .array(fc.array(fc.constantFrom(...KEYS), { maxLength: 3 }), { minLength: 1, maxLength: 40 })
  .map((turns) => {
    const failing = new Set<ObjectKey>();
    return turns.map((turn) => {
      for (const key of turn) if (!failing.delete(key)) failing.add(key);
      return [...failing];
    });
  });

/** What Nagios makes of it: a host behind a failed one is unreachable, a service on it is critical. */
function stateOf(key: ObjectKey, failing: readonly ObjectKey[]): CheckResult {
  const isUp = (host: string): boolean =>
    !failing.includes(host) && (PARENTS[host] === undefined || isUp(PARENTS[host]));
  if (hostOf(key) !== key) return failing.includes(key) || !isUp(hostOf(key)) ? "critical" : "ok";
  if (isUp(key)) return "up";
  const parent = PARENTS[key];
  return parent !== undefined && !isUp(parent) ? "unreachable" : "down";
}

interface Stretch {
  key: ObjectKey;
  from: number;
  /** Undefined while it lasts. */
  to: number | undefined;
}

/** When each object was not well. */
function listStretches(story: Story): Stretch[] {
  return KEYS.flatMap((key) => {
    const stretches: Stretch[] = [];
    story.forEach((failing, count) => {
      const isBad = !["up", "ok"].includes(stateOf(key, failing));
      const last = stretches.at(-1);
      if (isBad && (last === undefined || last.to !== undefined)) stretches.push({ key, from: count, to: undefined });
      if (!isBad && last !== undefined && last.to === undefined) last.to = count;
    });
    return stretches;
  });
}

function watch(key: ObjectKey, story: Story, count: number): WatchedObject {
  const stretches = listStretches(story.slice(0, count + 1)).filter((stretch) => stretch.key === key);
  const last = stretches.at(-1);
  const since = last === undefined ? -100 : (last.to ?? last.from);
  return object(key, stateOf(key, story[count] ?? []), minute(since), minute(count), {
    problemId: last !== undefined && last.to === undefined ? 1 + KEYS.indexOf(key) * 1000 + last.from : 0,
  });
}

function look(story: Story, count: number, keys: readonly ObjectKey[] = KEYS): Snapshot {
  const objects = keys.map((key) => watch(key, story, count));
  const of = (...names: string[]) => objects.filter(({ key }) => names.includes(key));
  const components = [
    sampleComponent("shop", of("shop;HTTP", "shop;Login")),
    sampleComponent("mail", of("mail;IMAP")),
    sampleComponent("files", of("files;SMB")),
    sampleComponent("network", of("router")),
  ];
  return sampleSnapshot(objects, components, { createdAt: minute(count), dependsOn: DEPENDS_ON });
}

function live(story: Story): Book {
  return story.reduce<Book>((book, _, count) => take(book, ask(book, look(story, count))), EMPTY);
}

/** The list of incidents as it is told: what was merged is told with the other. */
function tell({ records }: Book): unknown[] {
  return records
    .filter(({ incident }) => incident.mergedInto === null)
    .map(({ incident, problems }) => ({
      root: incident.rootKey,
      from: incident.startedAt,
      to: incident.endedAt,
      problems: problems.map(({ key, startedAt, endedAt }) => `${key} ${startedAt} ${endedAt}`).sort(),
    }))
    .sort((a, b) => (JSON.stringify(a) < JSON.stringify(b) ? -1 : 1));
}

describe("whatever happens", () => {
  it("looking twice changes nothing", () => {
    fc.assert(
      fc.property(STORY, (story) => {
        const book = live(story);
        const again = ask(book, look(story, story.length - 1));
        expect([again.incidents, again.problems, again.updates, again.past]).toEqual([[], [], [], []]);
      }),
    );
  });

  it("every outage is in one incident that lasts as long as one of its problems does", () => {
    fc.assert(
      fc.property(STORY, (story) => {
        const { records } = live(story);
        const out = KEYS.filter((key) => !["up", "ok"].includes(stateOf(key, story.at(-1) ?? [])));
        const lasting = records.flatMap(({ problems }) => problems.filter(({ endedAt }) => endedAt === null));
        expect(lasting.map(({ key }) => key).sort()).toEqual([...out].sort());
        for (const { incident, problems } of records) {
          const isLasting = problems.some(({ endedAt }) => endedAt === null);
          expect(incident.endedAt === null).toBe(isLasting);
          for (const { incidentId } of problems) expect(incidentId).toBe(incident.id);
        }
      }),
    );
  });

  it("the order of the objects does not matter", () => {
    fc.assert(
      fc.property(STORY, fc.shuffledSubarray(KEYS, { minLength: KEYS.length }), (story, keys) => {
        const book = story.reduce<Book>((kept, _, count) => take(kept, ask(kept, look(story, count, keys))), EMPTY);
        expect(tell(book)).toEqual(tell(live(story)));
      }),
    );
  });

  it("who looks seldom, with what the log tells, finds the same problems", () => {
    fc.assert(
      fc.property(STORY, fc.integer({ min: 2, max: 6 }), (story, every) => {
        const looks = story
          .map((_, count) => count)
          .filter((count) => (count + 1) % every === 0 || count === story.length - 1);
        const book = looks.reduce<Book>((kept, count, index) => {
          const past = listPast(story, looks[index - 1] ?? -1, count);
          const findRecovery = (key: ObjectKey, at: EpochMs) => recoveryOf(story, key, at);
          return take(kept, ask(kept, look(story, count), { past, findRecovery }));
        }, EMPTY);
        const names = (kept: Book) =>
          kept.records.flatMap(({ problems }) => problems.map(({ key, startedAt }) => `${key} ${startedAt}`)).sort();
        expect(names(book)).toEqual(names(live(story)).filter((name) => names(book).includes(name)));
        const isWhole = listStretches(story).every(({ key, from }) => {
          return isBehind(key, story[from] ?? []) || names(book).includes(`${key} ${minute(from)}`);
        });
        expect(isWhole).toBe(true);
      }),
    );
  });
});

function recoveryOf(story: Story, key: ObjectKey, after: EpochMs): EpochMs | null {
  const ends = listStretches(story).filter((stretch) => stretch.key === key && stretch.to !== undefined);
  return ends.map(({ to }) => minute(to as number)).find((at) => at > after) ?? null;
}

function isBehind(key: ObjectKey, failing: readonly ObjectKey[]): boolean {
  return hostOf(key) !== key && stateOf(hostOf(key), failing) !== "up";
}

/** Problems that were over before anybody looked again; those that a host tells are not among them. */
function listPast(story: Story, after: number, until: number): PastProblem[] {
  return listStretches(story.slice(0, until + 1)).flatMap(({ key, from, to }) => {
    if (to === undefined || to <= after || isBehind(key, story[from] ?? [])) return [];
    const [startedAt, endedAt]: EpochMs[] = [minute(from), minute(to)];
    const rootKey = stateOf(key, story[from] ?? []) === "unreachable" ? "router" : key;
    return [{ key, rootKey, startedAt, endedAt, confirmedAt: startedAt, state: "critical" as const }] as PastProblem[];
  });
}
