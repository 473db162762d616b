import { expect, it } from "vitest";
import { writeWaking } from "./wake-page";

type Listener = (event: unknown) => void;

/** Runs it in a page of which it gets only what it asks for. */
function start({ arrived = "navigate" } = {}) {
  const listeners = new Map<string, Listener[]>();
  const fetched: string[] = [];
  const timers: (() => void)[] = [];
  const surroundings = {
    addEventListener: (sign: string, listener: Listener) =>
      listeners.set(sign, [...(listeners.get(sign) ?? []), listener]),
    setTimeout: (act: () => void) => timers.push(act),
    performance: { getEntriesByType: () => [{ type: arrived }] },
    document: {
      createElement: () => ({ src: "" }),
      head: { append: ({ src }: { src: string }) => fetched.push(src) },
    },
  };
  const code = writeWaking(["one", "2~b-c.d", "main"]);
  new Function(...Object.keys(surroundings), code)(...Object.values(surroundings));
  return {
    fetched,
    runTimers: () => {
      for (const timer of timers.splice(0)) timer();
    },
    happen: (sign: string, event: object = {}) => {
      for (const listener of listeners.get(sign) ?? []) listener(event);
    },
  };
}

const ALL = ["one", "2~b-c.d", "main"].map((name) => `/_next/static/chunks/${name}.js`);

it("fetches nothing until the page has been there for a while", () => {
  const { fetched, happen, runTimers } = start();
  runTimers();
  expect(fetched).toEqual([]);
  happen("load");
  expect(fetched).toEqual([]);
  runTimers();
  expect(fetched).toEqual(ALL);
});

it.each(["pointermove", "pointerdown", "keydown", "focusin"])("fetches them at once, and once, at %s", (sign) => {
  const { fetched, happen, runTimers } = start();
  happen(sign);
  happen("keydown");
  happen("load");
  runTimers();
  expect(fetched).toEqual(ALL);
});

it.each(["reload", "back_forward"])("does not wait in a page that came by %s", (arrived) => {
  expect(start({ arrived }).fetched).toEqual(ALL);
});

it("does not wait in a page that a browser has put aside and shows again", () => {
  const { fetched, happen } = start();
  happen("pageshow", { persisted: false });
  expect(fetched).toEqual([]);
  happen("pageshow", { persisted: true });
  expect(fetched).toEqual(ALL);
});
