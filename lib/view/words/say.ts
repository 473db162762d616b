import type { PublicState } from "@/lib/domain/public-state";
import type { EpochMs } from "@/lib/domain/time";
import type { Language, Placeholder, TemplateCode, Templates } from "@/lib/domain/words";
import { AR } from "./ar";
import { DE } from "./de";
import { EN } from "./en";
import { ES } from "./es";
import { FR } from "./fr";
import { HE } from "./he";
import { IT } from "./it";
import { JA } from "./ja";
import type { LanguageWords } from "./language-words";
import { NL } from "./nl";
import { PL } from "./pl";
import { PT } from "./pt";
import { UK } from "./uk";
import { ZH } from "./zh";

/** In which language automatic texts are said, with the operator's own wording of them. */
export interface Wording {
  language: Language;
  templates: Templates;
}

/** What an automatic text is about. Public names and times only. */
export interface PlaceholderValues {
  /** Of its components, as they are called today. One at least. */
  names: readonly string[];
  /** How bad it is; where that is no matter, `{impact}` is empty. */
  impact?: PublicState;
  durationMs: number;
  from: EpochMs;
  to: EpochMs;
  /** IANA zone in which times are written. */
  timeZone: string;
}

const LANGUAGES: Record<Language, LanguageWords> = {
  en: EN,
  de: DE,
  fr: FR,
  es: ES,
  pt: PT,
  it: IT,
  nl: NL,
  pl: PL,
  uk: UK,
  ja: JA,
  zh: ZH,
  ar: AR,
  he: HE,
};

/** An automatic text: the operator's wording, else our own, with its placeholders filled. Plain text. */
export function say(code: TemplateCode, values: PlaceholderValues, { language, templates }: Wording): string {
  const words = LANGUAGES[language];
  const template = templates[language]?.[code] ?? words.templates[code];
  return template.replace(/\{(\w+)\}/g, (whole, name: string) => {
    return Object.hasOwn(FILL, name) ? FILL[name as Placeholder](values, words) : whole;
  });
}

const FILL: Record<Placeholder, (values: PlaceholderValues, words: LanguageWords) => string> = {
  name: ({ names }, words) => {
    const [first = "", ...more] = names;
    return more.length === 0 ? words.name(first) : words.andMore(first, more.length);
  },
  components: ({ names }, words) => words.list(names),
  count: ({ names }) => String(names.length),
  impact: ({ impact }, words) => (impact === undefined ? "" : words.states[impact]),
  duration: ({ durationMs }, words) => words.duration(durationMs),
  from: ({ from, timeZone }, words) => words.moment(from, timeZone),
  to: ({ to, timeZone }, words) => words.moment(to, timeZone),
};
