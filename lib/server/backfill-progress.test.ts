import { describe, expect, it } from "vitest";
import { createProgressBar, drawProgress } from "./backfill-progress";

const HALF = { files: 90, filesDone: 44, bytes: 1.2e9, bytesDone: 0.6e9, isRunning: true, since: 0, through: 0 };

describe("the progress of a backfill", () => {
  it("says how far it is and how fast", () => {
    expect(drawProgress(HALF, 4000)).toBe("████████████░░░░░░░░░░░░ 50 %  44 of 90 files, 600 of 1200 MB, 150 MB/s");
    expect(drawProgress({ ...HALF, bytes: 0, bytesDone: 0 }, 0)).toContain("0 %");
  });

  it("is a bar below the lines on a terminal, and lines alone elsewhere", () => {
    for (const isTTY of [true, false]) {
      let written = "";
      const terminal = { isTTY, write: (text: string) => (written += text) };
      const bar = createProgressBar(
        terminal,
        () => HALF,
        () => 0,
      );
      bar.log.info("a line");
      bar.end();
      expect(written.includes("a line\n")).toBe(true);
      expect(written.includes("50 %")).toBe(isTTY);
    }
  });
});
