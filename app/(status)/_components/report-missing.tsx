import type { Words } from "@/lib/view/words/speak";
import { Crumb } from "./crumb";
import { PageHeading } from "./page-heading";

const REASONS = { nothing_known: "report.nothingKnown", busy: "report.busy" } as const;

/** In place of a report that cannot be made right now. */
export function ReportMissing({ kind, words }: { kind: keyof typeof REASONS; words: Words }) {
  return (
    <article className="wrap pb-10 sm:pb-16">
      <Crumb words={words} />
      <header className="mt-3">
        <PageHeading title={words.say("report.bare")}>
          <p>{words.say(REASONS[kind])}</p>
        </PageHeading>
      </header>
    </article>
  );
}
