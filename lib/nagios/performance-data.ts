/** One value of a plugin's performance data. */
export interface PerformanceValue {
  label: string;
  /** Null where the plugin could not tell it (`U`), or what stands there is no number. */
  value: number | null;
  /** Unit as the plugin wrote it (`s`, `%`, `MB`, `c` for a counter); empty without one. */
  uom: string;
}

/** Beyond this nothing is measured: sums of such numbers stay numbers. */
const MAX_VALUE = 1e100;
/** With a comma for the point, as plugins write it that format numbers by their locale. */
const NUMBER = /^[+-]?(?:\d+(?:[.,]\d*)?|[.,]\d+)(?:[eE][+-]?\d{1,4}(?!\d))?/;

/**
 * Reads performance data: `'label'=value[UOM];[warn];[crit];[min];[max]`, divided by blanks (Monitoring Plugins
 * Development Guidelines, 2.6). Labels with blanks stand in single quotes, a quote within them is doubled. What cannot be
 * understood is passed over; thresholds are. Never fails; its time grows with the length of the text alone.
 */
export function parsePerformanceData(text: string): PerformanceValue[] {
  const values: PerformanceValue[] = [];
  let at = 0;
  while (at < text.length) {
    if (isBlank(text, at)) {
      at += 1;
      continue;
    }
    const label = text[at] === "'" ? readQuotedLabel(text, at) : readPlainLabel(text, at);
    const end = skipWord(text, label?.end ?? at);
    if (label !== null && label.text !== "") {
      values.push({ label: label.text, ...readValue(text.slice(label.end + 1, end)) });
    }
    at = end;
  }
  return values;
}

/** A label and where its `=` stands. */
interface Label {
  text: string;
  end: number;
}

function readPlainLabel(text: string, from: number): Label | null {
  let end = from;
  while (end < text.length && text[end] !== "=" && !isBlank(text, end)) end += 1;
  return text[end] === "=" ? { text: text.slice(from, end), end } : null;
}

function readQuotedLabel(text: string, from: number): Label | null {
  let end = from + 1;
  for (;;) {
    end = text.indexOf("'", end);
    if (end === -1) return null;
    if (text[end + 1] !== "'") break;
    end += 2;
  }
  if (text[end + 1] !== "=") return null;
  return { text: text.slice(from + 1, end).replaceAll("''", "'"), end: end + 1 };
}

function readValue(word: string): Omit<PerformanceValue, "label"> {
  const [measured = ""] = word.split(";", 1);
  const [digits = ""] = NUMBER.exec(measured) ?? [];
  const value = Number(digits.replace(",", "."));
  const uom = measured.slice(digits.length);
  // "1.2.3" is a version and no measurement.
  const isNumber = digits !== "" && Math.abs(value) <= MAX_VALUE && !/^[\d.,]/.test(uom);
  return isNumber ? { value, uom } : { value: null, uom: "" };
}

function skipWord(text: string, from: number): number {
  let at = from;
  while (at < text.length && !isBlank(text, at)) at += 1;
  return at;
}

function isBlank(text: string, at: number): boolean {
  const sign = text[at];
  return sign === " " || sign === "\t" || sign === "\r" || sign === "\n";
}
