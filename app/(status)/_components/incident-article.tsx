import type { EpochMs } from "@/lib/domain/time";
import { sayDuration } from "@/lib/view/duration-words";
import { formatClock, formatDate, formatLongDay, formatNear, formatSpan, readDay } from "@/lib/view/format-time";
import { judgeFreshness } from "@/lib/view/judge";
import type { IncidentView, PageView } from "@/lib/view/page-view";
import { STATE_WORDS, STATUS_WORDS } from "@/lib/view/state-words";
import { AffectedServices } from "./affected-services";
import { Crumb } from "./crumb";
import { IncidentTimeline } from "./incident-timeline";
import { PageHeading } from "./page-heading";
import { SectionHeading } from "./section-heading";
import { StateLabel } from "./state-label";

/** One incident from its beginning to its end, as far as that is known at `at`. */
export function IncidentArticle({ incident, view, at }: { incident: IncidentView; view: PageView; at: EpochMs }) {
  const { title, endedAt, components, reviewUrl } = incident;
  const isConfirmed = endedAt !== null || judgeFreshness(view.freshUntil, at) === "fresh";
  return (
    <article className="wrap pb-10 sm:pb-16">
      <Crumb />
      <header className="mt-3 mb-10 sm:mb-14">
        <IncidentState incident={incident} isConfirmed={isConfirmed} />
        <div className="mt-2">
          <PageHeading title={title}>
            <p>{sayCourse(incident, view, at, isConfirmed)}</p>
          </PageHeading>
        </div>
      </header>
      <div className="grid gap-x-12 gap-y-10 lg:grid-cols-[minmax(0,1fr)_19rem]">
        <section aria-labelledby="updates">
          <SectionHeading id="updates" title="Updates">
            <p>Newest first</p>
          </SectionHeading>
          <IncidentTimeline incident={incident} zone={view.timeZone} />
        </section>
        <aside className="space-y-8" aria-label="About this incident">
          <div>
            <AffectedServices components={components} isConfirmed={isConfirmed} />
          </div>
          {reviewUrl !== null && <Review url={reviewUrl} />}
        </aside>
      </div>
    </article>
  );
}

function IncidentState({ incident, isConfirmed }: { incident: IncidentView; isConfirmed: boolean }) {
  const { endedAt, impact, status } = incident;
  if (endedAt !== null) return <StateLabel state="operational">{STATUS_WORDS.resolved}</StateLabel>;
  if (!isConfirmed) return <StateLabel state="unknown">Last known: {STATE_WORDS[impact].toLowerCase()}</StateLabel>;
  return (
    <StateLabel state={impact}>
      {STATE_WORDS[impact]} <span className="font-normal text-ink-2">· {STATUS_WORDS[status]}</span>
    </StateLabel>
  );
}

/** What happened, when and for how long; for one that lasts, only what is still confirmed. */
function sayCourse(incident: IncidentView, view: PageView, at: EpochMs, isConfirmed: boolean): string {
  const { startedAt, endedAt, impact } = incident;
  const zone = view.timeZone;
  const day = formatLongDay(readDay(startedAt, zone));
  const what = `${STATE_WORDS[impact]} on ${day}`;
  if (endedAt !== null) {
    const isOneDay = readDay(startedAt, zone) === readDay(endedAt, zone);
    const span = isOneDay
      ? `${what}, ${formatSpan(startedAt, endedAt, zone)}`
      : `${what}, ${formatClock(startedAt, zone)}, to ${formatClock(endedAt, zone)}, ${formatDate(endedAt, zone)}`;
    return `${span}. It lasted ${sayUnbroken(endedAt - startedAt)}.`;
  }
  const begin = `${STATE_WORDS[impact]} since ${formatClock(startedAt, zone)} on ${day}`;
  if (isConfirmed) return `${begin}. It has lasted ${sayUnbroken(at - startedAt)} so far.`;
  const seen = view.asOf === null ? "" : ` It was last confirmed at ${formatNear(view.asOf, at, zone)}.`;
  return `${begin}.${seen} We cannot confirm right now whether it still lasts.`;
}

/** A span that no line break tears apart. */
function sayUnbroken(spanMs: number): string {
  return sayDuration(spanMs).replaceAll(" ", "\u00a0");
}

function Review({ url }: { url: string }) {
  return (
    <section className="case px-5 py-4" aria-labelledby="review">
      <h2 id="review" className="font-serif text-[1.3125rem] leading-tight font-[450]">
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
