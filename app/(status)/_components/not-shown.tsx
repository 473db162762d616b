import { headers } from "next/headers";
import { PlainCase } from "@/app/plain-page";
import { readPlace } from "@/lib/server/place";
import { readPage } from "@/lib/server/publication";
import { wordsOf } from "@/lib/view/words/words-of";
import { StatusFrame } from "./status-frame";

/** In place of something that is not on show, with the ways back. */
export async function NotShown({ what }: { what: "page" | "incident" | "component" | "maintenance" }) {
  const place = readPlace(await headers());
  const words = wordsOf(place);
  const { view, at } = readPage(place.language);
  return (
    <StatusFrame view={view} at={at} words={words} path="/">
      <PlainCase title={words.say(`notShown.${what}`)} lede={words.say(`notShown.${what}Lede`)}>
        <a className="plain-action" href={words.href("/")}>
          {words.say("notShown.toServices")}
        </a>
        <a className="plain-action" href={words.href("/history")}>
          {words.say("notShown.toHistory")}
        </a>
      </PlainCase>
    </StatusFrame>
  );
}
