import { createHash, type Hash } from "node:crypto";
import type { SiteFigures } from "@/lib/domain/availability";
import { type Judgement, NOTHING_JUDGED } from "@/lib/domain/component-state";
import { judgeAge } from "@/lib/domain/data-age";
import { type IncidentRecord, isPublic } from "@/lib/domain/incident";
import type { Maintenance } from "@/lib/domain/maintenance";
import type { AllSeries } from "@/lib/domain/metric-series";
import type { History } from "@/lib/domain/object-history";
import type { ComponentMembers, Snapshot } from "@/lib/domain/snapshot";
import type { EpochMs } from "@/lib/domain/time";
import type { Language } from "@/lib/domain/words";
import { systemClock } from "@/lib/platform/clock";
import { runInSlices } from "@/lib/poller/slices";
import { countStates, type RowOptions, renderRows, type StateCounts } from "@/lib/view/api-objects";
import { buildPage } from "@/lib/view/build-page";
import { describeMetrics } from "@/lib/view/describe-metrics";
import type { IncidentViewOptions } from "@/lib/view/incident-view";
import type { Freshness } from "@/lib/view/judge";
import { limitPage } from "@/lib/view/limit-page";
import type { PageView } from "@/lib/view/page-view";
import { createPublicNames, type PublicNames } from "@/lib/view/public-names";
import { createPublicHistory, type PublicHistory } from "./public-history";
import { findRedactor } from "./public-redactor";
import type { PublicSettings } from "./public-settings";
import { createWholeRound, type WholeRound } from "./whole-round";

/** Bytes that are ready to be sent, with the validator that names them. */
export interface Answer {
  body: Uint8Array<ArrayBuffer>;
  etag: string;
}

/** The page in one language. */
export interface SpokenPage {
  page: PageView;
  answer: () => Answer;
}

/** Everything that the public may see of one round. */
export interface Publication {
  /** The choice of what is shown that it was made under. */
  choice: string;
  /** In the operator's language. */
  page: PageView;
  /** The page in a language, with its JSON: made when it is first asked for, and kept. */
  pageIn: (language: Language) => SpokenPage;
  /** What it tells in a language, as it was when it was made first: the instants may have moved on. */
  told: (language: Language) => PageView;
  names: PublicNames;
  /** In the operator's language. */
  wording: IncidentViewOptions;
  wordingIn: (language: Language) => IncidentViewOptions;
  components: readonly ComponentMembers[];
  counts: (freshness: Freshness) => StateCounts;
  /** The rows of `/api/hosts` or `/api/services`: made when they are first asked for, in slices, and kept. */
  rows: (kind: "host" | "service", freshness: Freshness) => Promise<Answer>;
  /** Its incidents and maintenances, whole; null where no more is known than the page tells. */
  whole: (() => WholeRound) | null;
  /** Null while nothing is known of the past. */
  history: PublicHistory | null;
}

export interface PublishInput {
  snapshot: Snapshot | null;
  judgement: Judgement;
  incidents: readonly IncidentRecord[];
  maintenances: readonly Maintenance[];
  /** What is known of the past; null where nobody asks for it. */
  history: History | null;
  /** What the bars are drawn from; null while there is nothing. */
  figures: SiteFigures | null;
  /** What was measured; nothing when absent. */
  series?: AllSeries;
  checkedAt: EpochMs | null;
  /** When the snapshot was read; `at` when absent. */
  readAt?: EpochMs;
  at: EpochMs;
}

/** Makes the publication of a round. */
export function makePublication(input: PublishInput, settings: PublicSettings): Publication {
  const snapshot = input.snapshot ?? { ...EMPTY_SNAPSHOT, components: settings.blankComponents };
  const { components } = snapshot;
  const { incidents, maintenances, figures, at } = input;
  const states = input.judgement.components;
  const names = createPublicNames(snapshot, settings.objectNames);
  const plainStates = new Map([...states].map(([slug, { state }]) => [slug, state]));
  const { language, templates, timeZone, weights } = settings;
  const shown = new Set(incidents.flatMap(({ incident }) => (isPublic(incident) ? [incident.id] : [])));
  const redact = findRedactor(input.snapshot, names, settings);
  const wording = {
    names,
    redact,
    states: plainStates,
    wording: { language, templates },
    timeZone,
    at,
    isShown: (id: number) => shown.has(id),
  };
  const facts = describeFacts({ ...input, asOf: input.snapshot?.createdAt ?? null }, settings);
  const metrics = describeMetrics(settings.metrics, input.series ?? new Map(), facts.asOf);
  const tellable = { incidents, maintenances, figures, metrics };
  const wordingIn = (spoken: Language) => ({ ...wording, wording: { language: spoken, templates } });
  const tell = remember((spoken: Language) =>
    buildPage({ ...facts, ...tellable, at, components, states, wording: wordingIn(spoken), weights }),
  );
  const page = tell(language);
  const renderKind = (kind: "host" | "service") =>
    remember((freshness: Freshness) => {
      const work = renderAnswer(kind, snapshot, names, { freshness, pluginOutput: settings.pluginOutput, redact });
      return runInSlices(work, systemClock.monotonic);
    });
  const answers = { host: renderKind("host"), service: renderKind("service") };
  return {
    choice: settings.choice,
    page,
    pageIn: speakPages(tell),
    told: tell,
    names,
    wording,
    wordingIn,
    components,
    counts: remember((freshness: Freshness) => countStates(snapshot, freshness)),
    rows: (kind, freshness) => answers[kind](freshness),
    whole: createWholeRound({ incidents, maintenances, components, wording }),
    history: createPublicHistory(input.history, components, page, settings),
  };
}

