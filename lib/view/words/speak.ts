import { MINUTE_MS } from "@/lib/domain/time";
import type { Language } from "@/lib/domain/words";
import { sayDuration } from "@/lib/view/duration-words";
import { sayList } from "@/lib/view/list-words";
import { createDurations } from "./durations";
import type { CountKey, InterfaceData, Placeholders, PlainKey } from "./interface/interface-data";
import { createLists, isolate, isolateTime } from "./isolate";
import { LOCALES, RIGHT_TO_LEFT } from "./locales";
import { type Dates, fillPattern, makeDates } from "./make-dates";
import type { PluralForms } from "./plural";

/** In which language somebody reads the page, and where pages in that language are. */
export interface Place {
  language: Language;
  /** What stands before the addresses of pages: "/de", or nothing where the language was not chosen by the address. */
  base: string;
}

/** The place alone, as plain data: words cannot be sent to a browser. */
export function placeOf({ language, base }: Place): Place {
  return { language, base };
}

type Values<Key extends CountKey | PlainKey> = [Placeholders<Key>] extends [never]
  ? []
  : [values: Readonly<Record<Placeholders<Key>, string | number>>];

/** How the pages speak to somebody. */
export interface Words extends Place {
  /** The locale of formats, as `Intl` knows it. */
  locale: string;
  direction: "ltr" | "rtl";
  dates: Dates;
  /** A text. */
  say: <Key extends PlainKey>(key: Key, ...values: Values<Key>) => string;
  /** A text with its placeholders left in, for `Fill`. */
  raw: (key: PlainKey) => string;
  /** A text about a number of things, which it names as `{count}`. */
  count: <Key extends CountKey>(key: Key, count: number, ...values: Values<Key>) => string;
  /** A number as it is written, with so many decimals, or as many as it has. */
  number: (value: number, decimals?: number) => string;
  /** "a, b, c", or "a; b; c". */
  join: (parts: readonly string[], sign?: "comma" | "semicolon") => string;
  /** "a, b and c". */
  list: (names: readonly string[]) => string;
  /** A span: "9 minutes", "1 h 45 min". */
  duration: (spanMs: number) => string;
  /** The same for texts that are redrawn once a minute: below one it says so. */
  minutes: (spanMs: number) => string;
  /** The address of a page in this language. */
  href: (path: string) => string;
}

/** Speaks a language of its data. */
export function speak({ language, base }: Place, data: InterfaceData): Words {
  const { dates, decimal, texts } = data;
  const locale = LOCALES[language];
  const isRightToLeft = RIGHT_TO_LEFT.has(language);
  const rules = new Intl.PluralRules(locale);
  const name = (text: string) => (isRightToLeft ? isolate(text) : text);
  const fill = (text: string, values: Readonly<Record<string, string | number>>) =>
    fillPattern(text, Object.fromEntries(Object.entries(values).map(([key, value]) => [key, name(String(value))])));
  const duration = language === "en" ? sayDuration : createDurations(locale);
  return {
    language,
    base,
    locale,
    direction: isRightToLeft ? "rtl" : "ltr",
    dates: makeDates(dates, isRightToLeft ? isolateTime : undefined),
    say: (key, ...[values]) => fill(texts[key] as string, values ?? {}),
    raw: (key) => texts[key],
    count: (key, count, ...[values]) => {
      const forms = texts[key] as PluralForms;
      return fill(forms[rules.select(count)] ?? forms.other, { ...values, count });
    },
    number: (value, decimals) =>
      (decimals === undefined ? String(value) : value.toFixed(decimals)).replace(".", decimal),
    join: (parts, sign = "comma") => parts.map(name).join(data[sign]),
    list: language === "en" ? sayList : createLists(locale, name),
    duration,
    minutes: (spanMs) => (spanMs < MINUTE_MS ? texts["unit.lessThanAMinute"] : duration(spanMs)),
    href: (path) => (path === "/" ? base || path : base + path),
  };
}
