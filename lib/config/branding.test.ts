import { readFile } from "node:fs/promises";
import { describe, expect, it } from "vitest";
import { BACKGROUNDS, measureContrast } from "./color";
import { findStyleFault } from "./custom-style";
import { formatFaults } from "./format-faults";
import { loadConfig } from "./load";
import { readLogo } from "./logo";

const SVG =
  '<?xml version="1.0"?>\n<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 120 40"><path d="M0 0"/></svg>';

/** Loads a section `page` with other files beside it. */
function load(page: string, files: Record<string, string> = {}) {
  const read = async (path: string) => {
    if (path === "/srv/x.yaml") return `page:\n${page.replaceAll(/^/gm, "  ")}`;
    const text = files[path.replace("/srv/", "")];
    if (text === undefined) throw Object.assign(new Error(), { code: "ENOENT" });
    return text;
  };
  return loadConfig({ env: { CONFIG_PATH: "x.yaml" }, cwd: "/srv", readFile: read });
}

async function findFaults(page: string, files?: Record<string, string>): Promise<string> {
  const loaded = await load(page, files);
  return loaded.kind === "faults" ? formatFaults(loaded.faults) : "";
}

describe("the looks of the page", () => {
  it("are the design's own where nothing is said", async () => {
    const loaded = await load("name: Example");
    expect(loaded).toMatchObject({
      kind: "ok",
      config: { page: { branding: { logo: null, accent: null, style: null, about: null, headerLinks: [] } } },
    });
  });

  it("are read with their files at the start", async () => {
    const page =
      'logo: logo.svg\nstyle: page.css\naccent: "#0A5C36"\nabout: "**We** are here."\nfooter_links: [{label: Imprint, url: /imprint}]';
    const loaded = await load(page, { "logo.svg": SVG, "page.css": "h1 { color: red }" });
    expect(loaded).toMatchObject({
      kind: "ok",
      config: {
        page: {
          branding: {
            logo: { type: "image/svg+xml", ratio: 3 },
            style: "h1 { color: red }",
            accent: "#0a5c36",
            about: "**We** are here.",
            footerLinks: [{ label: "Imprint", url: "/imprint" }],
          },
        },
      },
    });
  });

  it("are refused with the place of what is wrong, every fault at once", async () => {
    const faults = await findFaults("logo: logo.gif\nlogo_dark: gone.svg\nstyle: page.css", {
      "logo.gif": "GIF89a",
      "page.css": '@import "other.css";',
    });
    expect(faults).toContain("/srv/x.yaml:2:");
    expect(faults).toContain("page.logo");
    expect(faults).toContain("a file that is neither SVG nor PNG");
    expect(faults).toContain("a file that is not there");
    expect(faults).toContain("a file with @import");
  });

  it("hold no link that could run something", async () => {
    for (const url of ["javascript:alert(1)", "//evil.example", "data:text/html,x", "ftp://x.example", "help"]) {
      expect(await findFaults(`header_links: [{label: Help, url: "${url}"}]`), url).toContain("page.header_links[0]");
    }
    for (const url of ["https://www.example.com/a", "mailto:help@example.com", "tel:+495550100", "/about"]) {
      expect(await findFaults(`header_links: [{label: Help, url: "${url}"}]`), url).toBe("");
    }
  });
});

describe("a colour for links", () => {
  it("is refused where it cannot be read on the page", async () => {
    expect(await findFaults('accent: "#ffcc00"')).toContain("a contrast of at least 4.5:1 to #f7f6f2 and to #fffefc");
    expect(await findFaults('accent_dark: "#222222"')).toContain("page.accent_dark");
    expect(await findFaults('accent: "purple"')).toContain("#rrggbb");
    expect(await findFaults('accent: "#573a8e"\naccent_dark: "#bfa9f5"')).toBe("");
  });

  it("is measured as WCAG does", () => {
    expect(measureContrast("#000000", "#ffffff")).toBeCloseTo(21, 5);
    expect(measureContrast("#777777", "#ffffff")).toBeCloseTo(4.48, 2);
  });

  it("is measured on what the page really has behind its texts", async () => {
    const css = await readFile("app/globals.css", "utf8");
    const { light, dark } = BACKGROUNDS;
    expect(css).toContain(`--color-wall: light-dark(${light[0]}, ${dark[0]})`);
    expect(css).toContain(`--color-glass: light-dark(${light[1]}, ${dark[1]})`);
  });
});

describe("a style sheet of the operator's", () => {
  it.each([
    "a { color: red }",
    ".case { background: url(/fonts/x.woff2) }",
    "a { background: url('data:image/png;base64,AAAA') } /* see https://www.example.com */",
    'a::before { content: "\\2014" }',
  ])("may be %s", (css) => expect(findStyleFault(css)).toBeNull());

  it.each([
    '@import "/other.css";',
    "@\\69mport '/other.css';",
    "</style><script>",
    "/* </style> */",
    "a { background: url(https://evil.example/x) }",
    "a { background: u\\72l(//evil.example/x) }",
    "a { background: url( 'relative.png' ) }",
    "a { background: image-set('https://evil.example/x' 1x) }",
    "a { background: url(javascript:x) }",
    `a { color: red } ${" ".repeat(70_000)}`,
  ])("may not be %#: %s", (css) => expect(findStyleFault(css)).toMatch(/^a file /));
});

describe("a logo", () => {
  it("tells how wide it is beside its height", () => {
    const png = new Uint8Array(33);
    png.set([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]);
    new DataView(png.buffer).setUint32(16, 300);
    new DataView(png.buffer).setUint32(20, 100);
    expect(readLogo(png)).toMatchObject({ type: "image/png", ratio: 3 });
    const encode = (text: string) => new TextEncoder().encode(text);
    expect(readLogo(encode('<svg width="50" height="100px"/>'))).toMatchObject({ ratio: 0.5 });
    expect(readLogo(encode("<svg/>"))).toMatchObject({ ratio: null });
  });

  it("that is too long is refused", () => {
    expect(readLogo(new Uint8Array(300_000))).toBe("a file that is longer");
  });
});
