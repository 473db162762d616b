import { isDisrupted } from "@/lib/domain/public-state";
import { DAY_MS, type EpochMs } from "@/lib/domain/time";
import type { JudgedComponent, JudgedGroup } from "./judge";

/** A page with no more services than this has all its groups open, and any page those with no more than the second. */
const OPEN_PAGE = 12;
const OPEN_GROUP = 8;
/** On a page with more services than this, days come with the opening of what they are folded in. */
const WHOLE_PAGE = 40;
/** From here on a group is too long to look through. */
const LARGE_GROUP = 16;

/** What of the services is open at first, and what is there already while it is folded. */
export interface LedgerFold {
  /** Whether there are so few services that nobody has to search. */
  isSmall: boolean;
  /** Whether everything is drawn, folded or not. */
  isWhole: boolean;
  /** Whether something in a group is wrong that can be told: then it opens by itself. */
  isTroubled: (group: JudgedGroup) => boolean;
  isOpen: (group: JudgedGroup) => boolean;
  /** The services of a group that fold away beneath those with trouble; none where it is short, or all is well. */
  foldedIn: (group: JudgedGroup) => readonly JudgedComponent[];
}

/** How a page folds its services, by how many they are and by what is wrong in them. */
export function foldLedger(groups: readonly JudgedGroup[], isFresh: boolean): LedgerFold {
  const total = countServices(groups);
  const isTroubled = ({ state }: JudgedGroup) => isFresh && (isDisrupted(state) || state === "unknown");
  return {
    isSmall: total <= OPEN_PAGE,
    isWhole: total <= WHOLE_PAGE,
    isTroubled,
    isOpen: (group) =>
      group.name === null || total <= OPEN_PAGE || group.components.length <= OPEN_GROUP || isTroubled(group),
    foldedIn: (group) => {
      const well = group.components.filter(({ state }) => state === "operational");
      return isTroubled(group) && group.components.length > LARGE_GROUP && well.length > 1 ? well : [];
    },
  };
}

/** The addresses of those services whose days are drawn at first. */
export function listDrawn(groups: readonly JudgedGroup[], isFresh: boolean): ReadonlySet<string> {
  const { isWhole, isOpen, foldedIn } = foldLedger(groups, isFresh);
  const drawn = groups
    .filter((group) => isWhole || isOpen(group))
    .flatMap((group) => {
      const folded = isWhole ? [] : foldedIn(group);
      return group.components.filter((component) => !folded.includes(component));
    });
  return new Set(drawn.map(({ slug }) => slug));
}

/** How many services there are in some groups. */
export function countServices(groups: readonly Pick<JudgedGroup, "components">[]): number {
  return groups.reduce((sum, group) => sum + group.components.length, 0);
}

/** Whether a row tells since when its service is as it is. A quiet one stays quiet, unless it has only just come back. */
export function tellsSince({ state, since }: Pick<JudgedComponent, "state" | "since">, at: EpochMs): boolean {
  return since !== null && (state !== "operational" || at - since <= DAY_MS);
}
