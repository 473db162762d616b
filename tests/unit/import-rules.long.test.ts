import { expect, it } from "vitest";
import { findBreaches, ROOT } from "@/tests/support/find-breaches";

it("the table of who may import whom is kept by the project as it is", async () => {
  expect(await findBreaches(ROOT)).toEqual([]);
});
