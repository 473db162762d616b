import type { EpochMs } from "@/lib/domain/time";
import { sayDuration } from "@/lib/view/duration-words";
import { formatClock, formatDate } from "@/lib/view/format-time";
import type { Freshness, JudgedPage } from "@/lib/view/judge";
import type { PageView } from "@/lib/view/page-view";
import { STATE_WORDS } from "@/lib/view/state-words";
import { DataAge } from "./data-age";
import { Exhibit } from "./exhibit";
import { colorOf } from "./sign";
import { Time } from "./time";

interface BannerProps {
  view: PageView;
  judged: JudgedPage;
  at: EpochMs;
  readNow: () => EpochMs;
}

/** From here on a headline is long names rather than a sentence, and is set smaller. */
const LONG_SENTENCE = 60;

/** The state of the whole: exhibited in its case, in one sentence, with the instant for which it is true. */
export function Banner({ view, judged, at, readNow }: BannerProps) {
  const isUnknown = judged.state === "unknown";
  const size = judged.sentence.length > LONG_SENTENCE ? "text-display-long" : "text-display";
  return (
    <div className={isUnknown ? "band-unknown mb-8 sm:mb-12" : ""}>
      <section
        className={`wrap grid grid-cols-[auto_minmax(0,1fr)] items-start gap-x-5 sm:items-center sm:gap-x-11 print:py-4 ${isUnknown ? "py-6 sm:py-11" : "pt-5 pb-10 sm:pt-12 sm:pb-14"}`}
        aria-labelledby="headline"
      >
        <Exhibit state={judged.state} />
        <div className="min-w-0">
          <StateWord judged={judged} />
          <h1
            id="headline"
            className={`max-w-[24ch] font-serif font-[430] tracking-[-0.018em] sm:max-w-[26ch] ${size}`}
          >
            {judged.sentence}
          </h1>
          {judged.lede && <p className="mt-3 max-w-[56ch] text-base text-ink-2 sm:text-l">{judged.lede}</p>}
          <AsOf view={view} judged={judged} at={at} readNow={readNow} />
        </div>
      </section>
    </div>
  );
}

const FRESHNESS_WORDS = {
  fresh: null,
  stale: "Unknown",
  never: "Unknown",
  lost: "Connection lost",
} satisfies Record<Freshness, string | null>;

/** The state in a word, left out where the sentence says it already. */
function StateWord({ judged: { state, freshness, sentence } }: { judged: JudgedPage }) {
  if (state === null) return null;
  const word = FRESHNESS_WORDS[freshness] ?? STATE_WORDS[state];
  if (sentence.toLowerCase().includes(word.toLowerCase())) return null;
  return <p className={`mb-2 text-base leading-tight font-[550] ${colorOf(state)}`}>{word}</p>;
}

function AsOf({ view, judged, at, readNow }: BannerProps) {
  const isFresh = judged.freshness === "fresh";
  const components = judged.groups.flatMap((group) => group.components);
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
      {judged.state === "operational" && components.length > 1 && (
        <span>
          {components.length} of {components.length} services confirmed
        </span>
      )}
      {!isFresh && <span>This page tries again every {sayDuration(view.refreshMs)}</span>}
    </p>
  );
}
