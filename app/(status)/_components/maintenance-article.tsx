import type { EpochMs } from "@/lib/domain/time";
import { sayDuration } from "@/lib/view/duration-words";
import { formatClock, formatDate, formatLongDay, formatSpan, readDay } from "@/lib/view/format-time";
import { judgeFreshness } from "@/lib/view/judge";
import { MAINTENANCE_TITLES, MAINTENANCE_WORDS } from "@/lib/view/maintenance-words";
import type { MaintenanceView, PageView } from "@/lib/view/page-view";
import { Crumb } from "./crumb";
import { MaintenanceWindow } from "./maintenance-window";
import { PageHeading } from "./page-heading";
import { Prose } from "./prose";
import { SectionHeading } from "./section-heading";
import { StateLabel } from "./state-label";
import { TimelineEntry } from "./timeline-entry";

interface MaintenanceArticleProps {
  maintenance: MaintenanceView;
  view: PageView;
  at: EpochMs;
}

/** One maintenance: what is done, when, to which services, and what became of it so far. */
export function MaintenanceArticle({ maintenance, view, at }: MaintenanceArticleProps) {
  const { title, status, endedAt, text, html, updates } = maintenance;
  const zone = view.timeZone;
  const isConfirmed = endedAt !== null || judgeFreshness(view.freshUntil, at) === "fresh";
  return (
    <article className="wrap pb-10 sm:pb-16">
      <Crumb />
      <header className="mt-3 mb-10 sm:mb-14">
        <StateLabel state="under_maintenance">
          {isConfirmed ? MAINTENANCE_TITLES[status] : MAINTENANCE_TITLES.scheduled}
        </StateLabel>
        <div className="mt-2">
          <PageHeading title={title}>
            <p>{sayWhen(maintenance, zone)}</p>
            {!isConfirmed && <p>We cannot confirm right now whether it is under way.</p>}
          </PageHeading>
        </div>
      </header>
      <div className="grid gap-x-12 gap-y-10 lg:grid-cols-[minmax(0,1fr)_19rem]">
        <div className="space-y-10">
          {!updates.some((update) => update.text === text) && (
            <Prose html={html} text={text} className="max-w-[62ch] text-base" />
          )}
          {endedAt === null && (
            <div className="max-w-[34rem]">
              <MaintenanceWindow maintenance={maintenance} zone={zone} at={at} isFresh={isConfirmed} />
            </div>
          )}
          <Updates maintenance={maintenance} zone={zone} />
        </div>
        <Services maintenance={maintenance} />
      </div>
    </article>
  );
}

/** The window that was announced; of one that is over, the time that it took. */
function sayWhen({ status, startsAt, endsAt, beganAt, endedAt }: MaintenanceView, zone: string): string {
  if (beganAt !== null && endedAt !== null) {
    return `${sayWindow(beganAt, endedAt, zone)}. It took ${sayDuration(endedAt - beganAt)}.`;
  }
  const window = sayWindow(startsAt, endsAt, zone);
  return status === "cancelled" ? `It was announced for ${window}, and did not take place.` : `${window}.`;
}

function sayWindow(from: EpochMs, to: EpochMs, zone: string): string {
  const day = formatLongDay(readDay(from, zone));
  if (readDay(from, zone) === readDay(to, zone)) return `${day}, ${formatSpan(from, to, zone)}`;
  return `${day}, ${formatClock(from, zone)}, to ${formatClock(to, zone)}, ${formatDate(to, zone)}`;
}

function Updates({ maintenance: { updates }, zone }: { maintenance: MaintenanceView; zone: string }) {
  return (
    <section aria-labelledby="updates">
      <SectionHeading id="updates" title="Updates">
        <p>Newest first</p>
      </SectionHeading>
      <ol className="thread timeline">
        {updates.map(({ at, status, text }, index) => (
          <TimelineEntry
            key={`${at}-${status}-${text}`}
            anchor={null}
            at={at}
            zone={zone}
            title={MAINTENANCE_WORDS[status]}
            meta={<span className="lozenge">Automatic</span>}
          >
            <p className={index === 0 ? "" : "text-ink-2"}>{text}</p>
          </TimelineEntry>
        ))}
      </ol>
    </section>
  );
}

function Services({ maintenance: { components } }: { maintenance: MaintenanceView }) {
  return (
    <aside aria-label="About this maintenance">
      <p className="text-s font-medium text-ink-3">Affected services</p>
      <ul>
        {components.map(({ slug, name }) => (
          <li key={slug} className="border-t border-line text-[0.875rem] leading-snug first:border-t-0">
            <a
              className="flex min-h-11 items-center decoration-transparent hover:decoration-current"
              href={`/components/${slug}`}
            >
              {name}
            </a>
          </li>
        ))}
      </ul>
    </aside>
  );
}
