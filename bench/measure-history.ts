import { monitorEventLoopDelay } from "node:perf_hooks";
import { encodeState } from "@/lib/domain/object-history";
import { DEFAULT_MAPPING } from "@/lib/domain/policy";
import { observe } from "@/lib/domain/steps";
import { MINUTE_MS, SECOND_MS } from "@/lib/domain/time";
import { systemClock } from "@/lib/platform/clock";
import { createFigureKeeper } from "@/lib/server/figure-keeper";
import { makeBenchHistory } from "./bench-history";
import { median, type Row } from "./statistics";

/** The bars' figures: from nothing, and a round's share when nearly all of it is known. Without a folder of a site. */
const AT = Date.UTC(2026, 10, 23, 12);

function createKeeper() {
  const deps = { timeZone: "Europe/Berlin", mapping: DEFAULT_MAPPING, toleratedGapMs: 10 * MINUTE_MS };
  return createFigureKeeper({ ...deps, clock: systemClock });
}

async function time(work: () => Promise<unknown>): Promise<number> {
  const startedAt = performance.now();
  await work();
  return performance.now() - startedAt;
}

async function measureFirst(count: number): Promise<{ ms: number; heldMs: number }> {
  const { history, components } = makeBenchHistory(count, AT);
  const delay = monitorEventLoopDelay({ resolution: 1 });
  const runs: number[] = [];
  for (let run = 0; run < 21; run += 1) {
    if (run === 2) delay.enable();
    runs.push(await time(() => createKeeper().figures(history, components, { at: AT, knownUntil: AT })));
  }
  delay.disable();
  return { ms: median(runs), heldMs: delay.max / 1e6 };
}

/** Rounds ten seconds apart, in each of which half a percent of the objects changes. */
async function measureRounds(count: number): Promise<number> {
  const { history, components, states } = makeBenchHistory(count, AT);
  const keeper = createKeeper();
  await keeper.figures(history, components, { at: AT, knownUntil: AT });
  const runs: number[] = [];
  for (let round = 1; round <= 50; round += 1) {
    const at = AT + round * 10 * SECOND_MS;
    const value = encodeState(round % 2 === 0 ? "ok" : "critical", true);
    for (const steps of states.filter((_, index) => index % 200 === round)) observe(steps, at, value);
    runs.push(await time(() => keeper.figures(history, components, { at, knownUntil: at })));
  }
  return median(runs);
}

const ms = (value: number) => `${value.toFixed(value < 10 ? 1 : 0)} ms`;
const first = await measureFirst(200);
const rows: Row[] = [
  { what: "90 days of 200 components, from nothing", measured: ms(first.ms), goal: "< 100 ms" },
  { what: "Event loop held at most meanwhile", measured: ms(first.heldMs), goal: "≤ 50 ms" },
  { what: "A round's share of history, 500 components", measured: ms(await measureRounds(500)), goal: "< 20 ms" },
];
console.log(JSON.stringify(rows));
