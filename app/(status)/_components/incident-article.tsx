import type { EpochMs } from "@/lib/domain/time";
import { endOf, isWatched, saySeen } from "@/lib/view/incident-course";
import { judgeFreshness } from "@/lib/view/judge";
import type { IncidentView, Truth } from "@/lib/view/page-view";
import type { Words } from "@/lib/view/words/speak";
import { AffectedServices } from "./affected-services";
import { Crumb } from "./crumb";
import { Fill } from "./fill";
import { IncidentCourse } from "./incident-course";
import { IncidentLabel } from "./incident-label";
import { IncidentTimeline } from "./incident-timeline";
import { PageHeading } from "./page-heading";
import { Prose } from "./prose";
import { SectionHeading } from "./section-heading";
import { StateLabel } from "./state-label";
import { Still } from "./still";

interface IncidentArticleProps {
  incident: IncidentView;
  /** When it is true, and the zone in which it is told. */
  view: Truth;
  at: EpochMs;
  words: Words;
}

/** One incident from its beginning to its end, as far as that is known at `at`. */
export function IncidentArticle({ incident, view, at, words }: IncidentArticleProps) {
  const zone = view.timeZone;
  const { title, reviewUrl, reviewHtml, still } = incident;
  const isConfirmed = endOf(incident) !== null || judgeFreshness(view.freshUntil, at) === "fresh";
  const own = { incident, isConfirmed, words };
  return (
    <article className="wrap pb-10 sm:pb-16">
      <Crumb words={words} />
      <header className="mt-3 mb-10 sm:mb-14">
        <IncidentState {...own} />
        <div className="mt-2">
          <PageHeading title={title}>
            <IncidentCourse {...own} asOf={view.asOf} zone={zone} at={at} />
          </PageHeading>
        </div>
      </header>
      <div className="grid gap-x-12 gap-y-10 lg:grid-cols-[minmax(0,1fr)_19rem]">
        <div className="space-y-10 sm:space-y-14">
          <section aria-labelledby="updates">
            <SectionHeading id="updates" title={words.say("update.title")}>
              <p>{words.say("update.newestFirst")}</p>
            </SectionHeading>
            {isConfirmed && <Still text={still} words={words} />}
            <IncidentTimeline incident={incident} zone={zone} words={words} />
          </section>
          {reviewHtml !== null && <Review html={reviewHtml} words={words} />}
        </div>
        <aside className="space-y-8" aria-label={words.say("incident.about")}>
          <div>
            <AffectedServices {...own} />
          </div>
          <Facts {...own} />
          {reviewUrl !== null && <ReviewLink url={reviewUrl} words={words} />}
        </aside>
      </div>
    </article>
  );
}

interface OwnProps {
  incident: IncidentView;
  isConfirmed: boolean;
  words: Words;
}

function IncidentState({ incident, isConfirmed, words }: OwnProps) {
  if (endOf(incident) !== null && !isWatched(incident)) {
    return <StateLabel state="operational">{words.say("status.resolved")}</StateLabel>;
  }
  if (isConfirmed) return <IncidentLabel incident={incident} words={words} />;
  return (
    <StateLabel state="unknown">
      {words.say("incident.lastKnown", { state: words.say(`stateInside.${incident.impact}`) })}
    </StateLabel>
  );
}

/** What stands beside the story: how severe it is, what Nagios sees where a person says otherwise, what came before. */
function Facts({ incident, isConfirmed, words }: OwnProps) {
  const { severity, followsId, isBackdated } = incident;
  const seen = saySeen(incident, isConfirmed, words);
  return (
    <ul className="space-y-1 border-t border-line pt-3 text-s text-ink-2 empty:hidden">
      {severity !== "none" && <li>{words.say(`incidentSeverity.${severity}`)}</li>}
      {seen !== null && <li>{seen}</li>}
      {isBackdated && <li>{words.say("incident.backdated")}</li>}
      {followsId !== null && (
        <li>
          <Fill text={words.raw("incident.follows")} parts={{ incident: <Followed id={followsId} words={words} /> }} />
        </li>
      )}
    </ul>
  );
}

function Followed({ id, words }: { id: number; words: Words }) {
  return (
    <a className="inline-flex min-h-11 items-center text-accent" href={words.href(`/incidents/${id}`)}>
      {words.say("incident.followed")}
    </a>
  );
}

function Review({ html, words }: { html: string; words: Words }) {
  return (
    <section aria-labelledby="review">
      <SectionHeading id="review" title={words.say("incident.review")} />
      <Prose html={html} text="" className="max-w-[62ch]" />
    </section>
  );
}

function ReviewLink({ url, words }: { url: string; words: Words }) {
  return (
    <section className="case px-5 py-4" aria-labelledby="review-link">
      <h2 id="review-link" className="font-serif text-[1.3125rem] leading-tight font-[450]">
        {words.say("incident.review")}
      </h2>
      <p className="mt-1 text-ink-2">{words.say("incident.reviewNote")}</p>
      <p>
        <a className="inline-flex min-h-11 items-center text-accent" href={url} rel="noreferrer">
          {words.say("incident.readReview")}
        </a>
      </p>
    </section>
  );
}
