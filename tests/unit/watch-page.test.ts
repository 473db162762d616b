import { readFileSync } from "node:fs";
import { expect, it } from "vitest";

type Listener = (event: unknown) => void;

const CODE = readFileSync("public/watch.js", "utf8");
const HOME = new Intl.DateTimeFormat().resolvedOptions().timeZone;

/** Runs what wakes a page in one that has only what it asks for. */
function start({ arrived = "navigate", zone = HOME, names = '["one","2~b-c.d","main"]' as string | null } = {}) {
  const listeners = new Map<string, Listener[]>();
  const fetched: string[] = [];
  const timers: (() => void)[] = [];
  const surroundings = {
    addEventListener: (sign: string, listener: Listener) =>
      listeners.set(sign, [...(listeners.get(sign) ?? []), listener]),
    setTimeout: (act: () => void) => timers.push(act),
    setInterval: () => 1,
    globalThis: {},
    performance: { getEntriesByType: () => [{ type: arrived }] },
    document: {
      documentElement: { dataset: {} },
      querySelector: () => ({ dataset: { zone } }),
      getElementById: () => names && { textContent: names },
      createElement: () => ({ src: "" }),
      head: { append: ({ src }: { src: string }) => fetched.push(src) },
    },
  };
  new Function(...Object.keys(surroundings), CODE)(...Object.values(surroundings));
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

it.each(["pointermove", "pointerdown", "keydown", "focus", "visibilitychange"])(
  "fetches scripts at once, and once, at %s",
  (sign) => {
    const { fetched, happen, runTimers } = start();
    happen(sign);
    happen("keydown");
    happen("load");
    runTimers();
    expect(fetched).toEqual(ALL);
  },
);

it.each(["reload", "back_forward"])("does not wait in a page that came by %s", (arrived) => {
  expect(start({ arrived }).fetched).toEqual(ALL);
});

it("does not wait in a page of another zone than the visitor's", () => {
  expect(start({ zone: "Asia/Kathmandu" }).fetched).toEqual(ALL);
});

it("does not wait in a page that a browser has put aside and shows again", () => {
  const { fetched, happen } = start();
  happen("pageshow", { persisted: false });
  expect(fetched).toEqual([]);
  happen("pageshow", { persisted: true });
  expect(fetched).toEqual(ALL);
});

it("has nothing to fetch where the scripts were not put to sleep", () => {
  const { fetched, happen } = start({ names: null });
  happen("keydown");
  expect(fetched).toEqual([]);
});
