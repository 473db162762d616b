export const OPEN_METRICS_TYPE = "application/openmetrics-text; version=1.0.0; charset=utf-8";

/** Whether an `Accept` header names OpenMetrics with a quality that is not below that of plain text (RFC 9110, 12.5.1). */
export function prefersOpenMetrics(accept: string | null): boolean {
  const quality = (type: string) =>
    Math.max(
      0,
      ...(accept ?? "")
        .toLowerCase()
        .split(",")
        .map((range) => range.split(";").map((part) => part.trim()))
        .filter(([name]) => name === type)
        .map((parts) => Number(parts.find((part) => part.startsWith("q="))?.slice(2) ?? 1) || 0),
    );
  const wanted = quality("application/openmetrics-text");
  return wanted > 0 && wanted >= quality("text/plain");
}

/**
 * The text format 0.0.4 as OpenMetrics 1.0: a family of counters is named without `_total`, there are no empty lines,
 * and the end is marked. prom-client's own way renames its counters for good, so that the next plain scrape is wrong.
 */
export function toOpenMetrics(text: string): string {
  const counters = new Set([...text.matchAll(/^# TYPE (\S+)_total counter$/gm)].map(([, name]) => name));
  const lines = text
    .split("\n")
    .filter((line) => line !== "")
    .map((line) =>
      line.replace(/^(# (?:HELP|TYPE) )(\S+)_total /, (whole, head: string, name: string) =>
        counters.has(name) ? `${head}${name} ` : whole,
      ),
    );
  return `${lines.join("\n")}\n# EOF\n`;
}
