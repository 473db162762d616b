import { execFileSync } from "node:child_process";
import { buildSync } from "esbuild";
import { expect, it } from "vitest";

it("a heap that overflows is seen to be almost full before it does", () => {
  // Of the limit that V8 names, 48 MiB are for young objects alone: a heap of 256 MiB dies before nine tenths of it.
  const { outputFiles } = buildSync({
    stdin: { contents: GROW, resolveDir: import.meta.dirname, loader: "ts" },
    bundle: true,
    write: false,
    platform: "node",
    format: "esm",
  });
  const args = ["--max-old-space-size=256", "--input-type=module", "--eval", outputFiles[0]?.text ?? ""];
  expect(execFileSync(process.execPath, args, { encoding: "utf8" })).toBe("seen");
});

const GROW = `
import { readMemoryUse } from "./memory-limit";
const kept = [];
setInterval(() => {
  kept.push(Array.from({ length: 4000 }, () => ({})));
  if (readMemoryUse().heapShare < 0.9) return;
  process.stdout.write("seen");
  process.exit();
}, 1);
`;
