import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, it } from "vitest";
import { listRows, NOT_RUN } from "@/tests/chaos/matrix";

/** The rows that tests name, read from their source. */
function listTested(): Set<string> {
  const files = ["quick", "long"].flatMap((half) => {
    const folder = join("tests/chaos", half);
    return readdirSync(folder).map((name) => join(folder, name));
  });
  return new Set(
    files.flatMap((file) => [...readFileSync(file, "utf8").matchAll(/id: "([A-Z]\d+)"/g)].map(([, id]) => id ?? "")),
  );
}

it("every row of the matrix has a test, or a reason why it has none", () => {
  const tested = listTested();
  expect(listRows().filter((id) => !tested.has(id) && NOT_RUN[id] === undefined)).toEqual([]);
  expect([...tested].filter((id) => NOT_RUN[id as keyof typeof NOT_RUN] !== undefined)).toEqual([]);
});
