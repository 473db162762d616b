import { appendFileSync, mkdirSync } from "node:fs";
import { dirname } from "node:path";
import { it } from "vitest";
import type { RowId } from "./matrix";

export interface Row {
  id: RowId;
  /** Where a row has several cases. */
  variant?: string;
  fault: string;
  expected: string;
}

/** What was seen, in words, and how long it took from the end of the fault until all was well again. */
export interface Outcome {
  observed: string;
  recoveredMs: number | null;
}

const RESULTS = process.env.CHAOS_RESULTS ?? "test-results/chaos.jsonl";

/** One row of the matrix of faults: a test that injects it, checks what is expected, and writes down what it saw. */
export function chaosRow(row: Row, run: () => Promise<Outcome>, timeoutMs = 120_000): void {
  const { id, variant, fault } = row;
  it(`${id} ${fault}${variant === undefined ? "" : ` (${variant})`}`, { timeout: timeoutMs }, async () => {
    const outcome = await run();
    mkdirSync(dirname(RESULTS), { recursive: true });
    appendFileSync(RESULTS, `${JSON.stringify({ ...row, ...outcome })}\n`);
  });
}
