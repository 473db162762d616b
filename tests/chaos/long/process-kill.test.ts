import { expect } from "vitest";
import { chaosRow } from "@/tests/chaos/chaos-row";
import { describeKills, killAgainAndAgain } from "@/tests/chaos/kill-loop";

const KILLS = 200;

chaosRow(
  {
    id: "P1",
    variant: `${KILLS} times`,
    fault: "kill -9 of the server at a random moment, while people write and Nagios changes",
    expected: "nothing acknowledged is lost, no incident twice, integrity_check ok, no connection refused",
  },
  async () => {
    const report = await killAgainAndAgain(KILLS);
    expect(report.acknowledged).toBeGreaterThan(KILLS);
    expect(report.answers.ECONNREFUSED).toBeUndefined();
    return {
      observed: describeKills(report),
      recoveredMs: report.backMs[Math.floor(report.backMs.length / 2)] ?? null,
    };
  },
  5_400_000,
);
