import { type ChildProcess, execFileSync, spawn } from "node:child_process";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { chaosRow } from "@/tests/chaos/chaos-row";
import { type DatabaseStage, endureDatabase, setDatabaseStage } from "@/tests/chaos/database-stage";
import { findStrace } from "@/tests/chaos/strace";
import { waitUntil } from "@/tests/support/vitrine-server";

const strace = await findStrace();
if (strace.kind === "unavailable") it.skip(`D5: ${strace.reason}`, () => undefined);

describe.runIf(strace.kind === "found")("a disk that answers errors", () => {
  let subject: DatabaseStage;
  let tracer: ChildProcess | null = null;

  beforeAll(async () => {
    subject = await setDatabaseStage();
  });

  afterAll(async () => {
    tracer?.kill("SIGINT");
    await subject.dispose();
  });

  /** Lets calls on the database's files fail; resolves when the tracer is at work. */
  async function attach(call: string): Promise<void> {
    const files = ["", "-wal"].flatMap((suffix) => ["-P", `${subject.path}${suffix}`]);
    const inject = `inject=${call}:error=EIO:when=2+2`;
    const program = strace.kind === "found" ? strace.program : "";
    const words = [
      "-f",
      "-q",
      "-p",
      String(subject.stage.server.pid),
      "-o",
      "/dev/null",
      "-e",
      `trace=${call}`,
      ...files,
    ];
    tracer = spawn(program, [...words, "-e", inject], { stdio: "ignore" });
    await waitUntil(() => {
      if (tracer?.exitCode !== null) throw new Error("strace ended");
      return /TracerPid:\s*[1-9]/.test(
        execFileSync("cat", [`/proc/${subject.stage.server.pid}/status`], { encoding: "utf8" }),
      );
    });
  }

  async function detach(): Promise<void> {
    const ended = new Promise<void>((done) => tracer?.once("exit", () => done()));
    tracer?.kill("SIGINT");
    await ended;
    tracer = null;
  }

  for (const call of ["fdatasync,fsync", "pwrite64", "pread64"]) {
    chaosRow(
      {
        id: "D5",
        variant: call,
        fault: "every second such call on the database answers EIO",
        expected: "what failed is answered 503 and is not there; what was answered 201 is; well again with the disk",
      },
      async () => {
        const said: string[] = [];
        let refused = 0;
        const outcome = await endureDatabase(subject, {
          inject: () => attach(call),
          async check() {
            for (let nth = 0; nth < 12; nth += 1) {
              const text = `${call} ${nth} ${"x".repeat(3000)}`;
              const { status } = await subject.say(1, text);
              expect([201, 503]).toContain(status);
              if (status === 201) said.push(text);
              else refused += 1;
            }
            const codes = await subject.reasons();
            return `${said.length} accepted and kept, ${refused} refused and not there; ${codes.join(", ") || "no reason"} at the end`;
          },
          heal: detach,
          wellAgainMs: 15_000,
        });
        const kept = subject
          .query<{ text: string }>(`select text from incident_updates where text like '${call} %' order by id`)
          .map(({ text }) => text);
        expect(kept).toEqual(said);
        expect(subject.query("pragma integrity_check")).toEqual([{ integrity_check: "ok" }]);
        if (call !== "pread64") expect(refused).toBeGreaterThan(0);
        return outcome;
      },
    );
  }
});
