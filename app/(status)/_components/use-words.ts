import { use } from "react";
import { loadWords } from "@/lib/view/words/load-words";
import type { Place, Words } from "@/lib/view/words/speak";

/**
 * How the page speaks, for what runs in a browser, too. The server waits for it before it draws; a browser keeps what the
 * server drew until it has the language.
 */
export function useWords(place: Place): Words {
  return use(loadWords(place));
}
