import { headers } from "next/headers";
import { readPlace } from "@/lib/server/place";
import { readPage } from "@/lib/server/publication";
import { wordsOf } from "@/lib/view/words/words-of";
import { NotShownCase, type NotShownCaseProps } from "./not-shown-case";
import { StatusFrame } from "./status-frame";

/** In place of something that is not on show, with the ways back. */
export async function NotShown({ what }: Pick<NotShownCaseProps, "what">) {
  const place = readPlace(await headers());
  const words = wordsOf(place);
  const { view, at } = readPage(place.language);
  return (
    <StatusFrame view={view} at={at} words={words} path="/">
      <NotShownCase what={what} place={place} />
    </StatusFrame>
  );
}
