import { findFormat, formatZone } from "@/lib/view/format-time";
import { createDurations } from "./durations";
import type { LanguageWords } from "./language-words";
import { lazily } from "./lazily";

/** What only people who know a language can say of it. */
interface LanguageData extends Pick<LanguageWords, "templates" | "states" | "andMore"> {
  /** For figures, spans, instants and lists. */
  locale: string;
  isRightToLeft?: boolean;
}

const MOMENT: Intl.DateTimeFormatOptions = { dateStyle: "medium", timeStyle: "short", hourCycle: "h23" };

/** First strong isolate, and pop directional isolate: what stands between them has a direction of its own. */
const [OPEN, CLOSE] = ["\u2068", "\u2069"];

/** A language of its data and of what `Intl` knows about it. */
export function makeLanguage({ locale, isRightToLeft = false, ...data }: LanguageData): LanguageWords {
  const lists = lazily(() => new Intl.ListFormat(locale, { type: "conjunction" }));
  const name = (text: string) => (isRightToLeft ? `${OPEN}${text}${CLOSE}` : text);
  return {
    ...data,
    name,
    andMore: (first, more) => data.andMore(name(first), more),
    // Isolated afterwards: the word between two names may depend on how the second begins.
    list: (names) => {
      const parts = lists().formatToParts(names);
      return parts.map(({ type, value }) => (type === "element" ? name(value) : value)).join("");
    },
    duration: createDurations(locale),
    moment: (at, timeZone) => `${findFormat(locale, timeZone, MOMENT).format(at)} ${formatZone(at, timeZone)}`,
  };
}
