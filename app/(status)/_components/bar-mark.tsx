import { MARK_LETTERS } from "@/lib/view/history-view";

/** The last days of a bar, which is all that a phone shows of it. */
const PHONE_DAYS = 30;
const ALL_DAYS = 90;
/** So far from an end of the bar the text of a day is aligned with that end. */
const NEAR_END = 20;

interface BarMarkProps {
  index: number;
  letter: string;
  /** See `BarsView.heights`. */
  height: string;
  label: string;
  /** Where more is told of the day; null where nothing can be pressed. */
  href: string | null;
}

/** A frame around one day of a bar, with its text. */
export function BarMark({ index, letter, height, label, href }: BarMarkProps) {
  const classes = ["mark", letter === MARK_LETTERS.unknown ? "mark-u" : `mark-h${height}`];
  if (index < ALL_DAYS - PHONE_DAYS) classes.push("mark-early");
  if (index < NEAR_END) classes.push("tip-start");
  if (index >= ALL_DAYS - NEAR_END) classes.push("tip-end");
  const className = classes.join(" ");
  const style = { gridColumn: index + 1 };
  return href === null ? (
    <i className={className} style={style}>
      <b>{label}</b>
    </i>
  ) : (
    <a className={className} style={style} href={href} tabIndex={-1}>
      <b>{label}</b>
    </a>
  );
}
