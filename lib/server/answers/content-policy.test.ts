import { createHash } from "node:crypto";
import { expect, it } from "vitest";
import { makePolicy } from "./content-policy";

const hashOf = (text: string) => `'sha256-${createHash("sha256").update(text).digest("base64")}'`;

it("every inline script and style of a document is named by its hash, once", () => {
  const policy = makePolicy(
    `<script src="/a.js" async=""></script><script>one()</script><style>b{}</style><SCRIPT id="x">two()\n</SCRIPT><script>one()</script>`,
  );
  expect(policy).toContain(`script-src 'self' ${hashOf("one()")} ${hashOf("two()\n")};`);
  expect(policy).toContain(`style-src 'self' ${hashOf("b{}")};`);
});

it("nothing is allowed inline that has no hash, and nobody may frame a document unless it says so", () => {
  const policy = makePolicy("<p>Nothing</p>");
  expect(policy).toContain("script-src 'self';");
  expect(policy).not.toMatch(/script-src[^;]*unsafe/);
  expect(policy).toContain("frame-ancestors 'none'");
  expect(makePolicy("", "https://a.example")).toContain("frame-ancestors https://a.example");
});
