import type { EpochMs } from "@/lib/domain/time";
import { formatInstant } from "./instant";
import { type JudgedPage, judgePage } from "./judge";
import type { PageView } from "./page-view";
import { listComponents } from "./statuspage-components";
import type { StatuspageIds } from "./statuspage-ids";
import type { V2Component, V2Data, V2Page } from "./statuspage-shape";
import { ENGLISH } from "./words/words-of";

/** What every answer of `/api/v2/` is made of: the page as it may be shown at one instant. */
export interface StatuspageFrame {
  view: PageView;
  judged: JudgedPage;
  at: EpochMs;
  /** Address of the page, without a slash at its end. */
  link: string;
  ids: StatuspageIds;
  /** Groups and their members, in the order of the page. */
  components: V2Component[];
  page: V2Page;
  data: V2Data;
}

export function frameStatuspage(view: PageView, at: EpochMs, link: string, ids: StatuspageIds): StatuspageFrame {
  const judged = judgePage(view, at, ENGLISH);
  const components = listComponents(view, judged, ids);
  const { name, timeZone: time_zone, asOf, checkedAt } = view;
  // The shape wants an instant; of a page of which nothing was ever read that is the beginning of time.
  const page = { id: ids.page, name, url: link, time_zone, updated_at: formatInstant(asOf ?? checkedAt ?? 0) };
  return { view, judged, at, link, ids, components, page, data: describeData(view, judged, ids) };
}

function describeData({ asOf }: PageView, { freshness, groups }: JudgedPage, ids: StatuspageIds): V2Data {
  const unknown = groups.flatMap(({ components }) => components.filter(({ state }) => state === "unknown"));
  return {
    as_of: asOf === null ? null : formatInstant(asOf),
    stale: freshness !== "fresh",
    unknown_components: unknown.map(({ slug }) => ids.component(slug)),
  };
}

/** The components of some slugs that are on show, as they are now. */
export function pickComponents({ components, ids }: StatuspageFrame, slugs: readonly string[]): V2Component[] {
  const wanted = new Set(slugs.map((slug) => ids.component(slug)));
  return components.filter(({ id }) => wanted.has(id));
}
