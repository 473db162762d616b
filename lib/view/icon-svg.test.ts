import { expect, it } from "vitest";
import { PUBLIC_STATES } from "@/lib/domain/public-state";
import { drawIcon, iconHref } from "./icon-svg";

it("each state has an icon of its own in shape, not only in colour", () => {
  const shapes = [null, ...PUBLIC_STATES].map((state) => /<g[^>]*>(.*)<\/g>/.exec(drawIcon(state))?.[1]);
  expect(new Set(shapes).size).toBe(PUBLIC_STATES.length + 1);
});

it("the icon of the unknown needs no server, so that a page that cannot reach it turns grey", () => {
  const [head, ...rest] = iconHref("unknown").split(",");
  expect(head).toBe("data:image/svg+xml");
  expect(decodeURIComponent(rest.join(","))).toBe(drawIcon("unknown").replaceAll('"', "'"));
  expect(rest.join(",")).not.toMatch(/["#<>\n]/);
});

it("the icons of all else are files", () => {
  expect(iconHref(null)).toBe("/favicon.svg?state=none");
  for (const state of PUBLIC_STATES.filter((each) => each !== "unknown")) {
    expect(iconHref(state)).toBe(`/favicon.svg?state=${state}`);
  }
});
