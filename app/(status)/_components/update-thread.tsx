import type { EpochMs } from "@/lib/domain/time";
import type { IncidentView } from "@/lib/view/page-view";
import type { Words } from "@/lib/view/words/speak";
import { Prose } from "./prose";
import { Still } from "./still";
import { Time } from "./time";
import { UpdateAuthor } from "./update-author";

/** A card tells so many of the newest updates; the rest stand on the incident's own page. */
const SHOWN = 3;

interface UpdateThreadProps {
  incident: IncidentView;
  zone: string;
  at: EpochMs;
  /** False while nobody can know whether it still lasts. */
  isConfirmed: boolean;
  words: Words;
}

/** The newest updates, newest first. */
export function UpdateThread({ incident, zone, at, isConfirmed, words }: UpdateThreadProps) {
  const { id, title, updates, updateCount } = incident;
  const href = words.href(`/incidents/${id}`);
  const shown = updates.slice(0, SHOWN);
  const hidden = updateCount - shown.length;
  return (
    <div className="min-w-0 max-w-[62ch]">
      {isConfirmed && <Still text={incident.still} words={words} />}
      <ol className="thread">
        {shown.map((update, index) => (
          <li key={update.id} className="ps-6 pb-4 last:pb-0">
            <p className="flex flex-wrap gap-x-3 text-s leading-relaxed text-ink-3">
              <b className="font-[550] text-ink">{words.say(`status.${update.status}`)}</b>
              <UpdateTime at={update.at} now={at} zone={zone} href={`${href}#update-${update.id}`} words={words} />
              <span>{words.say("update.ago", { span: words.minutes(at - update.at) })}</span>
              <UpdateAuthor {...update} words={words} />
              {update.editedAt !== null && <span>{words.say("update.edited")}</span>}
            </p>
            <Prose html={update.html} text={update.text} className={index === 0 ? "text-base" : "text-ink-2"} />
          </li>
        ))}
      </ol>
      {hidden > 0 && (
        <p className="mt-1 ps-6 text-[0.875rem]">
          <a
            className="inline-flex min-h-11 items-center text-accent"
            href={href}
            aria-label={words.count("update.earlierOn", hidden, { title })}
          >
            {words.count("update.earlier", hidden)}
          </a>
        </p>
      )}
    </div>
  );
}

interface UpdateTimeProps {
  at: EpochMs;
  now: EpochMs;
  zone: string;
  href: string;
  words: Words;
}

/** When it was said, as the link to it. */
function UpdateTime({ at, now, zone, href, words }: UpdateTimeProps) {
  const time = words.dates.formatNear(at, now, zone);
  return (
    <a
      className="-my-1 py-1 decoration-transparent hover:decoration-current"
      href={href}
      aria-label={words.say("update.permalinkTo", { time })}
      suppressHydrationWarning
    >
      <Time at={at} zone={zone} words={words} format={() => time} />
    </a>
  );
}
