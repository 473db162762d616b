import { Crumb } from "./crumb";
import { PageHeading } from "./page-heading";

const WORDS = {
  nothing_known: "Nothing is known of the past yet. The report is there as soon as something is.",
  busy: "Too many ask for figures at the moment. Please try again in a minute.",
};

/** In place of a report that cannot be made right now. */
export function ReportMissing({ kind }: { kind: keyof typeof WORDS }) {
  return (
    <article className="wrap pb-10 sm:pb-16">
      <Crumb />
      <header className="mt-3">
        <PageHeading title="Availability">
          <p>{WORDS[kind]}</p>
        </PageHeading>
      </header>
    </article>
  );
}
