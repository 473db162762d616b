import { fileURLToPath } from "node:url";
import { expect, it } from "vitest";
import { RUNNING, SNAPSHOTS } from "@/tests/fixtures/nagios/read-fixture";
import { compareWithFile } from "./argued-file";
import { CHECK_PACE, replaySnapshots } from "./replay-snapshots";
import { type Entry, tellReplay, tellShortly } from "./tell-snapshots";

const PATH = fileURLToPath(new URL("./expected-snapshots.md", import.meta.url));

const PREFACE = `# What is told of the sixteen snapshots

A real Nagios was driven through twelve minutes of a small site: a bad release, a maintenance of a mail server, a switch
without power, a tunnel that flaps, a reload, a rotated log, a stop, a crash, a dead edge router, a propagated downtime, a
silent external API. Its files were saved sixteen times on the way (tests/fixtures/nagios). That is the whole scenario of the
lab that the snapshots come from, so that this is the account of the lab's scenario, too.

Here the service lives through these moments, with everything on show as eight components. Nagios checked every five
seconds, which is sixty times its usual pace; so all windows are a tenth of what a configuration has that says nothing:
${CHECK_PACE.groupingWindowMs / 1000} seconds for what belongs together, ${CHECK_PACE.reopeningWindowMs / 1000} for what comes back, ${CHECK_PACE.monitoringMs / 1000} until something counts as resolved. Times are UTC.

The tables are written by the service (\`UPDATE_EXPECTED=1 npx vitest run --project simulation tests/replay/snapshots\`), and
a test compares. The line "Why:" below each is written by hand: why a careful person would tell it so. An entry without one
fails the test.`;

it("the snapshots make the incidents and maintenances that a careful person would write", async () => {
  const rounds = await replaySnapshots(SNAPSHOTS, { hasLogs: true, rules: CHECK_PACE });
  const alone: Entry[] = [];
  for (const name of RUNNING) {
    alone.push(tellShortly(name, await replaySnapshots([name], { hasLogs: false, rules: CHECK_PACE })));
  }
  const { found, expected, missing } = compareWithFile(PATH, PREFACE, [
    {
      title: "Poll after poll",
      intro: "One service, one poll at each of the sixteen moments, with the log.",
      entries: tellReplay(rounds),
    },
    {
      title: "Each moment as a first start",
      intro:
        "A new service each time, which sees this moment alone and no log. Begins are as well known as status.dat tells them.",
      entries: alone,
    },
  ]);
  expect(found).toBe(expected);
  expect(missing).toEqual([]);
});
