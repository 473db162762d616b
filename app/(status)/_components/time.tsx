import type { EpochMs } from "@/lib/domain/time";
import { formatClock, formatMoment } from "@/lib/view/format-time";

/**
 * An instant in the page's zone, for people and for programs. The short names of zones come from whoever formats:
 * should a browser know another one than the server, the server's stays.
 */
export function Time({
  at,
  zone,
  format = formatClock,
  className,
}: {
  at: EpochMs;
  zone: string;
  format?: (at: EpochMs, zone: string) => string;
  className?: string;
}) {
  return (
    <time
      dateTime={new Date(at).toISOString()}
      title={formatMoment(at, zone)}
      className={className}
      suppressHydrationWarning
    >
      {format(at, zone)}
    </time>
  );
}
