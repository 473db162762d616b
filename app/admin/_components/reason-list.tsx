import type { ReasonLine } from "@/lib/view/operator-incidents";

/** What was said, with why, newest first. */
export function ReasonList({ lines, label }: { lines: readonly ReasonLine[]; label: string }) {
  return (
    <ol className="divide-y divide-line border-t border-line" aria-label={label}>
      {lines.map(({ id, at, moment, word, reason }) => (
        <li key={id} className="grid gap-x-4 py-2 sm:grid-cols-[4.6rem_minmax(0,1fr)]">
          <time className="text-s text-ink-3 tabular-nums" dateTime={new Date(at).toISOString()}>
            {moment}
          </time>
          <p>
            <b className="font-[550]">{word}</b> {reason !== word && reason}
          </p>
        </li>
      ))}
    </ol>
  );
}
