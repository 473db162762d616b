import { findFormat, formatZone } from "@/lib/view/format-time";
import { createDurations } from "./durations";
import { createLists, isolate } from "./isolate";
import type { LanguageWords } from "./language-words";

/** What only people who know a language can say of it. */
interface LanguageData extends Pick<LanguageWords, "templates" | "states" | "andMore"> {
  /** For figures, spans, instants and lists. */
  locale: string;
  isRightToLeft?: boolean;
}

const MOMENT: Intl.DateTimeFormatOptions = { dateStyle: "medium", timeStyle: "short", hourCycle: "h23" };

/** A language of its data and of what `Intl` knows about it. */
export function makeLanguage({ locale, isRightToLeft = false, ...data }: LanguageData): LanguageWords {
  const name = (text: string) => (isRightToLeft ? isolate(text) : text);
  return {
    ...data,
    name,
    andMore: (first, more) => data.andMore(name(first), more),
    list: createLists(locale, name),
    duration: createDurations(locale),
    moment: (at, timeZone) => `${findFormat(locale, timeZone, MOMENT).format(at)} ${formatZone(at, timeZone)}`,
  };
}
