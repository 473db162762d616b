import { describe, expect, it } from "vitest";
import { createKeptAnswers, type Present } from "./kept-answers";
import { type PackedAnswer, packAnswer } from "./packed-answer";

const AT = 1_800_000_000_000;

interface Desk {
  now: Present;
  made: string[];
  /** Answers the makings that wait, oldest first. */
  finish: ((answer: PackedAnswer | null | Error) => void)[];
}

function open(maxBytes = 1e6) {
  const desk: Desk = {
    now: { publication: "first", settings: "ours", freshUntil: AT + 60_000, at: AT },
    made: [],
    finish: [],
  };
  const kept = createKeptAnswers({
    make: (url) => {
      desk.made.push(url);
      return new Promise((resolve, reject) => {
        desk.finish.push((answer) => (answer instanceof Error ? reject(answer) : resolve(answer)));
      });
    },
    maxBytes,
  });
  const find = (url: string) => kept.find(url, desk.now);
  const pass = (ms: number, more: Partial<Present> = {}) => {
    desk.now = { ...desk.now, ...more, at: desk.now.at + ms };
  };
  async function fill(url: string, text: string): Promise<PackedAnswer> {
    const answer = await packAnswer(Buffer.from(text), {}, "often");
    const found = find(url);
    desk.finish.at(-1)?.(answer);
    await found;
    return answer;
  }
  return { desk, kept, find, pass, fill };
}

describe("a kept answer", () => {
  it("is made once, however many ask at once, and sent from then on", async () => {
    const { desk, find } = open();
    const asked = [find("/"), find("/"), find("/")];
    const answer = await packAnswer(Buffer.from("page"), {}, "often");
    desk.finish[0]?.(answer);
    expect(await Promise.all(asked)).toEqual([answer, answer, answer]);
    expect(find("/")).toBe(answer);
    expect(desk.made).toEqual(["/"]);
  });

  it("is made anew after ten seconds, and sent meanwhile", async () => {
    const { desk, find, pass, fill } = open();
    const answer = await fill("/", "page");
    pass(10_000);
    expect(find("/")).toBe(answer);
    expect(answer.age).toBe(10);
    expect(desk.made).toHaveLength(1);
    pass(1);
    expect(find("/")).toBe(answer);
    expect(find("/")).toBe(answer);
    expect(desk.made).toHaveLength(2);
  });

  it("is made anew for another publication, and not sent any more", async () => {
    const { find, pass, fill } = open();
    await fill("/", "page");
    pass(5, { publication: "second" });
    expect(find("/")).toBeInstanceOf(Promise);
  });

  it("is made anew when the operator decided anew, and not sent any more", async () => {
    const { find, pass, fill } = open();
    await fill("/", "page");
    pass(5, { settings: "others" });
    expect(find("/")).toBeInstanceOf(Promise);
  });

  it("that was current is never sent once nothing may be called current any more", async () => {
    const { find, pass, fill } = open();
    pass(0, { freshUntil: AT + 3000 });
    const answer = await fill("/", "green");
    pass(3000);
    expect(find("/")).toBe(answer);
    pass(1);
    expect(find("/")).toBeInstanceOf(Promise);
  });

  it("that was not current needs no haste", async () => {
    const { find, pass, fill } = open();
    pass(0, { freshUntil: AT - 1 });
    const answer = await fill("/", "grey");
    pass(3000);
    expect(find("/")).toBe(answer);
  });

  it("is not sent when the clock was set back or nobody asked for long", async () => {
    for (const ms of [-1, 15_001]) {
      const { find, pass, fill } = open();
      await fill("/", "page");
      pass(ms);
      expect(find("/")).toBeInstanceOf(Promise);
    }
  });
});

describe("a file of the program", () => {
  it("lasts, whatever is on show", async () => {
    const { desk, kept, pass, fill } = open();
    const file = await fill("/_next/static/a.js", "run()");
    pass(3600_000, { publication: "second", settings: "others", freshUntil: null });
    expect(kept.find("/_next/static/a.js", desk.now, true)).toBe(file);
    expect([desk.made.length, file.age]).toEqual([1, 3600]);
  });
});

describe("what cannot be made", () => {
  it("is not kept, and the next one who asks tries again", async () => {
    const { desk, kept, find, pass, fill } = open();
    await fill("/", "page");
    pass(20_000);
    const failed = find("/");
    desk.finish[1]?.(new Error("no"));
    await expect(failed).rejects.toThrow("no");
    const refused = find("/");
    desk.finish[2]?.(null);
    expect(await refused).toBeNull();
    expect(kept.size()).toEqual({ entries: 0, bytes: 0 });
  });
});

describe("memory", () => {
  it("holds only so much: what was made longest ago goes first", async () => {
    const { kept, find, fill } = open(3000);
    for (const url of ["/a", "/b", "/c", "/d"]) await fill(url, url + "x".repeat(900));
    const { entries, bytes } = kept.size();
    expect(bytes).toBeLessThanOrEqual(3000);
    expect(entries).toBe(3);
    expect(find("/a")).toBeInstanceOf(Promise);
  });
});
