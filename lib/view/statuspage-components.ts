import type { EpochMs } from "@/lib/domain/time";
import { formatInstant } from "./instant";
import type { JudgedComponent, JudgedGroup, JudgedPage } from "./judge";
import type { PageView } from "./page-view";
import type { StatuspageIds } from "./statuspage-ids";
import type { V2Component } from "./statuspage-shape";
import { STATUS_OF } from "./statuspage-status";

/** The components of a page, each group before its members. Those without a group stand beside the groups. */
export function listComponents(view: PageView, judged: JudgedPage, ids: StatuspageIds): V2Component[] {
  const tell = createTeller(view, judged, ids);
  let position = 0;
  return judged.groups.flatMap((group) => {
    const { name, components } = group;
    if (name === null) return components.map((component) => tell(component, null, ++position));
    const id = ids.group(name);
    const members = components.map((component, index) => tell(component, id, index + 1));
    return [describeGroup(group, { id, name, page_id: ids.page, position: ++position, members }), ...members];
  });
}

const USUAL = { start_date: null, only_show_if_degraded: false };

/**
 * Nobody keeps when a component was made: it counts since anything is known of it. It changes with its state; what is not
 * confirmed any more has changed when that came to be.
 */
function createTeller({ history, asOf, freshUntil }: PageView, { freshness }: JudgedPage, ids: StatuspageIds) {
  const bornAt = history?.since ?? asOf ?? 0;
  const changedAtOf = (since: EpochMs | null) => (freshness === "fresh" ? (since ?? bornAt) : (freshUntil ?? 0));
  return ({ slug, name, description, state, since }: JudgedComponent, group_id: string | null, position: number) => {
    const changedAt = changedAtOf(since);
    return {
      id: ids.component(slug),
      name,
      status: STATUS_OF[state],
      created_at: formatInstant(Math.min(bornAt, changedAt)),
      updated_at: formatInstant(changedAt),
      position,
      description,
      showcase: true,
      ...USUAL,
      group_id,
      page_id: ids.page,
      group: false,
    } satisfies V2Component;
  };
}

interface GroupFacts {
  id: string;
  name: string;
  page_id: string;
  position: number;
  members: readonly V2Component[];
}

/** As bad as the worst of its members. Instants of one form are in order as text. */
function describeGroup({ state }: JudgedGroup, { id, name, page_id, position, members }: GroupFacts): V2Component {
  const created = members.map(({ created_at }) => created_at).sort();
  const updated = members.map(({ updated_at }) => updated_at).sort();
  return {
    id,
    name,
    status: STATUS_OF[state],
    created_at: created[0] ?? formatInstant(0),
    updated_at: updated.at(-1) ?? formatInstant(0),
    position,
    description: null,
    showcase: false,
    ...USUAL,
    group_id: null,
    page_id,
    group: true,
    components: members.map((member) => member.id),
  };
}
