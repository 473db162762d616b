import { expect, it } from "vitest";
import { PUBLIC_STATES } from "@/lib/domain/public-state";
import { drawIcon, iconHref } from "./icon-svg";

it("each state has an icon of its own in shape, not only in colour", () => {
  const shapes = [null, ...PUBLIC_STATES].map((state) => /<g[^>]*>(.*)<\/g>/.exec(drawIcon(state))?.[1]);
  expect(new Set(shapes).size).toBe(PUBLIC_STATES.length + 1);
});

it("the icon of a state needs no server, so that a page that cannot reach it turns grey", () => {
  for (const state of PUBLIC_STATES) expect(iconHref(state)).toMatch(/^data:image\/svg\+xml,%3Csvg/);
  expect(iconHref(null)).toBe("/favicon.svg?state=none");
});
