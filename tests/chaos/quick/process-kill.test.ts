import { expect } from "vitest";
import { chaosRow } from "@/tests/chaos/chaos-row";
import { describeKills, killAgainAndAgain } from "@/tests/chaos/kill-loop";

chaosRow(
  {
    id: "P1",
    variant: "5 times",
    fault: "kill -9 of the server at a random moment, while people write and Nagios changes",
    expected: "nothing acknowledged is lost, no incident twice, integrity_check ok, no connection refused",
  },
  async () => {
    const report = await killAgainAndAgain(5);
    expect(report.acknowledged).toBeGreaterThan(0);
    expect(report.answers.ECONNREFUSED).toBeUndefined();
    return {
      observed: describeKills(report),
      recoveredMs: report.backMs[Math.floor(report.backMs.length / 2)] ?? null,
    };
  },
);
