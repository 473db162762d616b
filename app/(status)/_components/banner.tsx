import type { EpochMs } from "@/lib/domain/time";
import type { JudgedPage } from "@/lib/view/judge";
import type { PageView } from "@/lib/view/page-view";
import type { Words } from "@/lib/view/words/speak";
import { AsOf } from "./as-of";
import { Exhibit } from "./exhibit";
import { colorOf } from "./sign";

interface BannerProps {
  view: PageView;
  judged: JudgedPage;
  at: EpochMs;
  readNow: () => EpochMs;
  words: Words;
}

/** From here on a headline is long names rather than a sentence, and is set smaller. */
const LONG_SENTENCE = 60;

/** The state of the whole: exhibited in its case, in one sentence, with the instant for which it is true. */
export function Banner({ view, judged, at, readNow, words }: BannerProps) {
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
          <StateWord judged={judged} words={words} />
          <h1
            id="headline"
            className={`max-w-[24ch] font-serif font-[430] tracking-[-0.018em] sm:max-w-[26ch] ${size}`}
          >
            {judged.sentence}
          </h1>
          {judged.lede && <p className="mt-3 max-w-[56ch] text-base text-ink-2 sm:text-l">{judged.lede}</p>}
          <AsOf view={view} judged={judged} at={at} readNow={readNow} words={words}>
            <Confirmed judged={judged} words={words} />
          </AsOf>
        </div>
      </section>
    </div>
  );
}

/** The state in a word, where the sentence does not say it: of what is known it does. */
function StateWord({ judged: { state, freshness }, words }: Pick<BannerProps, "judged" | "words">) {
  if (state !== "unknown") return null;
  return (
    <p className={`mb-2 text-base leading-tight font-[550] ${colorOf(state)}`}>
      {words.say(freshness === "lost" ? "banner.lost" : "state.unknown")}
    </p>
  );
}

function Confirmed({ judged: { state, groups }, words }: Pick<BannerProps, "judged" | "words">) {
  const count = groups.flatMap((group) => group.components).length;
  if (state !== "operational" || count < 2) return null;
  return <span>{words.count("banner.confirmed", count)}</span>;
}
