import { createHash } from "node:crypto";
import { stateOfComponent, statesOfObjects } from "@/lib/domain/component-state";
import { judgeAge } from "@/lib/domain/data-age";
import type { IncidentRecord } from "@/lib/domain/incident";
import type { StateMapping } from "@/lib/domain/policy";
import type { PublicState } from "@/lib/domain/public-state";
import type { ComponentMembers, Snapshot } from "@/lib/domain/snapshot";
import type { EpochMs } from "@/lib/domain/time";
import { countStates, type RowOptions, renderRows, type StateCounts } from "@/lib/view/api-objects";
import { buildPage } from "@/lib/view/build-page";
import type { IncidentViewOptions } from "@/lib/view/incident-view";
import type { Freshness } from "@/lib/view/judge";
import type { PageView } from "@/lib/view/page-view";
import { createPublicNames, type PublicNames } from "@/lib/view/public-names";

/** Bytes that are ready to be sent, with the validator that names them. */
export interface Answer {
  body: Uint8Array<ArrayBuffer>;
  etag: string;
}

/** Everything that the public may see of one round. */
export interface Publication {
  page: PageView;
  pageAnswer: Answer;
  names: PublicNames;
  wording: IncidentViewOptions;
  incidents: readonly IncidentRecord[];
  components: readonly ComponentMembers[];
  counts: (freshness: Freshness) => StateCounts;
  /** The rows of `/api/hosts` or `/api/services`. */
  rows: (kind: "host" | "service", freshness: Freshness) => Answer;
}

/** What the operator decided about the page as a whole. */
export interface PublicSettings {
  name: string;
  demo: boolean;
  timeZone: string;
  publishes: boolean;
  refreshMs: number;
  stalenessThresholdMs: number;
  mapping: StateMapping;
  objectNames: boolean;
  pluginOutput: boolean;
}

export interface PublishInput {
  snapshot: Snapshot | null;
  incidents: readonly IncidentRecord[];
  checkedAt: EpochMs | null;
  at: EpochMs;
}

/** Makes the publication of a round. A generator, to be run in slices: it yields between pieces of work. */
export function* makePublication(input: PublishInput, settings: PublicSettings): Generator<void, Publication> {
  const snapshot = input.snapshot ?? EMPTY_SNAPSHOT;
  const states = yield* judgeComponents(snapshot, settings.mapping);
  const names = createPublicNames(snapshot, settings.objectNames);
  yield;
  const plainStates = new Map([...states].map(([slug, { state }]) => [slug, state]));
  const wording = { names, mapping: settings.mapping, states: plainStates };
  const { components } = snapshot;
  const { incidents, at } = input;
  const page = buildPage({
    ...describeFacts({ ...input, asOf: input.snapshot?.createdAt ?? null }, settings),
    at,
    components,
    states,
    incidents,
    wording,
  });
  yield;
  const rows = { host: new Map<Freshness, Answer>(), service: new Map<Freshness, Answer>() };
  for (const kind of ["host", "service"] as const) {
    rows[kind].set("fresh", yield* renderAnswer(kind, snapshot, names, { freshness: "fresh", ...settings }));
  }
  return {
    page,
    pageAnswer: toAnswer([encode(JSON.stringify(page))]),
    names,
    wording,
    incidents,
    components,
    counts: (freshness) => countStates(snapshot, freshness),
    rows(kind, freshness) {
      const known = rows[kind].get(freshness);
      if (known !== undefined) return known;
      const answer = drain(renderAnswer(kind, snapshot, names, { freshness, ...settings }));
      rows[kind].set(freshness, answer);
      return answer;
    },
  };
}

/** The same publication after a round that brought nothing new: only the instants move on. */
export function touchPublication(publication: Publication, input: PublishInput, settings: PublicSettings): Publication {
  const asOf = input.snapshot?.createdAt ?? publication.page.asOf;
  const page = { ...publication.page, ...describeFacts({ ...input, asOf }, settings) };
  return { ...publication, page, pageAnswer: toAnswer([encode(JSON.stringify(page))]) };
}

/** A publication from what was kept of it: components without their objects, which only Nagios' files can tell. */
export function restorePublication(
  page: PageView,
  components: readonly ComponentMembers[],
  settings: PublicSettings,
): Publication {
  const snapshot: Snapshot = { ...EMPTY_SNAPSHOT, components };
  const bare = drain(makePublication({ snapshot, incidents: [], checkedAt: page.checkedAt, at: 0 }, settings));
  return { ...bare, page, pageAnswer: toAnswer([encode(JSON.stringify(page))]) };
}

const EMPTY_SNAPSHOT: Snapshot = { createdAt: 0, objects: new Map(), components: [], comments: [], downtimes: [] };

type Facts = Omit<PageView, "groups" | "activeIncidents" | "pastDays">;

function describeFacts(
  { asOf, checkedAt, at }: Pick<PageView, "asOf" | "checkedAt"> & { at: EpochMs },
  settings: PublicSettings,
): Facts {
  const { name, demo, timeZone, publishes, refreshMs, stalenessThresholdMs } = settings;
  const freshUntil = asOf === null ? null : judgeAge(asOf, at, stalenessThresholdMs).freshUntil;
  return { name, demo, timeZone, publishes, refreshMs, asOf, freshUntil, checkedAt };
}

type States = Map<string, { state: PublicState; since: EpochMs | null }>;

function* judgeComponents(snapshot: Snapshot, mapping: StateMapping): Generator<void, States> {
  const objectStates = statesOfObjects(snapshot, mapping);
  yield;
  const states: States = new Map();
  for (const component of snapshot.components) {
    states.set(component.slug, stateOfComponent(component, snapshot, objectStates));
    yield;
  }
  return states;
}

function* renderAnswer(
  kind: "host" | "service",
  snapshot: Snapshot,
  names: PublicNames,
  options: RowOptions,
): Generator<void, Answer> {
  const pieces: Uint8Array[] = [];
  for (const piece of renderRows(kind, snapshot, names, options)) {
    pieces.push(encode(piece));
    yield;
  }
  return toAnswer(pieces);
}

const encoder = new TextEncoder();

function encode(text: string): Uint8Array {
  return encoder.encode(text);
}

function toAnswer(pieces: readonly Uint8Array[]): Answer {
  const hash = createHash("sha1");
  for (const piece of pieces) hash.update(piece);
  return { body: joinBytes(pieces), etag: `"${hash.digest("base64url")}"` };
}

function joinBytes(pieces: readonly Uint8Array[]): Uint8Array<ArrayBuffer> {
  const body = new Uint8Array(pieces.reduce((length, piece) => length + piece.length, 0));
  let offset = 0;
  for (const piece of pieces) {
    body.set(piece, offset);
    offset += piece.length;
  }
  return body;
}

function drain<T>(work: Generator<void, T>): T {
  for (;;) {
    const step = work.next();
    if (step.done === true) return step.value;
  }
}
