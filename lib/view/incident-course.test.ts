import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { PUBLIC_STATES, type PublicState } from "@/lib/domain/public-state";
import { endOf, isWatched, listChanges, saySeen } from "./incident-course";
import type { UpdateView } from "./page-view";
import { ENGLISH } from "./words/words-of";

function update(id: string, text: string, states: Record<string, PublicState>): UpdateView {
  const components = Object.entries(states).map(([slug, state]) => ({ slug, name: slug.toUpperCase(), state }));
  const rest = { at: 0, html: null, by: "automatic", author: null, editedAt: null } as const;
  return { id, text, components, status: "investigating", ...rest };
}

const changesOf = (...oldestFirst: UpdateView[]) =>
  Object.fromEntries(
    [...listChanges([...oldestFirst].reverse())].map(([id, list]) => [
      id,
      list.map(({ slug, state }) => [slug, state]),
    ]),
  );

describe("what an update changed", () => {
  it("is told of those that came, became another way, or are well again", () => {
    const changes = changesOf(
      update("1", "We noticed a problem.", { mail: "partial_outage" }),
      update("2", "It grows.", { mail: "major_outage", files: "degraded_performance" }),
      update("3", "We are at it.", { mail: "major_outage", files: "degraded_performance" }),
      update("4", "Better.", { mail: "major_outage" }),
    );
    expect(changes).toEqual({
      1: [["mail", "partial_outage"]],
      2: [
        ["mail", "major_outage"],
        ["files", "degraded_performance"],
      ],
      3: [],
      4: [["files", "operational"]],
    });
  });

  it("is not said again of what the text names, nor of anything once all are well", () => {
    const changes = changesOf(
      update("1", "We noticed a problem with MAIL and 1 more.", { mail: "major_outage", files: "major_outage" }),
      update("2", "All work again.", {}),
    );
    expect(changes).toEqual({ 1: [["files", "major_outage"]], 2: [] });
  });

  it("taken together is how things were at the newest, as long as something was affected", () => {
    const states = fc.dictionary(fc.constantFrom("a", "b", "c"), fc.constantFrom(...PUBLIC_STATES.slice(1)), {
      minKeys: 1,
    });
    fc.assert(
      fc.property(fc.array(states, { minLength: 1 }), (course) => {
        const updates = course.map((each, index) => update(`${index}`, "", each)).reverse();
        const changes = listChanges(updates);
        const known = new Map<string, PublicState>();
        for (const { id } of [...updates].reverse()) {
          for (const { slug, state } of changes.get(id) ?? []) known.set(slug, state);
        }
        const affected = Object.fromEntries([...known].filter(([, state]) => state !== "operational"));
        expect(affected).toEqual({ ...course.at(-1) });
      }),
    );
  });
});

describe("what Nagios sees where a person says otherwise", () => {
  const say = (seen: Parameters<typeof saySeen>[0], isConfirmed = true) => saySeen(seen, isConfirmed, ENGLISH);

  it("is said, and only as the last that it saw while nothing can be confirmed", () => {
    const incident = { status: "identified", seen: { status: "investigating", impact: "major_outage" } } as const;
    expect(say(incident)).toBe("Monitoring sees: major outage");
    expect(say(incident, false)).toBe("Monitoring last saw: major outage");
  });

  it("is that it is over, or was otherwise, where it is", () => {
    const seen = { status: "monitoring", impact: "partial_outage" } as const;
    expect(say({ status: "investigating", seen })).toBe("Monitoring sees: recovered");
    expect(say({ status: "resolved", seen })).toBe("Monitoring saw: partial outage");
  });

  it("is not said where they agree", () => {
    expect(say({ status: "investigating", seen: null })).toBeNull();
  });
});

describe("the end of an incident", () => {
  it("is that of the outage, else that which a person called its end", () => {
    expect(endOf({ endedAt: 5, resolvedAt: 9 })).toBe(5);
    expect(endOf({ endedAt: null, resolvedAt: 9 })).toBe(9);
    expect(endOf({ endedAt: null, resolvedAt: null })).toBeNull();
  });

  it("is watched until it is called resolved", () => {
    expect(isWatched({ endedAt: 5, resolvedAt: null })).toBe(true);
    expect(isWatched({ endedAt: 5, resolvedAt: 5 })).toBe(false);
    expect(isWatched({ endedAt: null, resolvedAt: null })).toBe(false);
  });
});
