import { useEffect, useState } from "react";
import { type EpochMs, SECOND_MS } from "@/lib/domain/time";
import type { Words } from "@/lib/view/words/speak";

const WIDTH = 56;

interface DataAgeProps {
  asOf: EpochMs;
  freshUntil: EpochMs;
  at: EpochMs;
  readNow: () => EpochMs;
  words: Words;
}

/** How old the data is, counted by the second, and as a small meter against the age at which it expires. */
export function DataAge({ asOf, freshUntil, at: first, readNow, words }: DataAgeProps) {
  const at = useSecond(first, readNow);
  const spent = Math.min(1, Math.max(0, (at - asOf) / Math.max(1, freshUntil - asOf)));
  return (
    <span className="inline-flex items-center gap-2 whitespace-nowrap tabular-nums">
      <svg className="h-2 w-14 shrink-0 print:hidden" viewBox={`0 0 ${WIDTH} 8`} aria-hidden="true">
        <rect className="fill-none stroke-line-3" x="0.5" y="0.5" width={WIDTH - 1} height="7" rx="2" />
        <rect className="fill-ink-2" x="2" y="2" width={(WIDTH - 4) * spent} height="4" rx="1" />
      </svg>
      {words.say("asOf.age", { span: words.duration(at - asOf) })}
    </span>
  );
}

/** The present second; the first drawing uses the instant that the server used. */
function useSecond(first: EpochMs, readNow: () => EpochMs): EpochMs {
  const [at, setAt] = useState(first);
  useEffect(() => {
    const timer = setInterval(() => setAt(readNow()), SECOND_MS);
    return () => clearInterval(timer);
  }, [readNow]);
  return at;
}
