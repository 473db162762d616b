import { PlainCase } from "@/app/plain-page";
import { readPage } from "@/lib/server/publication";
import { NOT_SHOWN_WORDS as WORDS } from "@/lib/view/not-shown-words";
import { StatusFrame } from "./status-frame";

/** In place of something that is not on show, with the ways back. */
export function NotShown({ what }: { what: "page" | "incident" | "component" | "maintenance" }) {
  const { view, at } = readPage();
  return (
    <StatusFrame view={view} at={at}>
      <PlainCase {...WORDS[what]}>
        <a className="plain-action" href="/">
          {WORDS.toServices}
        </a>
        <a className="plain-action" href="/history">
          {WORDS.toHistory}
        </a>
      </PlainCase>
    </StatusFrame>
  );
}
