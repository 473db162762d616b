import { describe, expect, it } from "vitest";
import { noSeconds, type StateSeconds } from "@/lib/domain/availability";
import { DEFAULT_WEIGHTS } from "@/lib/domain/policy";
import { sayReportRow } from "./report-words";
import { answerReport, describeReport, renderReportCsv } from "./sla-report";
import { ENGLISH } from "./words/words-of";

const WINDOW = { from: Date.UTC(2026, 10, 1), to: Date.UTC(2026, 11, 1) };
const MONTH = 30 * 86_400;

function report(seconds: Partial<StateSeconds>, { sla = 99.9 as number | null, at = WINDOW.to } = {}) {
  const component = { slug: "website", name: "Website", group: null, sla, seconds: { ...noSeconds(), ...seconds } };
  const frame = { month: "2026-11", timeZone: "UTC", since: 0, weights: DEFAULT_WEIGHTS };
  return describeReport({ ...frame, window: WINDOW, at, components: [component] });
}

function words(...input: Parameters<typeof report>) {
  return report(...input).rows.map((row) => sayReportRow(row, ENGLISH))[0];
}

describe("the report of a month", () => {
  it("says what was promised, used and left, and whether it was kept", () => {
    expect(words({ operational: MONTH - 600, major_outage: 600 })).toEqual({
      target: "99.9\u00a0%",
      uptime: "99.97\u00a0%",
      known: "100\u00a0%",
      allowed: "43 minutes",
      used: "10 minutes",
      left: "33 minutes",
      state: "Met",
    });
    expect(words({ operational: MONTH - 3000, major_outage: 3000 })).toMatchObject({
      left: "overspent by 6 minutes",
      state: "Missed",
    });
  });

  it("leaves open what the rest of the month decides, but not what is broken already", () => {
    const at = WINDOW.from + 86_400_000;
    expect(report({ operational: 86_400 }, { at })).toMatchObject({ isOver: false, until: at });
    expect(words({ operational: 86_400 }, { at })?.state).toBe("Can still be met");
    expect(words({ operational: 80_000, major_outage: 6400 }, { at })?.state).toBe("Missed");
  });

  it("claims nothing about time that is not known, and nothing where nothing was promised", () => {
    expect(words({ unknown: MONTH })?.state).toBe("Not known");
    expect(words({ unknown: MONTH / 2, operational: MONTH / 2 })).toMatchObject({
      state: "Met in the time that is known",
      allowed: "21 minutes",
    });
    expect(words({ operational: MONTH }, { sla: null })).toMatchObject({
      target: "–",
      allowed: "–",
      state: "–",
    });
  });

  it("is told to programs with seconds, and with null for what is not decided", () => {
    const answer = answerReport(report({ operational: MONTH - 3000, major_outage: 3000 }));
    expect(answer).toMatchObject({
      month: "2026-11",
      from: "2026-11-01T00:00:00.000Z",
      counted_until: "2026-12-01T00:00:00.000Z",
      components: [
        {
          slug: "website",
          target_percent: 99.9,
          met: false,
          error_budget_seconds: { allowed: 2592, used: 3000, left: -408 },
        },
      ],
    });
    expect(renderReportCsv(answer).split("\r\n")[1]).toBe(
      "website,Website,2026-11,99.9,false,2592,3000,-408,2589000,0,0,3000,0,0,99.884259,99.884259,100",
    );
    const open = answerReport(report({ operational: 5 }, { at: WINDOW.from + 5000 }));
    expect(open.components[0]?.met).toBeNull();
    const bare = answerReport(report({ operational: MONTH }, { sla: null }));
    expect(bare.components[0]).toMatchObject({ target_percent: null, error_budget_seconds: null, met: null });
    expect(renderReportCsv(bare)).toContain("website,Website,2026-11,,,,,,2592000,");
  });
});
