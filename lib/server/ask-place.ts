import { LANGUAGES, type Language } from "@/lib/domain/words";
import { pickLanguage, splitLanguage } from "@/lib/http/language";
import type { Place } from "@/lib/view/words/speak";

/** Under these our own door tells Next in which language an address is asked for. Nobody else can set them. */
export const LANGUAGE_HEADER = "x-vitrine-language";
export const BASE_HEADER = "x-vitrine-base";

/** What a request asks for, with the language taken off its address. */
export interface AskedPlace extends Place {
  /** The address without its language. */
  url: string;
}

/** For programs, for the operator, and files; everything else is a page for people, if only to say that there is none. */
const NO_PAGES =
  /^\/(?:admin|api|badge|calendar|embed|feed|fonts|icons|logo|metrics|_next)(?:[/.?]|$)|^[^?]*\.\w+(?:\?|$)|^\/\//;
/** What pages refresh themselves by. */
const PAGE_DATA = "/api/page";

/**
 * In which language something is asked for: as its address says, else, of pages for people, as the browser likes it, else
 * as the operator configured it (`usual`). What is for programs has the operator's language alone.
 */
export function askPlace(url: string, accepted: string | undefined, usual: Language): AskedPlace {
  const split = splitLanguage(url, LANGUAGES);
  if (split !== null && (!NO_PAGES.test(split.rest) || split.rest === PAGE_DATA)) {
    return { language: split.language, base: `/${split.language}`, url: split.rest };
  }
  const language = NO_PAGES.test(url) ? null : pickLanguage(accepted, LANGUAGES);
  return { language: language ?? usual, base: "", url };
}
