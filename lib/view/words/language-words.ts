import type { PublicState } from "@/lib/domain/public-state";
import type { EpochMs } from "@/lib/domain/time";
import type { TemplateCode } from "@/lib/domain/words";

/** What a language needs to say automatic texts. */
export interface LanguageWords {
  templates: Record<TemplateCode, string>;
  /** States inside of a sentence. */
  states: Record<PublicState, string>;
  /** A name inside of a sentence. */
  name: (name: string) => string;
  /** The first of several, and how many more there are. */
  andMore: (first: string, more: number) => string;
  list: (names: readonly string[]) => string;
  duration: (spanMs: number) => string;
  /** An instant with its zone. */
  moment: (at: EpochMs, timeZone: string) => string;
}
