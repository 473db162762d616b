import type { EpochMs } from "@/lib/domain/time";
import type { Words } from "@/lib/view/words/speak";

interface TimeProps {
  at: EpochMs;
  zone: string;
  words: Words;
  /** A clock with its zone, where nothing else is asked for. */
  format?: (at: EpochMs, zone: string) => string;
  className?: string;
}

/**
 * An instant in the page's zone, for people and for programs. The short names of zones come from whoever formats:
 * should a browser know another one than the server, the server's stays.
 */
export function Time({ at, zone, words: { dates }, format = dates.formatClock, className }: TimeProps) {
  return (
    <time
      dateTime={new Date(at).toISOString()}
      title={dates.formatMoment(at, zone)}
      className={className}
      suppressHydrationWarning
    >
      {format(at, zone)}
    </time>
  );
}
