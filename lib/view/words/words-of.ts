import type { Language } from "@/lib/domain/words";
import { AR } from "./interface/ar";
import { DE } from "./interface/de";
import { EN } from "./interface/en";
import { ES } from "./interface/es";
import { FR } from "./interface/fr";
import { HE } from "./interface/he";
import type { InterfaceData } from "./interface/interface-data";
import { IT } from "./interface/it";
import { JA } from "./interface/ja";
import { NL } from "./interface/nl";
import { PL } from "./interface/pl";
import { PT } from "./interface/pt";
import { UK } from "./interface/uk";
import { ZH } from "./interface/zh";
import { type Place, speak, type Words } from "./speak";

/** All languages at once: for the server. A browser loads the one that it needs (`load-words.ts`). */
export const INTERFACES: Record<Language, InterfaceData> = {
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

const known = new Map<string, Words>();

/** How the pages speak at a place. Made once for each. */
export function wordsOf(place: Place): Words {
  const name = `${place.language} ${place.base}`;
  const words = known.get(name) ?? speak(place, INTERFACES[place.language]);
  known.set(name, words);
  return words;
}

/** For what is said to programs, and where nobody says in which language they read. */
export const ENGLISH: Words = wordsOf({ language: "en", base: "" });
