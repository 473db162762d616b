import type { EpochMs } from "@/lib/domain/time";
import { judgeFreshness } from "@/lib/view/judge";
import type { MaintenanceView, Truth } from "@/lib/view/page-view";
import { readDay } from "@/lib/view/wall-time";
import type { Words } from "@/lib/view/words/speak";
import { Crumb } from "./crumb";
import { MaintenanceWindow } from "./maintenance-window";
import { PageHeading } from "./page-heading";
import { Prose } from "./prose";
import { SectionHeading } from "./section-heading";
import { StateLabel } from "./state-label";
import { TimelineEntry } from "./timeline-entry";

interface MaintenanceArticleProps {
  maintenance: MaintenanceView;
  /** When it is true, and the zone in which it is told. */
  view: Truth;
  at: EpochMs;
  words: Words;
}

/** One maintenance: what is done, when, to which services, and what became of it so far. */
export function MaintenanceArticle({ maintenance, view, at, words }: MaintenanceArticleProps) {
  const zone = view.timeZone;
  const { title, status, endedAt, text, html, updates } = maintenance;
  const isConfirmed = endedAt !== null || judgeFreshness(view.freshUntil, at) === "fresh";
  return (
    <article className="wrap pb-10 sm:pb-16">
      <Crumb words={words} />
      <header className="mt-3 mb-10 sm:mb-14">
        <StateLabel state="under_maintenance">
          {words.say(`maintenanceTitle.${isConfirmed ? status : "scheduled"}`)}
        </StateLabel>
        <div className="mt-2">
          <PageHeading title={title}>
            <p>{sayWhen(maintenance, zone, words)}</p>
            {!isConfirmed && <p>{words.say("maintenance.unconfirmed")}</p>}
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
              <MaintenanceWindow maintenance={maintenance} zone={zone} at={at} isFresh={isConfirmed} words={words} />
            </div>
          )}
          <Updates maintenance={maintenance} zone={zone} words={words} />
        </div>
        <Services maintenance={maintenance} words={words} />
      </div>
    </article>
  );
}

/** The window that was announced; of one that is over, the time that it took. */
function sayWhen({ status, startsAt, endsAt, beganAt, endedAt }: MaintenanceView, zone: string, words: Words): string {
  if (beganAt !== null && endedAt !== null) {
    const window = sayLongWindow(beganAt, endedAt, zone, words);
    return words.say("maintenance.took", { window, duration: words.duration(endedAt - beganAt) });
  }
  const window = sayLongWindow(startsAt, endsAt, zone, words);
  return words.say(status === "cancelled" ? "maintenance.notHeld" : "maintenance.window", { window });
}

function sayLongWindow(from: EpochMs, to: EpochMs, zone: string, { dates, say }: Words): string {
  const date = readDay(from, zone);
  const day = dates.formatLongDay(date);
  if (date === readDay(to, zone)) return say("maintenance.dayHours", { day, hours: dates.formatSpan(from, to, zone) });
  return say("maintenance.dayLater", { day, from: dates.formatClock(from, zone), to: dates.formatMoment(to, zone) });
}

interface UpdatesProps {
  maintenance: MaintenanceView;
  zone: string;
  words: Words;
}

function Updates({ maintenance: { updates }, zone, words }: UpdatesProps) {
  return (
    <section aria-labelledby="updates">
      <SectionHeading id="updates" title={words.say("update.title")}>
        <p>{words.say("update.newestFirst")}</p>
      </SectionHeading>
      <ol className="thread timeline">
        {updates.map(({ at, status, text }, index) => (
          <TimelineEntry
            key={`${at}-${status}-${text}`}
            anchor={null}
            at={at}
            zone={zone}
            title={words.say(`maintenanceStatus.${status}`)}
            meta={<span className="lozenge">{words.say("update.automatic")}</span>}
            words={words}
          >
            <p className={index === 0 ? "" : "text-ink-2"}>{text}</p>
          </TimelineEntry>
        ))}
      </ol>
    </section>
  );
}

function Services({ maintenance: { components }, words }: Omit<UpdatesProps, "zone">) {
  return (
    <aside aria-label={words.say("maintenance.about")}>
      <p className="text-s font-medium text-ink-3">{words.say("affected.title")}</p>
      <ul>
        {components.map(({ slug, name }) => (
          <li key={slug} className="border-t border-line text-[0.875rem] leading-snug first:border-t-0">
            <a
              className="flex min-h-11 items-center decoration-transparent hover:decoration-current"
              href={words.href(`/components/${slug}`)}
            >
              {name}
            </a>
          </li>
        ))}
      </ul>
    </aside>
  );
}
