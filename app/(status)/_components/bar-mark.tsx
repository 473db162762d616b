import { heightOf } from "@/lib/view/bar-words";
import type { DisturbedDay } from "@/lib/view/page-view";

/** The last days of a bar, which is all that a phone shows of it. */
const PHONE_DAYS = 30;
const ALL_DAYS = 90;
/** So far from an end of the bar the text of a day is aligned with that end. */
const NEAR_END = 20;

interface BarMarkProps {
  index: number;
  /** The day's letter; null for a quiet one, which is drawn already. */
  letter: string | null;
  day: DisturbedDay | undefined;
  /** Null while nobody is there to read it. */
  label: string | null;
  /** Where more is told of the day; null where nothing is, or nothing can be pressed. */
  href: string | null;
}

/** One day that stands out, with its text; or a quiet one that the pointer or the cursor is at. */
export function BarMark({ index, letter, day, label, href }: BarMarkProps) {
  const classes = ["mark", columnOf(index)];
  if (letter !== null) classes.push(`mark-${letter}`, `mark-h${day === undefined ? 1 : heightOf(day)}`);
  if (index < ALL_DAYS - PHONE_DAYS) classes.push("mark-early");
  if (index < NEAR_END) classes.push("tip-start");
  if (index >= ALL_DAYS - NEAR_END) classes.push("tip-end");
  const className = classes.join(" ");
  if (href !== null) {
    return (
      <a className={className} href={href}>
        <b>{label}</b>
      </a>
    );
  }
  return (
    <i className={className} tabIndex={letter === null ? -1 : undefined}>
      {label !== null && <b>{label}</b>}
    </i>
  );
}

/** The class that puts a mark at its day. */
export function columnOf(index: number): string {
  return `col-start-${index + 1}`;
}
