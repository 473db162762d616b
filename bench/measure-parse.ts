import { readFileSync, statSync } from "node:fs";
import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { createNameCache } from "@/lib/nagios/name-cache";
import { createStatusScanner } from "@/lib/nagios/status-scanner";
import { createSourceReader } from "@/lib/poller/read-source";
import { median, type Row } from "./statistics";

const RUNS = 7;
const PIECE = 1024 ** 2;
const [folder = ""] = process.argv.slice(2);
const path = join(folder, "status.dat");
const megabytes = statSync(path).size / 1e6;

async function measure(work: () => unknown): Promise<number> {
  const times: number[] = [];
  for (let run = 0; run < RUNS; run += 1) {
    const startedAt = performance.now();
    await work();
    times.push(performance.now() - startedAt);
  }
  return megabytes / (median(times) / 1000);
}

/** What most programs do: the whole text, its lines, a map for each block. */
function parseBySplitting(): number {
  const blocks: Map<string, string>[] = [];
  let block: Map<string, string> | null = null;
  for (const line of readFileSync(path, "latin1").split("\n")) {
    if (line.endsWith(" {")) block = new Map();
    else if (line === "\t}" && block !== null) blocks.push(block);
    else if (block !== null) {
      const cut = line.indexOf("=");
      if (cut > 0) block.set(line.slice(1, cut), line.slice(cut + 1));
    }
  }
  return blocks.length;
}

const cache = createNameCache();
const buffer = readFileSync(path);

function parsePieces(): number {
  const scanner = createStatusScanner(cache);
  for (let at = 0; at < buffer.length; at += PIECE) scanner.push(buffer.toString("latin1", at, at + PIECE));
  const reading = scanner.end();
  if (reading.kind !== "complete") throw new Error(reading.reason);
  return reading.status.objects.size;
}

async function readAndParse(): Promise<number> {
  const scanner = createStatusScanner(cache);
  const reading = await createSourceReader().read(path, null, scanner.push);
  if (reading.kind !== "fresh" || scanner.end().kind !== "complete") throw new Error("not read");
  return 0;
}

const reading = await measure(() => readFile(path));
const splitting = await measure(parseBySplitting);
const parsing = await measure(parsePieces);
const whole = await measure(readAndParse);
const size = `${megabytes.toFixed(0)} MB, 55,000 objects`;
const say = (speed: number) => `${speed.toFixed(0)} MB/s (${(speed / splitting).toFixed(1)} × splitting lines)`;
const rows: Row[] = [
  { what: `fs.readFile of status.dat (${size})`, measured: `${reading.toFixed(0)} MB/s` },
  { what: "Plain parser that splits lines, file read included", measured: `${splitting.toFixed(0)} MB/s` },
  { what: "Our parse, text in memory", measured: say(parsing), goal: "≥ 200 MB/s" },
  { what: "Our parse, file read included", measured: say(whole), goal: "≥ 200 MB/s" },
];
console.log(JSON.stringify(rows));
