import type { ReactNode } from "react";
import type { EpochMs } from "@/lib/domain/time";
import type { JudgedPage } from "@/lib/view/judge";
import type { PageView } from "@/lib/view/page-view";
import type { Words } from "@/lib/view/words/speak";
import { DataAge } from "./data-age";
import { Fill } from "./fill";
import { Time } from "./time";

interface AsOfProps {
  view: PageView;
  judged: JudgedPage;
  at: EpochMs;
  readNow: () => EpochMs;
  words: Words;
  children?: ReactNode;
}

/** The instant for which everything on the page is true, and how old that is. */
export function AsOf({ view, judged, at, readNow, words, children }: AsOfProps) {
  const isFresh = judged.freshness === "fresh";
  if (judged.state === null) return null;
  return (
    <p className="mt-4 flex flex-wrap items-center gap-x-5 gap-y-0.5 text-[0.875rem] text-ink-2 sm:text-m">
      {view.asOf !== null && (
        <span>
          <Fill
            text={words.raw(isFresh ? "asOf.fresh" : "asOf.last")}
            parts={{
              time: <Time className="font-medium text-ink" at={view.asOf} zone={view.timeZone} words={words} />,
              date: words.dates.formatDate(view.asOf, view.timeZone),
            }}
          />
        </span>
      )}
      {view.asOf !== null && view.freshUntil !== null && (
        <DataAge asOf={view.asOf} freshUntil={view.freshUntil} at={at} readNow={readNow} words={words} />
      )}
      {children}
      {!isFresh && <span>{words.say("asOf.tries", { span: words.duration(view.refreshMs) })}</span>}
    </p>
  );
}
