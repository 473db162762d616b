import type { PublicState } from "@/lib/domain/public-state";
import type { JudgedPage } from "./judge";
import type { Words } from "./words/speak";

/** The document's title, short enough for a tab: "Website — Major outage · Example", "All operational · Example". */
export function sayTitle(judged: JudgedPage, pageName: string, words: Words): string {
  return `${sayShortly(judged, words)} · ${pageName}`;
}

function sayShortly({ freshness, state, sentence, groups }: JudgedPage, words: Words): string {
  if (state === null) return sentence;
  if (freshness === "lost") return words.say("tab.lost");
  if (freshness !== "fresh") return words.say("tab.unknown");
  const alike = groups.flatMap((group) => group.components).filter((component) => component.state === state);
  const [only] = alike;
  if (alike.length === 1 && only) return `${only.name} — ${words.say(`state.${state}`)}`;
  return sayMany(state, alike.length, words);
}

function sayMany(state: PublicState, count: number, words: Words): string {
  if (state === "operational") return words.say("tab.allOperational");
  return count === 0 ? words.say("tab.unknown") : words.count(`tabMany.${state}`, count);
}
