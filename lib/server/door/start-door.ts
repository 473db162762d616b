import { Worker } from "node:worker_threads";
import { systemClock } from "@/lib/platform/clock";
import { createRefusalNotes } from "@/lib/server/answers/note-refusals";
import { currentLog } from "@/lib/server/current-log";
import { limitConnections } from "@/lib/server/process/connection-limit";
import { getProcessState } from "@/lib/server/process-state";
import { getRuntime, onRuntimeChange } from "@/lib/server/runtime";
import { readShowInstant } from "@/lib/server/show-instant";
import type { DoorNews, DoorOptions, DoorOrder } from "./door-messages";
import { watchDoor } from "./door-watch";
import { createBoard, createBoardWriter } from "./shown-board";

const MAX_CONNECTIONS = 2048;

/** The door's thread, as the main thread has it. */
export interface DoorThread {
  order(order: DoorOrder): void;
  on<Type extends DoorNews["type"]>(type: Type, hear: (news: Extract<DoorNews, { type: Type }>) => void): void;
}

/** Starts the door's thread. An error in it that nobody caught is one of this process, and so is its end. */
export function startDoor(peerSecret: string): DoorThread {
  const beats = new SharedArrayBuffer(Int32Array.BYTES_PER_ELEMENT);
  const maxConnections = limitConnections(MAX_CONNECTIONS);
  const options: DoorOptions = { board: showOnBoard(), beats, peerSecret, maxConnections };
  // Bundled, it lies beside whoever holds this function.
  const worker = new Worker(new URL("./door-thread.mjs", import.meta.url), { workerData: options });
  worker.on("exit", () => {
    throw new Error("the door's thread has ended");
  });
  const door: DoorThread = {
    order: (order) => worker.postMessage(order),
    on: (type, hear) =>
      void worker.on("message", (news: DoorNews) => {
        if (news.type === type) hear(news as Parameters<typeof hear>[0]);
      }),
  };
  hear(door);
  watch(new Int32Array(beats));
  return door;
}

function hear(door: DoorThread): void {
  const state = getProcessState();
  const count = () => (state.queriesRefused += 1);
  door.on("refused", createRefusalNotes({ log: currentLog, count, monotonic: systemClock.monotonic }));
  door.on("rejection", ({ error }) =>
    currentLog.error("Nobody asked for the outcome of something that failed", { error }),
  );
}

function watch(pulse: Int32Array): void {
  const end = () => {
    throw new Error("the door's thread stands still");
  };
  watchDoor(() => Atomics.load(pulse, 0), end, systemClock);
}

/** The board from which the door reads what is on show, kept up to date. */
function showOnBoard(): SharedArrayBuffer {
  const board = createBoard();
  const write = createBoardWriter(board);
  const show = () => {
    const { publication, service } = getRuntime();
    write({ publication, settings: service?.settings, at: readShowInstant() });
  };
  show();
  onRuntimeChange(show);
  return board;
}
