"use client";

import { PlainCase } from "@/app/plain-page";
import type { Place } from "@/lib/view/words/speak";
import { useWords } from "./use-words";

export interface NotShownCaseProps {
  what: "page" | "incident" | "component" | "maintenance";
  place: Place;
}

/** Drawn by the browser's own code, too: Next lays this page into each document. */
export function NotShownCase({ what, place }: NotShownCaseProps) {
  const words = useWords(place);
  return (
    <PlainCase title={words.say(`notShown.${what}`)} lede={words.say(`notShown.${what}Lede`)}>
      <a className="plain-action" href={words.href("/")}>
        {words.say("notShown.toServices")}
      </a>
      <a className="plain-action" href={words.href("/history")}>
        {words.say("notShown.toHistory")}
      </a>
    </PlainCase>
  );
}
