import { renderToStaticMarkup } from "react-dom/server";
import { describe, expect, it } from "vitest";
import { Fill } from "./fill";

describe("Fill", () => {
  it("puts an element where its placeholder is", () => {
    const time = <time>14:32</time>;
    expect(renderToStaticMarkup(<Fill text="Since {time}, {count} of them" parts={{ time, count: 3 }} />)).toBe(
      "Since <bdi><time>14:32</time></bdi>, <bdi>3</bdi> of them",
    );
  });

  it("leaves a text without placeholders alone", () => {
    expect(renderToStaticMarkup(<Fill text="Nothing" parts={{}} />)).toBe("Nothing");
  });
});