/** The same publication after a round that brought nothing new: only the instants move on. */
export function touchPublication(
  publication: Publication,
  input: Omit<PublishInput, "figures" | "series">,
  settings: PublicSettings,
): Publication {
  const asOf = input.snapshot?.createdAt ?? publication.page.asOf;
  const facts = describeFacts({ ...input, asOf }, settings);
  const pageIn = speakPages((language) => ({ ...publication.told(language), ...facts }));
  const { page } = pageIn(settings.language);
  const history = createPublicHistory(input.history, publication.components, page, settings);
  return { ...publication, page, pageIn, history };
}

/**
 * A publication from what was kept of it: components without their objects, which only Nagios' files can tell. What was
 * worded stays in the language in which it was kept.
 */
export function restorePublication(
  page: PageView,
  components: readonly ComponentMembers[],
  settings: PublicSettings,
): Publication {
  const nothing = { judgement: NOTHING_JUDGED, incidents: [], maintenances: [], history: null, figures: null };
  const input = { ...nothing, snapshot: null, checkedAt: page.checkedAt, at: 0 };
  const bare = makePublication(input, { ...settings, blankComponents: components });
  const told = () => page;
  return { ...bare, page, told, pageIn: speakPages(told), whole: null };
}

const EMPTY_SNAPSHOT: Snapshot = {
  createdAt: 0,
  programStartedAt: null,
  objects: new Map(),
  upstream: new Map(),
  dependsOn: new Map(),
  components: [],
  owners: new Map(),
  comments: [],
  downtimes: [],
  measurements: new Map(),
  inside: [new Map(), new Map()],
};

/** What a round that brought nothing new says anew. */
type Facts = Pick<
  PageView,
  "name" | "demo" | "timeZone" | "publishes" | "refreshMs" | "asOf" | "freshUntil" | "checkedAt"
>;

function describeFacts(
  { asOf, checkedAt, at, readAt }: Pick<PageView, "asOf" | "checkedAt"> & Pick<PublishInput, "at" | "readAt">,
  settings: PublicSettings,
): Facts {
  const { name, demo, timeZone, publishes, refreshMs, stalenessThresholdMs } = settings;
  const freshUntil = asOf === null ? null : judgeAge(asOf, at, stalenessThresholdMs, readAt).freshUntil;
  return { name, demo, timeZone, publishes, refreshMs, asOf, freshUntil, checkedAt };
}

function* renderAnswer(
  kind: "host" | "service",
  snapshot: Snapshot,
  names: PublicNames,
  options: RowOptions,
): Generator<void, Answer> {
  const pieces: Uint8Array[] = [];
  const hash = createHash("sha1");
  for (const text of renderRows(kind, snapshot, names, options)) {
    const piece = encode(text);
    hash.update(piece);
    pieces.push(piece);
    yield;
  }
  const body = new Uint8Array(pieces.reduce((length, piece) => length + piece.length, 0));
  let offset = 0;
  for (const piece of pieces) {
    body.set(piece, offset);
    offset += piece.length;
    yield;
  }
  return { body, etag: nameBytes(hash) };
}

/** Works a thing out once for each name. */
function remember<Name extends string, T>(work: (name: Name) => T): (name: Name) => T {
  const known = new Map<Name, T>();
  return (name) => {
    const value = known.get(name) ?? work(name);
    known.set(name, value);
    return value;
  };
}

const encoder = new TextEncoder();

function encode(text: string): Uint8Array<ArrayBuffer> {
  return encoder.encode(text);
}

function speakPages(tell: (language: Language) => PageView): (language: Language) => SpokenPage {
  return remember((language) => {
    const page = tell(language);
    return { page, answer: renderPage(page) };
  });
}

function renderPage(page: PageView): () => Answer {
  let answer: Answer | null = null;
  return () => {
    if (answer !== null) return answer;
    const body = encode(JSON.stringify(limitPage(page)));
    answer = { body, etag: nameBytes(createHash("sha1").update(body)) };
    return answer;
  };
}

function nameBytes(hash: Hash): string {
  return `"${hash.digest("base64url")}"`;
}
