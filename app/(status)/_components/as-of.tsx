import type { ReactNode } from "react";
import type { EpochMs } from "@/lib/domain/time";
import { sayDuration } from "@/lib/view/duration-words";
import { formatClock, formatDate } from "@/lib/view/format-time";
import type { JudgedPage } from "@/lib/view/judge";
import type { PageView } from "@/lib/view/page-view";
import { DataAge } from "./data-age";
import { Time } from "./time";

interface AsOfProps {
  view: PageView;
  judged: JudgedPage;
  at: EpochMs;
  readNow: () => EpochMs;
  children?: ReactNode;
}

/** The instant for which everything on the page is true, and how old that is. */
export function AsOf({ view, judged, at, readNow, children }: AsOfProps) {
  const isFresh = judged.freshness === "fresh";
  if (judged.state === null) return null;
  return (
    <p className="mt-4 flex flex-wrap items-center gap-x-5 gap-y-0.5 text-[0.875rem] text-ink-2 sm:text-m">
      {view.asOf !== null && (
        <span>
          {isFresh ? "True at " : "Last true at "}
          <Time className="font-medium text-ink" at={view.asOf} zone={view.timeZone} format={formatClock} />,{" "}
          {formatDate(view.asOf, view.timeZone)}
        </span>
      )}
      {view.asOf !== null && view.freshUntil !== null && (
        <DataAge asOf={view.asOf} freshUntil={view.freshUntil} at={at} readNow={readNow} />
      )}
      {children}
      {!isFresh && <span>This page tries again every {sayDuration(view.refreshMs)}</span>}
    </p>
  );
}
