import type { Language } from "@/lib/domain/words";
import { type AskedPlace, askPlace } from "@/lib/server/ask-place";
import { dropIdleQuery, findKeepRule, type KeepRule } from "./kept-paths";

/** What an address asks for. */
export interface Asked {
  place: AskedPlace;
  /** How it is kept, if it is, and under which name. */
  rule: KeepRule | null;
  name: string;
}

/** Addresses that are remembered as they were read: everybody asks for the same few, and those are short. */
const MOST_REMEMBERED = 2000;
const LONGEST_REMEMBERED = 200;

/** Reads what addresses ask for (with `Accept-Language` and the operator's language), and remembers what is kept. */
export function createAskedReader() {
  const remembered = new Map<string, Map<string | undefined, Asked>>();
  let count = 0;
  let usual: Language | null = null;

  function forget(language: Language): void {
    remembered.clear();
    count = 0;
    usual = language;
  }

  return function readAsked(url: string, accepted: string | undefined, language: Language): Asked {
    if (language !== usual || count >= MOST_REMEMBERED) forget(language);
    const ofAddress = remembered.get(url);
    const known = ofAddress?.get(accepted);
    if (known !== undefined) return known;
    const place = askPlace(url, accepted, language);
    const keptUrl = dropIdleQuery(place.url);
    const asked = { place, rule: findKeepRule(keptUrl), name: nameOf({ ...place, url: keptUrl }) };
    if (asked.rule === null || url.length + (accepted?.length ?? 0) > LONGEST_REMEMBERED) return asked;
    count += 1;
    if (ofAddress === undefined) remembered.set(url, new Map([[accepted, asked]]));
    else ofAddress.set(accepted, asked);
    return asked;
  };
}

/** Names what is kept: the same address is another answer in another language. */
function nameOf({ language, base, url }: AskedPlace): string {
  return `${language} ${base} ${url}`;
}

/** What was named so, when it has to be made. */
export function readName(name: string): AskedPlace {
  const [language, base = "", url = "/"] = name.split(" ");
  return { language: language as AskedPlace["language"], base, url };
}
