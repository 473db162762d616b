import type { FollowedGroup, SubscribeReading } from "@/lib/server/subscribe-page";
import { toWebcal } from "@/lib/view/sharing-snippets";
import type { Words } from "@/lib/view/words/speak";
import { Chevron } from "./chevron";

interface PartsProps extends Pick<SubscribeReading, "groups" | "address"> {
  words: Words;
}

/** Everything, each group and each service, with its feeds and calendars. */
export function SubscribeParts({ groups, address, words }: PartsProps) {
  const everything = words.say("subscribe.everything");
  const total = groups.reduce((sum, { components }) => sum + components.length, 0);
  return (
    <div className="case">
      <Part name={everything} note={words.count("services.count", total)} isStrong>
        <Ways feeds="/feed" calendar={`${address}/calendar.ics`} of={everything} words={words} />
      </Part>
      {groups.map((group) => (
        <Group key={group.name ?? ""} group={group} address={address} words={words} />
      ))}
      {total === 0 && (
        <p className="border-t border-line px-4 py-3 text-ink-2 sm:px-6">{words.say("subscribe.nothing")}</p>
      )}
    </div>
  );
}

interface GroupProps extends Omit<PartsProps, "groups"> {
  group: FollowedGroup;
}

function Group({ group: { name, slug, components }, address, words }: GroupProps) {
  const rows = (
    <ul>
      {components.map((component) => (
        <li key={component.slug} className="border-t border-line">
          <Part name={component.name} isInner={name !== null}>
            <Ways
              feeds={`/feed/component/${component.slug}`}
              calendar={`${address}/calendar/component/${component.slug}.ics`}
              of={component.name}
              words={words}
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
        <Ways feeds={`/feed/group/${encodeURIComponent(slug)}`} calendar={null} of={name} words={words} />
      </Part>
      <details>
        <summary className="ledger-note border-t border-line text-s text-ink-2 sm:px-6">
          <Chevron />
          <span aria-hidden="true">{words.count("services.count", components.length)}</span>
          <span className="sr-only">{words.count("services.of", components.length, { name })}</span>
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
  ["RSS", "rss.xml"],
  ["Atom", "atom.xml"],
  ["JSON Feed", "feed.json"],
] as const;

interface WaysProps {
  feeds: string;
  /** Null where there is none. */
  calendar: string | null;
  of: string;
  words: Words;
}

/** The addresses of one part. */
function Ways({ feeds, calendar, of, words }: WaysProps) {
  return (
    <ul className="-mx-2 flex flex-wrap text-[0.875rem]">
      {FORMATS.map(([format, file]) => (
        <Way key={file} href={`${feeds}/${file}`} text={format} of={of} words={words} />
      ))}
      {calendar !== null && (
        <Way href={toWebcal(calendar)} text={words.say("subscribe.calendar")} of={of} words={words} />
      )}
    </ul>
  );
}

function Way({ href, text, of, words }: { href: string; text: string; of: string; words: Words }) {
  return (
    <li>
      <a
        className="inline-flex min-h-11 items-center px-2 text-accent"
        href={href}
        aria-label={words.say("subscribe.formatOf", { format: text, name: of })}
      >
        {text}
      </a>
    </li>
  );
}
