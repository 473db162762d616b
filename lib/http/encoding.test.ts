import { expect, it } from "vitest";
import { pickEncoding } from "./encoding";

it.each([
  [undefined, "identity"],
  ["", "identity"],
  ["gzip, deflate, br, zstd", "br"],
  ["gzip, deflate", "gzip"],
  ["GZIP", "gzip"],
  ["br;q=0, gzip", "gzip"],
  ["br;q=0.1", "br"],
  ["br; q=0.000, *", "gzip"],
  ["*", "br"],
  ["identity", "identity"],
  ["*;q=0", "identity"],
  ["zstd", "identity"],
])("%s is answered with %s", (header, encoding) => {
  expect(pickEncoding(header)).toBe(encoding);
});
