import { renderToStaticMarkup } from "react-dom/server";
import { describe, expect, it } from "vitest";
import type { MetricView, PageView } from "@/lib/view/page-view";
import { ENGLISH } from "@/lib/view/words/words-of";
import { makeMetric, makePageViews } from "@/tests/fixtures/page-views";
import { Metrics } from "./metrics";

const AT = Date.UTC(2026, 10, 23, 13, 32);
const VIEW: PageView = makePageViews(AT).operational;

function render(metrics: MetricView[], isFresh = true): string {
  return renderToStaticMarkup(<Metrics view={{ ...VIEW, metrics }} isFresh={isFresh} at={AT} words={ENGLISH} />);
}

const readText = (html: string) =>
  html
    .replaceAll(/<[^>]+>/g, " ")
    .replaceAll(/\s+/g, " ")
    .trim();

describe("measurements on the page", () => {
  it("are absent where nothing was chosen", () => {
    expect(render([])).toBe("");
  });

  it("tell the present value, the range of a day, and when it begins and ends", () => {
    const html = render([makeMetric("Patient portal, response time", AT)]);
    expect(readText(html)).toMatch(
      /^Measurements Last 24 hours Patient portal, response time 0\.38 s In the last 24 hours: lowest \S+ s, highest \S+ s, last 0\.38 s\. 14:30 CET, 22 Nov 14:32 CET$/,
    );
    expect(html).toContain('aria-hidden="true"');
    expect(html).not.toMatch(/operational|degraded|outage/);
  });

  it("are unknown while nothing can be confirmed, and when their check is late", () => {
    const metric = makeMetric("Patient portal, response time", AT);
    expect(readText(render([metric], false))).toContain("Unknown, last 0.38 s");
    const late = { ...metric, latest: { value: 0.38, at: AT, isPresent: false } };
    expect(readText(render([late]))).toContain("Unknown, last 0.38 s");
    expect(render([late])).toContain("sign unknown");
  });

  it("name the line from which on a value is slow", () => {
    const html = render([makeMetric("Sign-in", AT, { slowFrom: 2 })]);
    expect(readText(html)).toContain("Slow from 2 s");
    expect(html).toContain("spark-limit");
  });

  it("say that nothing was measured instead of drawing it", () => {
    const html = render([makeMetric("Sign-in", AT, { latest: null, points: Array(97).fill(null) })]);
    expect(readText(html)).toContain("Sign-in Unknown Nothing was measured in the last 24 hours.");
    expect(html).not.toContain("<path");
  });
});
