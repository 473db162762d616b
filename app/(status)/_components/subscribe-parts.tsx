import type { FollowedGroup, SubscribeReading } from "@/lib/server/subscribe-page";
import { toWebcal } from "@/lib/view/sharing-snippets";
import { SUBSCRIBE_WORDS as WORDS } from "@/lib/view/subscribe-words";
import { Chevron } from "./chevron";

type Parts = Pick<SubscribeReading, "groups" | "address">;

/** Everything, each group and each service, with its feeds and calendars. */
export function SubscribeParts({ groups, address }: Parts) {
  const total = groups.reduce((sum, { components }) => sum + components.length, 0);
  return (
    <div className="case">
      <Part name={WORDS.everything} note={WORDS.services(total)} isStrong>
        <Ways feeds="/feed" calendar={`${address}/calendar.ics`} of={WORDS.everything} />
      </Part>
      {groups.map((group) => (
        <Group key={group.name ?? ""} group={group} address={address} />
      ))}
      {total === 0 && <p className="border-t border-line px-4 py-3 text-ink-2 sm:px-6">{WORDS.nothing}</p>}
    </div>
  );
}

function Group({ group: { name, slug, components }, address }: { group: FollowedGroup; address: string }) {
  const rows = (
    <ul>
      {components.map((component) => (
        <li key={component.slug} className="border-t border-line">
          <Part name={component.name} isInner={name !== null}>
            <Ways
              feeds={`/feed/component/${component.slug}`}
              calendar={`${address}/calendar/component/${component.slug}.ics`}
              of={component.name}
            />
          </Part>
        </li>
      ))}
    </ul>
  );
  if (name === null || slug === null) return rows;
  return (
    <section className="border-t border-line-2" aria-label={name}>
      <Part name={name} isStrong>
        <Ways feeds={`/feed/group/${encodeURIComponent(slug)}`} calendar={null} of={name} />
      </Part>
      <details>
        <summary className="ledger-note border-t border-line text-s text-ink-2 sm:px-6">
          <Chevron />
          {WORDS.services(components.length)} <span className="sr-only">{WORDS.of(name)}</span>
        </summary>
        {rows}
      </details>
    </section>
  );
}

interface PartProps {
  name: string;
  note?: string;
  isStrong?: boolean;
  isInner?: boolean;
  children: React.ReactNode;
}

function Part({ name, note, isStrong = false, isInner = false, children }: PartProps) {
  return (
    <div
      className={`flex flex-wrap items-center justify-between gap-x-6 px-4 py-1.5 sm:px-6 ${isInner ? "sm:ps-11" : ""}`}
    >
      <p className={`min-w-0 flex-[1_1_12rem] pt-1 leading-snug sm:py-2 ${isStrong ? "text-base font-semibold" : ""}`}>
        {name}
        {note && <span className="ms-2 text-s font-normal text-ink-3">{note}</span>}
      </p>
      {children}
    </div>
  );
}

const FORMATS = [
  [WORDS.rss, "rss.xml"],
  [WORDS.atom, "atom.xml"],
  [WORDS.json, "feed.json"],
] as const;

/** The addresses of one part. `calendar` is null where there is none. */
function Ways({ feeds, calendar, of }: { feeds: string; calendar: string | null; of: string }) {
  return (
    <ul className="-mx-2 flex flex-wrap text-[0.875rem]">
      {FORMATS.map(([format, file]) => (
        <Way key={file} href={`${feeds}/${file}`} text={format} of={of} />
      ))}
      {calendar !== null && <Way href={toWebcal(calendar)} text={WORDS.calendar} of={of} />}
    </ul>
  );
}

function Way({ href, text, of }: { href: string; text: string; of: string }) {
  return (
    <li>
      <a className="inline-flex min-h-11 items-center px-2 text-accent" href={href}>
        {text}
        <span className="sr-only">&nbsp;{WORDS.of(of)}</span>
      </a>
    </li>
  );
}
