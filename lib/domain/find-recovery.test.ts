import { expect, it } from "vitest";
import { findRecovery } from "./find-recovery";
import { sampleHistory } from "./sample-history";

const KEY = "web1;HTTP";
const history = sampleHistory()
  .state(KEY, 10, "~critical")
  .state(KEY, 20, "critical")
  .state(KEY, 30, "pending")
  .state(KEY, 40, "ok");

it("a recovery is the first well result after an instant; pending is none", () => {
  expect(findRecovery(history, KEY, 10)).toBe(40);
  expect(findRecovery(history, KEY, 40)).toBeNull();
  expect(findRecovery(history, "web2", 10)).toBeNull();
});
