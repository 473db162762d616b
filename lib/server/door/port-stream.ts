import { Duplex } from "node:stream";
import type { MessagePort } from "node:worker_threads";

/** `taken` answers `bytes`: the next ones may come. */
type Piece = { kind: "bytes"; bytes: Uint8Array<ArrayBuffer> } | { kind: "taken" } | { kind: "end" };

/** One end of a connection between two threads, which HTTP can be spoken over: a message port as a stream. */
export function createPortStream(port: MessagePort): Duplex {
  let onTaken: (() => void) | null = null;
  let isOwed = false;

  function post(piece: Piece): void {
    port.postMessage(piece, piece.kind === "bytes" ? [piece.bytes.buffer] : []);
  }

  function send(chunks: readonly Buffer[], done: () => void): void {
    onTaken = done;
    // A copy: handing memory over takes it away here, and small buffers share theirs.
    post({ kind: "bytes", bytes: new Uint8Array(Buffer.concat(chunks)) });
  }

  function take(piece: Piece): void {
    if (piece.kind === "bytes") {
      if (stream.push(piece.bytes)) post({ kind: "taken" });
      else isOwed = true;
    } else if (piece.kind === "end") stream.push(null);
    else {
      const done = onTaken;
      onTaken = null;
      done?.();
    }
  }

  const stream = new Duplex({
    read() {
      if (isOwed) post({ kind: "taken" });
      isOwed = false;
    },
    write: (chunk: Buffer, _, done) => send([chunk], done),
    writev: (chunks, done) =>
      send(
        chunks.map(({ chunk }) => chunk as Buffer),
        done,
      ),
    final(done) {
      post({ kind: "end" });
      done();
    },
    destroy(error, done) {
      port.close();
      done(error);
    },
  });
  port.on("message", take);
  // The other end is gone; what it had sent before has come.
  port.on("close", () => stream.destroy());
  return stream;
}
