import { Chevron } from "@/app/(status)/_components/chevron";
import type { LogLine, LogView } from "@/lib/view/operator-log";
import { Panel } from "./panel";

/** What happened to the service itself, and what it mended. */
export function LogPanel({ log: { today, earlier, hidden } }: { log: LogView }) {
  return (
    <Panel id="log" title="What it mended by itself" note="Last 24 hours">
      {today.length === 0 ? <p className="text-ink-2">Nothing happened.</p> : <Lines lines={today} />}
      {earlier.length > 0 && (
        <details className="mt-2 border-t border-line">
          <summary className="inline-flex min-h-11 items-center gap-2 text-s text-ink-2">
            <Chevron />
            Earlier: {earlier.length}
          </summary>
          <Lines lines={earlier} />
          {hidden > 0 && <p className="text-s text-ink-3">{hidden} older ones are not shown.</p>}
        </details>
      )}
    </Panel>
  );
}

function Lines({ lines }: { lines: readonly LogLine[] }) {
  return (
    <ol className="divide-y divide-line text-[0.875rem] leading-normal">
      {lines.map((line) => (
        <li key={line.id} className="grid gap-x-4 py-2.5 sm:grid-cols-[4.6rem_minmax(0,1fr)]">
          <time className="text-s text-ink-3" dateTime={new Date(line.at).toISOString()}>
            {line.moment}
          </time>
          <p>
            <b className="font-[550]">
              {line.part}
              {line.word !== null && `: ${line.word}`}
            </b>{" "}
            {line.message}
            <span className="text-s text-ink-3">
              {line.repeated !== null && ` ${line.repeated}.`}{" "}
              {line.href !== null && (
                <a className="font-mono" href={line.href}>
                  {line.code}
                </a>
              )}
            </span>
          </p>
        </li>
      ))}
    </ol>
  );
}
