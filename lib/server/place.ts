import { LANGUAGES, type Language } from "@/lib/domain/words";
import type { Place } from "@/lib/view/words/speak";
import { BASE_HEADER, LANGUAGE_HEADER } from "./ask-place";
import { getRuntime } from "./runtime";

/** The place of a request that came through our door. */
export function readPlace(headers: Headers): Place {
  const said = headers.get(LANGUAGE_HEADER);
  const language = LANGUAGES.find((each) => each === said) ?? usualLanguage();
  return { language, base: headers.get(BASE_HEADER) ?? "" };
}

/** The operator's. */
function usualLanguage(): Language {
  return getRuntime().service?.settings.language ?? "en";
}
