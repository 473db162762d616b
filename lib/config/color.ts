import { text } from "./setting";

/** What stands behind texts: `--color-wall` and `--color-glass` of app/globals.css. */
export const BACKGROUNDS = { light: ["#f7f6f2", "#fffefc"], dark: ["#0d1117", "#131921"] } as const;

/** WCAG 2.2, 1.4.3: the least contrast of small text. */
const LEAST_CONTRAST = 4.5;

/** A colour for links and focus that can be read on everything of a theme. */
export function accentColor(theme: keyof typeof BACKGROUNDS) {
  const backgrounds = BACKGROUNDS[theme];
  return text()
    .transform((value) => value.toLowerCase())
    .refine(
      (value) =>
        /^#[0-9a-f]{6}$/.test(value) && backgrounds.every((behind) => measureContrast(value, behind) >= LEAST_CONTRAST),
    )
    .describe(`#rrggbb, with a contrast of at least ${LEAST_CONTRAST}:1 to ${backgrounds.join(" and to ")}`);
}

/** How two colours written `#rrggbb` differ in brightness, from 1 to 21 (WCAG 2.2, "contrast ratio"). */
export function measureContrast(a: string, b: string): number {
  const [darker = 0, lighter = 0] = [measureLuminance(a), measureLuminance(b)].sort((x, y) => x - y);
  return (lighter + 0.05) / (darker + 0.05);
}

function measureLuminance(color: string): number {
  const [red = 0, green = 0, blue = 0] = [1, 3, 5].map((at) => {
    const share = Number.parseInt(color.slice(at, at + 2), 16) / 255;
    return share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4;
  });
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}
