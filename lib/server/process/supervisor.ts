import type { ChildProcess } from "node:child_process";
import { SECOND_MS } from "@/lib/domain/time";
import type { Clock } from "@/lib/platform/clock";
import type { Log } from "@/lib/platform/log";
import type { Door } from "./door";
import type { Notifier } from "./notifier";
import { beginProgress, isProgressing, noteBeat } from "./progress";
import { isServerMessage, type ServerMessage, type SupervisorMessage } from "./protocol";
import type { RestartNote } from "./restart-note";
import type { SocketHandle } from "./socket-handle";
import { beginSupervision, decide, type Effect, type SupervisionEvent } from "./supervision";

export interface SupervisorDeps {
  /** Starts a server; the note says why, unless it is the first. */
  spawnServer: (note: RestartNote | null) => ChildProcess;
  door: Door;
  notifier: Notifier;
  clock: Clock;
  log: Log;
  /** From 0 to 1. */
  random: () => number;
  /** A server has taken the socket: `restarts` is zero the first time. */
  onServing: (restarts: number) => void;
}

export interface Supervisor {
  /** Resolves with the exit code when a stop that was asked for is done. `standsIn`: the door is open already. */
  run(standsIn: boolean): Promise<number>;
  stop(): void;
  /** Passes a signal on to the server, if there is one. */
  passOn(signal: NodeJS.Signals): void;
}

/** The thin shell around `decide`: carries its effects out and tells it what happens. */
export function createSupervisor(deps: SupervisorDeps): Supervisor {
  const { spawnServer, door, notifier, clock, log, random, onServing } = deps;
  let state = beginSupervision(clock.monotonic());
  let progress = beginProgress(clock.monotonic());
  let child: ChildProcess | null = null;
  let note: RestartNote | null = null;
  let finish: (code: number) => void = () => undefined;

  function dispatch(event: SupervisionEvent): void {
    const decision = decide(state, event, clock.monotonic());
    state = decision.state;
    for (const effect of decision.effects) carryOut(effect);
  }

  function carryOut(effect: Effect): void {
    switch (effect.kind) {
      case "spawn":
        begin();
        break;
      case "spawnAfter":
        note = effect.note;
        notifier.send(`STATUS=The server is started again: ${effect.note.detail}`);
        setTimeout(() => dispatch({ kind: "spawnDue" }), effect.delayMs);
        break;
      case "signal":
        child?.kill(effect.signal);
        break;
      case "standIn":
        door.open();
        notifier.send("READY=1");
        break;
      case "handOver":
        handOver();
        break;
      case "exit":
        finish(effect.code);
        break;
      case "say":
        log[effect.level](effect.message);
        break;
    }
  }

  function begin(): void {
    const begun = spawnServer(note);
    child = begun;
    begun.on("message", (message: unknown, handle: unknown) => {
      if (child === begun && isServerMessage(message)) hear(message, handle);
    });
    // A process that could not be started has no exit; a signal that could not be sent is no end.
    begun.once("error", () => begun.pid === undefined && bury(begun, null, null));
    begun.once("exit", (code, signal) => bury(begun, code, signal));
  }

  function bury(ended: ChildProcess, code: number | null, signal: string | null): void {
    if (child !== ended) return;
    child = null;
    dispatch({ kind: "exited", code, signal, wallAt: clock.now(), chance: random() });
  }

  function hear(message: ServerMessage, handle: unknown): void {
    if (message.type === "listening") {
      giveUpDoor(handle);
      return;
    }
    if (message.type === "beat") progress = noteBeat(progress, message, clock.monotonic());
    dispatch({ kind: message.type });
  }

  /** Without a socket, as at a first start, the server opens one itself: nobody is served before it. */
  function handOver(): void {
    const message: SupervisorMessage = { type: "listen" };
    // Node sends such a handle, although its types know only whole servers and sockets.
    child?.send(message, (door.socket() ?? undefined) as never, {}, () => undefined);
  }

  function giveUpDoor(handle: unknown): void {
    const copy = (handle ?? null) as SocketHandle | null;
    // Between the offer and this answer the server may have been given up again.
    if (state.standsIn) {
      copy?.close();
      return;
    }
    door.close(copy);
    notifier.send("READY=1", "STATUS=The server answers");
    onServing(state.restarts);
  }

  function feedWatchdog(): void {
    if (isProgressing(progress, clock.monotonic())) notifier.send("WATCHDOG=1");
  }

  return {
    run(standsIn) {
      // Between the making and now the pages may have been built.
      state = beginSupervision(clock.monotonic());
      progress = beginProgress(clock.monotonic());
      const ended = new Promise<number>((resolve) => {
        finish = resolve;
      });
      const timers = [setInterval(() => dispatch({ kind: "ticked" }), SECOND_MS)];
      if (notifier.watchdogMs !== null) timers.push(setInterval(feedWatchdog, notifier.watchdogMs / 3));
      dispatch({ kind: "begun", standsIn });
      return ended.finally(() => timers.forEach(clearInterval));
    },
    stop() {
      notifier.send("STOPPING=1");
      dispatch({ kind: "stopAsked" });
    },
    passOn: (signal) => void child?.kill(signal),
  };
}
