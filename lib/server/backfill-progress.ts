import type { SearchFacts } from "@/lib/domain/history-facts";
import type { Log } from "@/lib/platform/log";

/** Where a command says how far it is. */
export interface Terminal {
  isTTY?: boolean | undefined;
  write(text: string): unknown;
}

const WIDTH = 24;
const MEGABYTE = 1e6;
const ERASE = "\r\u001b[K";

/** How far a search is, in one line. `passedMs`: since it began. */
export function drawProgress({ files, filesDone, bytes, bytesDone }: SearchFacts, passedMs: number): string {
  const share = bytes === 0 ? 0 : Math.min(1, bytesDone / bytes);
  const filled = Math.floor(share * WIDTH);
  const bar = "█".repeat(filled) + "░".repeat(WIDTH - filled);
  const megabytes = (count: number) => (count / MEGABYTE).toFixed(0);
  const speed = passedMs < 1000 ? "" : `, ${megabytes((bytesDone * 1000) / passedMs)} MB/s`;
  return `${bar} ${Math.floor(share * 100)} %  ${filesDone} of ${files} files, ${megabytes(bytesDone)} of ${megabytes(bytes)} MB${speed}`;
}

/** Draws a bar on a terminal; elsewhere the lines of the log are enough. Lines that are said go above it. */
export function createProgressBar(terminal: Terminal, read: () => SearchFacts | null, monotonic: () => number) {
  const startedAt = monotonic();
  const isShown = terminal.isTTY === true;

  function draw(): void {
    const progress = read();
    if (isShown && progress !== null) terminal.write(ERASE + drawProgress(progress, monotonic() - startedAt));
  }

  function say(message: string): void {
    terminal.write(`${isShown ? ERASE : ""}${message}\n`);
    draw();
  }

  const timer = setInterval(draw, 200).unref();
  const log: Log = { debug: () => undefined, info: say, warn: say, error: say };
  return {
    log,
    end() {
      clearInterval(timer);
      if (isShown) terminal.write(ERASE);
    },
  };
}
