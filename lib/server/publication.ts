import type { ComponentMembers } from "@/lib/domain/snapshot";
import type { EpochMs } from "@/lib/domain/time";
import type { Language } from "@/lib/domain/words";
import type { StateCounts } from "@/lib/view/api-objects";
import { formatInstant } from "@/lib/view/instant";
import { judgeFreshness } from "@/lib/view/judge";
import type { PageView } from "@/lib/view/page-view";
import { UNKNOWN_PAGE } from "@/lib/view/unknown-page";
import type { PublicHistory } from "./public-history";
import type { Answer, Publication } from "./publish";
import { getRuntime } from "./runtime";
import { readShowInstant } from "./show-instant";

/** The one way for what is public to reach a page or a route: nothing here asks the store or Nagios. */
export interface PageReading {
  view: PageView;
  /** Now: judge by this instant. */
  at: number;
}

/** The public page, in a language or the operator's. Before anything is known: a page that says so. */
export function readPage(language?: Language): PageReading {
  const { publication } = getRuntime();
  const view = language === undefined ? publication?.page : publication?.pageIn(language).page;
  return { view: view ?? UNKNOWN_PAGE, at: readShowInstant() };
}

/** The configured address of the page without a slash at its end; null where none is. */
export function readLink(): string | null {
  return getRuntime().service?.settings.link ?? null;
}

/** How many incidents on show are not over: one that is only watched any more is none of them. */
export function countActiveIncidents(): number {
  const { publication } = getRuntime();
  return publication?.page.activeIncidents.filter(({ endedAt }) => endedAt === null).length ?? 0;
}

/** The public page in a language as JSON. */
export function readPageAnswer(language: Language): Answer | null {
  return getRuntime().publication?.pageIn(language).answer() ?? null;
}

/** The past of the components on show, to be judged at `at`. */
export interface PastReading {
  history: PublicHistory;
  components: readonly ComponentMembers[];
  at: EpochMs;
}

/** What may be asked of the past; null while nothing of it is known. */
export function readPast(): PastReading | null {
  const { publication } = getRuntime();
  if (publication === null || publication.history === null) return null;
  return { history: publication.history, components: publication.components, at: readShowInstant() };
}

/** The rows of `/api/hosts` or `/api/services`, as true as they are now; null before anything is known. */
export async function readRows(kind: "host" | "service"): Promise<Answer | null> {
  const { publication } = getRuntime();
  return publication === null ? null : publication.rows(kind, freshnessOf(publication));
}

/** `/api/status` in the predecessor's shape. */
export type StatusAnswer = StateCounts & {
  active_incidents: number;
  last_poll: string | null;
  data_is_stale: boolean;
};

export function readStatus(): StatusAnswer {
  const { publication } = getRuntime();
  if (publication === null) return { ...NO_COUNTS, active_incidents: 0, last_poll: null, data_is_stale: true };
  const freshness = freshnessOf(publication);
  const { checkedAt } = publication.page;
  return {
    ...publication.counts(freshness),
    active_incidents: countActiveIncidents(),
    last_poll: checkedAt === null ? null : formatInstant(checkedAt),
    data_is_stale: freshness !== "fresh",
  };
}

function freshnessOf(publication: Publication) {
  return judgeFreshness(publication.page.freshUntil, readShowInstant());
}

const NO_COUNTS: StateCounts = {
  total_hosts: 0,
  hosts_up: 0,
  hosts_down: 0,
  hosts_unreachable: 0,
  total_services: 0,
  services_ok: 0,
  services_warning: 0,
  services_critical: 0,
  services_unknown: 0,
};
