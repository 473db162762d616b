import type { EpochMs } from "@/lib/domain/time";
import { endOf, isWatched, saySeen } from "@/lib/view/incident-course";
import { judgeFreshness } from "@/lib/view/judge";
import type { IncidentView, PageView } from "@/lib/view/page-view";
import { SEVERITY_WORDS, STATE_WORDS, STATUS_WORDS } from "@/lib/view/state-words";
import { AffectedServices } from "./affected-services";
import { Crumb } from "./crumb";
import { IncidentCourse } from "./incident-course";
import { IncidentLabel } from "./incident-label";
import { IncidentTimeline } from "./incident-timeline";
import { PageHeading } from "./page-heading";
import { Prose } from "./prose";
import { SectionHeading } from "./section-heading";
import { StateLabel } from "./state-label";
import { Still } from "./still";

/** One incident from its beginning to its end, as far as that is known at `at`. */
export function IncidentArticle({ incident, view, at }: { incident: IncidentView; view: PageView; at: EpochMs }) {
  const { title, reviewUrl, reviewHtml, still } = incident;
  const isConfirmed = endOf(incident) !== null || judgeFreshness(view.freshUntil, at) === "fresh";
  return (
    <article className="wrap pb-10 sm:pb-16">
      <Crumb />
      <header className="mt-3 mb-10 sm:mb-14">
        <IncidentState incident={incident} isConfirmed={isConfirmed} />
        <div className="mt-2">
          <PageHeading title={title}>
            <IncidentCourse incident={incident} view={view} at={at} isConfirmed={isConfirmed} />
          </PageHeading>
        </div>
      </header>
      <div className="grid gap-x-12 gap-y-10 lg:grid-cols-[minmax(0,1fr)_19rem]">
        <div className="space-y-10 sm:space-y-14">
          <section aria-labelledby="updates">
            <SectionHeading id="updates" title="Updates">
              <p>Newest first</p>
            </SectionHeading>
            {isConfirmed && <Still text={still} />}
            <IncidentTimeline incident={incident} zone={view.timeZone} />
          </section>
          {reviewHtml !== null && <Review html={reviewHtml} />}
        </div>
        <aside className="space-y-8" aria-label="About this incident">
          <div>
            <AffectedServices incident={incident} isConfirmed={isConfirmed} />
          </div>
          <Facts incident={incident} isConfirmed={isConfirmed} />
          {reviewUrl !== null && <ReviewLink url={reviewUrl} />}
        </aside>
      </div>
    </article>
  );
}

function IncidentState({ incident, isConfirmed }: { incident: IncidentView; isConfirmed: boolean }) {
  if (endOf(incident) !== null && !isWatched(incident)) {
    return <StateLabel state="operational">{STATUS_WORDS.resolved}</StateLabel>;
  }
  if (isConfirmed) return <IncidentLabel incident={incident} />;
  return <StateLabel state="unknown">Last known: {STATE_WORDS[incident.impact].toLowerCase()}</StateLabel>;
}

/** What stands beside the story: how severe it is, what Nagios sees where a person says otherwise, what came before. */
function Facts({ incident, isConfirmed }: { incident: IncidentView; isConfirmed: boolean }) {
  const { severity, followsId, isBackdated } = incident;
  const seen = saySeen(incident, isConfirmed);
  return (
    <ul className="space-y-1 border-t border-line pt-3 text-s text-ink-2 empty:hidden">
      {severity !== "none" && <li>Severity: {SEVERITY_WORDS[severity].toLowerCase()}</li>}
      {seen !== null && <li>{seen}</li>}
      {isBackdated && <li>Written down afterwards</li>}
      {followsId !== null && (
        <li>
          What remained of{" "}
          <a className="inline-flex min-h-11 items-center text-accent" href={`/incidents/${followsId}`}>
            an earlier incident
          </a>
        </li>
      )}
    </ul>
  );
}

function Review({ html }: { html: string }) {
  return (
    <section aria-labelledby="review">
      <SectionHeading id="review" title="Review" />
      <Prose html={html} text="" className="max-w-[62ch]" />
    </section>
  );
}

function ReviewLink({ url }: { url: string }) {
  return (
    <section className="case px-5 py-4" aria-labelledby="review-link">
      <h2 id="review-link" className="font-serif text-[1.3125rem] leading-tight font-[450]">
        Review
      </h2>
      <p className="mt-1 text-ink-2">What happened, and what changes because of it.</p>
      <p>
        <a className="inline-flex min-h-11 items-center text-accent" href={url} rel="noreferrer">
          Read the review
        </a>
      </p>
    </section>
  );
}
