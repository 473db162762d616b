// The quick check: what reads the code goes one after the other, beside the unit tests. Who fails tells all it has said.
import { spawn } from "node:child_process";
import { stripVTControlCharacters } from "node:util";

/** Answers whether it went well, and says so. */
async function check(name, ...words) {
  const startedAt = Date.now();
  const { status, said } = await run(words);
  const seconds = Math.round((Date.now() - startedAt) / 1000);
  const tests = /^ *Tests +(.*)$/m.exec(stripVTControlCharacters(said))?.[1];
  if (status !== 0) console.log(`\n── ${name}\n${said}`);
  console.log(`${status === 0 ? "ok    " : "FAILED"} ${name} (${tests === undefined ? "" : `${tests}, `}${seconds} s)`);
  return status === 0;
}

function run(words) {
  const child = spawn("npx", words, { stdio: ["ignore", "pipe", "pipe"] });
  let said = "";
  for (const stream of [child.stdout, child.stderr]) {
    stream.setEncoding("utf8");
    stream.on("data", (text) => (said += text));
  }
  return new Promise((done) => {
    child.on("error", (error) => done({ status: 1, said: `${said}${error.message}\n` }));
    child.on("close", (status) => done({ status, said }));
  });
}

async function checkCode() {
  const lint = await check("lint and import rules", "biome", "ci", ".");
  const types = await check("types", "tsc", "--noEmit");
  const unused = await check("unused code", "knip");
  return lint && types && unused;
}

const results = await Promise.all([check("unit tests", "vitest", "run", "--project", "unit"), checkCode()]);
process.exit(results.every(Boolean) ? 0 : 1);
