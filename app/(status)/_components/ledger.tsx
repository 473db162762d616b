import { memo } from "react";
import type { EpochMs } from "@/lib/domain/time";
import type { JudgedGroup } from "@/lib/view/judge";
import { groupAnchor } from "./group-anchor";
import { LedgerGroup } from "./ledger-group";

/** A page with no more services than this has all its groups open, and any page those with no more than the second. */
const OPEN_PAGE = 12;
const OPEN_GROUP = 8;

interface LedgerProps {
  groups: readonly JudgedGroup[];
  isFresh: boolean;
  zone: string;
  at: EpochMs;
}

/** Every service with its state in words, by group. */
export const Ledger = memo(function Ledger({ groups, isFresh, zone, at }: LedgerProps) {
  const total = groups.reduce((sum, group) => sum + group.components.length, 0);
  if (total === 0) return null;
  const opens = (group: JudgedGroup) => total <= OPEN_PAGE || group.components.length <= OPEN_GROUP;
  return (
    <section className="wrap mb-14 sm:mb-18" id="services" aria-labelledby="services-title">
      <header className="mb-6 flex flex-wrap items-baseline justify-between gap-x-6 gap-y-1">
        <h2 id="services-title" className="font-serif text-2xl font-[440] tracking-[-0.012em]">
          Services
        </h2>
        <p className="text-s text-ink-3">{sayExtent(total, groups)}</p>
      </header>
      <div className="case ledger">
        {groups.map((group, index) => (
          <LedgerGroup
            key={group.name ?? ""}
            anchor={groupAnchor(index)}
            group={group}
            opens={opens(group)}
            isFresh={isFresh}
            zone={zone}
            at={at}
          />
        ))}
      </div>
    </section>
  );
});

function sayExtent(total: number, groups: readonly JudgedGroup[]): string {
  const named = groups.filter((group) => group.name !== null).length;
  const services = `${total} ${total === 1 ? "service" : "services"}`;
  return named > 1 ? `${services} in ${named} groups` : services;
}
