import { rm } from "node:fs/promises";
import { fileURLToPath, pathToFileURL } from "node:url";
import { build } from "esbuild";
import { expect, it } from "vitest";
import { sayFault } from "./faults";
import type { Life, simulate as Simulate } from "./simulate";

const SEEDS = Number(process.env.SIMULATION_SEEDS ?? 500);
const ONE_SEED = process.env.SEED === undefined ? null : Number(process.env.SEED);

/** The simulator as one plain module: through the test runner's own loading each life takes half as long again. */
async function loadSimulator(shard: number): Promise<typeof Simulate> {
  const root = fileURLToPath(new URL("../..", import.meta.url));
  const outfile = `${root}/node_modules/.cache/simulation/${shard}-${process.pid}.mjs`;
  await build({
    entryPoints: [`${root}/tests/simulation/simulate.ts`],
    outfile,
    bundle: true,
    platform: "node",
    format: "esm",
    packages: "external",
    alias: { "@": root },
    logLevel: "error",
  });
  const loaded: { simulate: typeof Simulate } = await import(/* @vite-ignore */ pathToFileURL(outfile).href);
  await rm(outfile);
  return loaded.simulate;
}

/** The whole story of a failed life, enough to live it again. */
export function sayFailure({ seed, violation, faults, intervalMs }: Life): string {
  const schedule = faults.map((fault) => `  ${sayFault(fault)}`).join("\n");
  return `seed ${seed} (polls every ${intervalMs / 60_000} min): ${violation}\n${schedule}
Again: SEED=${seed} npx vitest run --project simulation`;
}

/** Lives every n-th seed. Each shard is a file of its own, so that every core has one. */
export function runShard(shard: number, shards: number): void {
  if (ONE_SEED !== null) {
    it.runIf(shard === 0)(`the life of seed ${ONE_SEED}`, async () => {
      const simulate = await loadSimulator(shard);
      const lines: string[] = [];
      const life = await simulate(ONE_SEED, {}, (line) => lines.push(line));
      console.log(lines.join("\n"));
      if (life.violation !== null) expect.fail(sayFailure(life));
    });
    return;
  }
  const seeds = Array.from({ length: SEEDS }, (_, seed) => seed + 1).filter((seed) => seed % shards === shard);
  it(`lives ${seeds.length} days under random faults, and all that must hold does`, async () => {
    const simulate = await loadSimulator(shard);
    const sums = { rounds: 0, recoveries: 0, incidents: 0, faults: 0 };
    for (const seed of seeds) {
      const life = await simulate(seed);
      if (life.violation !== null) expect.fail(sayFailure(life));
      sums.rounds += life.rounds;
      sums.recoveries += life.recoveries;
      sums.incidents += life.incidents;
      sums.faults += life.faults.length;
    }
    console.log(`${seeds.length} lives: ${JSON.stringify(sums)}`);
    expect(sums.rounds).toBeGreaterThan(100 * seeds.length);
  });
}
